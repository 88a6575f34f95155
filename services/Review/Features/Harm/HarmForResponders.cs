using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Hints;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Harm;

/// <summary>What may tell of harm, kept as it came in and told of at once; and its words, for safeguarding responders alone.</summary>
internal sealed class HarmForResponders(TenantDatabase database)
{
    private const int MostOfAnEvent = 1000;

    /// <summary>Keeps these statements' words and tells of them with the change; those that are kept already stay as they are.</summary>
    public static async Task KeepAsync(TenantTransaction transaction, CycleChange.CycleRow cycle, IEnumerable<(Guid StatementId, HarmKind Kind)> found, CancellationToken cancel)
    {
        foreach (var some in found.Chunk(MostOfAnEvent))
        {
            var kept = (await transaction.QueryAsync<Guid>(
                """
                INSERT INTO harm (partnership_id, statement_id, cycle_id, question, text, reference, captured_by)
                SELECT s.partnership_id, s.statement_id, s.cycle_id, s.question, s.text, r.reference, r.captured_by
                FROM statement s JOIN review r ON r.partnership_id = s.partnership_id AND r.review_id = s.review_id
                WHERE s.partnership_id = @PartnershipId AND s.statement_id = ANY(@ids) ON CONFLICT DO NOTHING RETURNING statement_id
                """,
                new { transaction.PartnershipId, ids = Array.ConvertAll(some, one => one.StatementId) }, cancel)).ToHashSet();
            // What was in the cycle already, or is told of already, is told once.
            if (kept.Count == 0)
                continue;
            await transaction.PublishAsync(
                new HarmFound
                {
                    CycleId = cycle.CycleId.ToString(),
                    ProjectId = cycle.ProjectId.ToString(),
                    Found = { some.Where(one => kept.Contains(one.StatementId)).Select(one => new FoundHarm { StatementId = one.StatementId.ToString(), Kind = one.Kind }) },
                },
                cycle.CycleId, cycle.Version, cancel);
        }
    }

    public async Task<ReadHarmResponse> HandleAsync(ReadHarmRequest request, Caller caller, CancellationToken cancel)
    {
        var statementId = Parse.Id(request.StatementId, "statement_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var row = await transaction.FindAsync<HarmRow>(
            """
            SELECT h.text, h.question, h.cycle_id, c.name AS cycle_name, h.reference, h.captured_by
            FROM harm h JOIN cycle c ON c.partnership_id = h.partnership_id AND c.cycle_id = h.cycle_id
            WHERE h.partnership_id = @PartnershipId AND h.statement_id = @statementId
            """,
            new { transaction.PartnershipId, statementId }, cancel) ?? throw Problem.NotFound("statement");
        await transaction.AuditAsync("harm.read", "statement", statementId, "", cancel);
        await transaction.CommitAsync(cancel);
        return new()
        {
            Text = row.Text,
            Reasons = { HoldBackHints.Find(row.Text).Where(hint => hint.Kind == HeldKind.Harm).Select(hint => new HeldReason { Kind = hint.Kind, Start = hint.Start, Length = hint.Length }) },
            Question = (Question)row.Question,
            CycleId = row.CycleId.ToString(),
            CycleName = row.CycleName,
            Reference = row.Reference,
            CapturedBy = row.CapturedBy,
        };
    }

    private sealed record HarmRow(string Text, short Question, Guid CycleId, string CycleName, string Reference, string CapturedBy);
}
