using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Outcomes;

/// <summary>What people hope for, and who proposed it.</summary>
internal sealed class Outcomes(Commands commands)
{
    public Task<AddOutcomeResponse> HandleAsync(AddOutcomeRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var (words, proposedBy) = Wanted(request.Words, request.ProposedBy);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("outcome", cancel);
            var outcomeId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO outcome (partnership_id, outcome_id, project_id, words, proposed_by, proposed_on)
                VALUES (@PartnershipId, @outcomeId, @projectId, @words, @proposedBy, @proposedOn::date)
                """,
                new
                {
                    transaction.PartnershipId,
                    outcomeId,
                    projectId,
                    words,
                    proposedBy,
                    proposedOn = Days.PastOrToday(transaction, request.ProposedOn, "proposed_on"),
                }, cancel);
            await project.RecordAsync([ProjectPart.Outcomes, ProjectPart.Of(ProjectPart.Outcomes, outcomeId)], cancel);
            await transaction.AuditAsync("outcome.add", "outcome", outcomeId, $"proposed by {request.ProposedBy}", cancel);
            return new AddOutcomeResponse { Outcome = await GetAsync(transaction, projectId, outcomeId, cancel) };
        }, cancel);
    }

    public Task<EditOutcomeResponse> HandleAsync(EditOutcomeRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var outcomeId = Parse.Id(request.OutcomeId, "outcome_id");
        var (words, proposedBy) = request.End ? (null, null) : ((string?, short?))Wanted(request.Words, request.ProposedBy);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Of(ProjectPart.Outcomes, outcomeId)], cancel);
            var changed = await transaction.ExecuteAsync(
                """
                UPDATE outcome SET words = coalesce(@words, words), proposed_by = coalesce(@proposedBy, proposed_by),
                  proposed_on = coalesce(@proposedOn::date, proposed_on), ended_on = @endedOn::date
                WHERE partnership_id = @PartnershipId AND project_id = @projectId AND outcome_id = @outcomeId
                """,
                new
                {
                    transaction.PartnershipId,
                    projectId,
                    outcomeId,
                    words,
                    proposedBy,
                    proposedOn = request.End ? null : Days.PastOrToday(transaction, request.ProposedOn, "proposed_on"),
                    endedOn = request.End ? Days.Today(transaction) : null,
                }, cancel);
            if (changed == 0)
                throw Problem.NotFound("outcome");
            await project.RecordAsync([ProjectPart.Outcomes, ProjectPart.Of(ProjectPart.Outcomes, outcomeId)], cancel);
            await transaction.AuditAsync(request.End ? "outcome.end" : "outcome.edit", "outcome", outcomeId, request.End ? "" : $"proposed by {request.ProposedBy}", cancel);
            return new EditOutcomeResponse { Outcome = await GetAsync(transaction, projectId, outcomeId, cancel) };
        }, cancel);
    }

    /// <summary>All of a project, those that hold first.</summary>
    public static async Task<List<Outcome>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<OutcomeRow>(
            """
            SELECT outcome_id, words, proposed_by, proposed_on::text, ended_on::text FROM outcome
            WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY ended_on IS NOT NULL, outcome_id
            """,
            new { transaction.PartnershipId, projectId }, cancel);
        return rows.ConvertAll(row => new Outcome
        {
            OutcomeId = row.OutcomeId.ToString(),
            Words = row.Words,
            ProposedBy = (ProposedBy)row.ProposedBy,
            ProposedOn = row.ProposedOn,
            EndedOn = row.EndedOn ?? "",
        });
    }

    private static async Task<Outcome> GetAsync(TenantTransaction transaction, Guid projectId, Guid outcomeId, CancellationToken cancel) =>
        (await ReadAsync(transaction, projectId, cancel)).Single(outcome => outcome.OutcomeId == outcomeId.ToString());

    private static (string Words, short ProposedBy) Wanted(string words, ProposedBy proposedBy) =>
        (Parse.Lines(words, "words", 1000, "Say what people hope for."), (short)Parse.Choice(proposedBy, "proposed_by", "Say who proposed it."));

    private sealed record OutcomeRow(Guid OutcomeId, string Words, short ProposedBy, string ProposedOn, string? EndedOn);
}
