using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.AffectedGroups;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Engagement;

/// <summary>What stands in the way of taking part, of a group or of everybody, and never of one person.</summary>
internal sealed class Barriers(Commands commands)
{
    private const string Select =
        """
        SELECT b.barrier_id, b.group_id, coalesce(g.name, '') AS group_name, b.category, b.words, b.noticed_on::text, b.state, b.how, b.settled_on::text FROM barrier b
        LEFT JOIN affected_group g ON g.partnership_id = b.partnership_id AND g.group_id = b.group_id
        WHERE b.partnership_id = @PartnershipId AND b.project_id = @projectId
        """;

    public Task<AddBarrierResponse> HandleAsync(AddBarrierRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.OptionalId(request.GroupId, "group_id");
        if (request.Category.Length == 0)
            throw Problem.Invalid("category", "Choose what it is about.");
        var words = Parse.Lines(request.Words, "words", 500, "Say what stands in the way. Do not name anybody.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var noticedOn = Days.PastOrToday(transaction, request.NoticedOn, "noticed_on");
            var category = (await Choices.KnownAsync(transaction, "barrier", [request.Category], "category", cancel))[0];
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("barrier", cancel);
            if (groupId is { } group)
                await GroupRow.GetAsync(transaction, projectId, group, cancel);
            var barrierId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO barrier (partnership_id, barrier_id, project_id, group_id, category, words, noticed_on, state, how)
                VALUES (@PartnershipId, @barrierId, @projectId, @groupId, @category, @words, @noticedOn::date, @state, '')
                """,
                new { transaction.PartnershipId, barrierId, projectId, groupId, category, words, noticedOn, state = (short)BarrierState.Stands }, cancel);
            await project.RecordAsync([ProjectPart.Barriers, ProjectPart.Of(ProjectPart.Barriers, barrierId)], cancel);
            await transaction.AuditAsync("barrier.add", "barrier", barrierId, category, cancel);
            return new AddBarrierResponse { Barrier = (await GetAsync(transaction, projectId, barrierId, cancel)).ToBarrier() };
        }, cancel);
    }

    public Task<SettleBarrierResponse> HandleAsync(SettleBarrierRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var barrierId = Parse.Id(request.BarrierId, "barrier_id");
        var state = Parse.Choice(request.State, "state", "Choose whether it is removed, stays, or stands again.");
        var standsAgain = state == BarrierState.Stands;
        var how = standsAgain ? "" : Parse.Lines(request.How, "how", 500, "Say how it was removed, or why it stays.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var settledOn = Days.PastOrToday(transaction, request.SettledOn, "settled_on");
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            var barrier = await GetAsync(transaction, projectId, barrierId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Of(ProjectPart.Barriers, barrierId)], cancel);
            if (string.CompareOrdinal(settledOn, barrier.NoticedOn) < 0)
                throw Problem.Invalid("settled_on", $"It was noticed on {Days.InWords(barrier.NoticedOn)}. Give that day or a later one.");
            await transaction.ExecuteAsync(
                """
                UPDATE barrier SET state = @state, how = @how, settled_on = @settledOn::date
                WHERE partnership_id = @PartnershipId AND project_id = @projectId AND barrier_id = @barrierId
                """,
                new { transaction.PartnershipId, projectId, barrierId, state = (short)state, how, settledOn = standsAgain ? null : settledOn }, cancel);
            await project.RecordAsync([ProjectPart.Barriers, ProjectPart.Of(ProjectPart.Barriers, barrierId)], cancel);
            await transaction.AuditAsync("barrier.settle", "barrier", barrierId, $"{request.State}", cancel);
            return new SettleBarrierResponse { Barrier = (await GetAsync(transaction, projectId, barrierId, cancel)).ToBarrier() };
        }, cancel);
    }

    /// <summary>Those that stand first, in the order in which they were noted.</summary>
    public static async Task<List<ProjectBarrier>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) =>
        (await transaction.QueryAsync<BarrierRow>($"{Select} ORDER BY b.state <> {(int)BarrierState.Stands}, b.barrier_id", new { transaction.PartnershipId, projectId }, cancel))
            .ConvertAll(row => row.ToBarrier());

    private static async Task<BarrierRow> GetAsync(TenantTransaction transaction, Guid projectId, Guid barrierId, CancellationToken cancel) => await transaction.FindAsync<BarrierRow>(
        $"{Select} AND b.barrier_id = @barrierId", new { transaction.PartnershipId, projectId, barrierId }, cancel) ?? throw Problem.NotFound("barrier");

    private sealed record BarrierRow(
        Guid BarrierId, Guid? GroupId, string GroupName, string Category, string Words, string NoticedOn, short State, string How, string? SettledOn)
    {
        public ProjectBarrier ToBarrier() => new()
        {
            BarrierId = BarrierId.ToString(),
            GroupId = GroupId?.ToString() ?? "",
            GroupName = GroupName,
            Category = Category,
            Words = Words,
            NoticedOn = NoticedOn,
            State = (BarrierState)State,
            How = How,
            SettledOn = SettledOn ?? "",
        };
    }
}
