using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Known;

/// <summary>What is known from earlier work, shown before anybody is asked again.</summary>
internal sealed class KnownBefore(Commands commands)
{
    public Task<AddKnownResponse> HandleAsync(AddKnownRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var words = Parse.Lines(request.Words, "words", 2000, "Say what is known.");
        var source = Parse.Text(request.Source, "source", 300, "Say where this is from.");
        var consent = (short)Parse.Choice(request.Consent, "consent", "Say whether people agree that this is used again.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("known_before", cancel);
            var knownId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO known_before (partnership_id, known_id, project_id, words, source, consent, added_at)
                VALUES (@PartnershipId, @knownId, @projectId, @words, @source, @consent, @Now)
                """,
                new { transaction.PartnershipId, knownId, projectId, words, source, consent, transaction.Now }, cancel);
            await project.RecordAsync([ProjectPart.Known], cancel);
            await transaction.AuditAsync("known.add", "known", knownId, $"consent {request.Consent}", cancel);
            return new AddKnownResponse { Known = new() { KnownId = knownId.ToString(), Words = words, Source = source, Consent = request.Consent } };
        }, cancel);
    }

    public Task<RemoveKnownResponse> HandleAsync(RemoveKnownRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var knownId = Parse.Id(request.KnownId, "known_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            // Somebody may have taken their agreement back: then it goes, and does not only end.
            var removed = await transaction.ExecuteAsync(
                "DELETE FROM known_before WHERE partnership_id = @PartnershipId AND project_id = @projectId AND known_id = @knownId",
                new { transaction.PartnershipId, projectId, knownId }, cancel);
            if (removed == 0)
                throw Problem.NotFound("entry");
            await project.RecordAsync([ProjectPart.Known], cancel);
            await transaction.AuditAsync("known.remove", "known", knownId, "", cancel);
            return new RemoveKnownResponse();
        }, cancel);
    }

    /// <summary>In the order in which it was noted. Words that people have not agreed to share again are for those who look after the project.</summary>
    public static async Task<IEnumerable<V1.Known>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<KnownRow>(
            "SELECT known_id, words, source, consent FROM known_before WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY known_id",
            new { transaction.PartnershipId, projectId }, cancel);
        var seesAll = transaction.Caller.MayIn(projectId, "project.write");
        return rows.Select(row => new V1.Known
        {
            KnownId = row.KnownId.ToString(),
            Words = seesAll || (YesNo)row.Consent == YesNo.Yes ? row.Words : "",
            Source = row.Source,
            Consent = (YesNo)row.Consent,
        });
    }

    private sealed record KnownRow(Guid KnownId, string Words, string Source, short Consent);
}
