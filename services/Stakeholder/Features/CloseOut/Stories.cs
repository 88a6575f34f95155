using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.CloseOut;

/// <summary>Lessons and good news, also those that come when the project has ended. Told elsewhere only where somebody agreed, by name.</summary>
internal sealed class Stories(Commands commands)
{
    public Task<AddStoryResponse> HandleAsync(AddStoryRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var kind = (short)Parse.Choice(request.Kind, "kind", "Choose what it is.");
        var title = Parse.Text(request.Title, "title", 200, "Give it a title.");
        var words = Parse.Lines(request.Words, "words", 4000, "Tell it in a few sentences.");
        var mayShare = request.MayShare switch
        {
            YesNo.Yes => true,
            YesNo.No => false,
            _ => throw Problem.Invalid("may_share", "Say whether others may hear of it."),
        };
        var agreedBy = mayShare ? Parse.Text(request.AgreedBy, "agreed_by", 300, "Say who agreed that others hear of it.") : "";
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel, evenClosed: true);
            await project.RequireRoomAsync("story", cancel);
            var storyId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO story (partnership_id, story_id, project_id, kind, title, words, may_share, agreed_by, added_at)
                VALUES (@PartnershipId, @storyId, @projectId, @kind, @title, @words, @mayShare, @agreedBy, @Now)
                """,
                new { transaction.PartnershipId, storyId, projectId, kind, title, words, mayShare, agreedBy, transaction.Now }, cancel);
            await project.RecordAsync([ProjectPart.Stories], cancel);
            await transaction.AuditAsync("story.add", "story", storyId, mayShare ? "may be shared" : "", cancel);
            return new AddStoryResponse { Story = (await ReadAsync(transaction, projectId, cancel)).Single(story => story.StoryId == storyId.ToString()) };
        }, cancel);
    }

    public Task<RemoveStoryResponse> HandleAsync(RemoveStoryRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var storyId = Parse.Id(request.StoryId, "story_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel, evenClosed: true);
            // Somebody may have taken their agreement back: then it goes, and does not only end.
            var removed = await transaction.ExecuteAsync(
                "DELETE FROM story WHERE partnership_id = @PartnershipId AND project_id = @projectId AND story_id = @storyId",
                new { transaction.PartnershipId, projectId, storyId }, cancel);
            if (removed == 0)
                throw Problem.NotFound("story");
            await project.RecordAsync([ProjectPart.Stories], cancel);
            await transaction.AuditAsync("story.remove", "story", storyId, "", cancel);
            return new RemoveStoryResponse();
        }, cancel);
    }

    /// <summary>In the order in which they were added.</summary>
    public static async Task<List<Story>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<StoryRow>(
            "SELECT story_id, kind, title, words, may_share, agreed_by, added_at FROM story WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY story_id",
            new { transaction.PartnershipId, projectId }, cancel);
        return rows.ConvertAll(row => new Story
        {
            StoryId = row.StoryId.ToString(),
            Kind = (StoryKind)row.Kind,
            Title = row.Title,
            Words = row.Words,
            MayShare = row.MayShare,
            AgreedBy = row.AgreedBy,
            AddedAt = Timestamp.FromDateTime(row.AddedAt),
        });
    }

    public static Task<int> CountLessonsAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.GetAsync<int>(
        "SELECT count(*)::int FROM story WHERE partnership_id = @PartnershipId AND project_id = @projectId AND kind = @lesson",
        new { transaction.PartnershipId, projectId, lesson = (short)StoryKind.Lesson }, cancel);

    private sealed record StoryRow(Guid StoryId, short Kind, string Title, string Words, bool MayShare, string AgreedBy, DateTime AddedAt);
}
