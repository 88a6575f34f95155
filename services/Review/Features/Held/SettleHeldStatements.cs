using CoProduction.Review.Domain;
using CoProduction.Review.Features.Harm;
using CoProduction.Review.Intake;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Hints;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Held;

/// <summary>A person's decision on statements that were held back.</summary>
internal sealed class SettleHeldStatements(Commands commands)
{
    internal const int LongestKey = 100;
    private const int Most = 1000;

    public Task<SettleHeldStatementsResponse> HandleAsync(SettleHeldStatementsRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        var ids = request.StatementIds.Select(id => Parse.Id(id, "statement_ids")).Distinct().ToArray();
        var groupKey = Parse.OptionalText(request.GroupKey, "group_key", LongestKey);
        var settlement = Read(request, ids, groupKey);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var change = await CycleChange.BeginAsync(transaction, cycleId, cancel);
            var alreadySettled = await CountSettledAsync(transaction, cycleId, ids, cancel);
            var held = await FindAsync(transaction, cycleId, ids, groupKey, cancel);
            await SettleAsync(transaction, settlement, change.Cycle, held, cancel);
            await transaction.AuditAsync($"held.{settlement.Decision.ToString().ToLowerInvariant()}", "cycle", cycleId, $"{held.Count} statements", cancel);
            await change.TellAsync(cancel);
            return new SettleHeldStatementsResponse { Settled = held.Count, AlreadySettled = alreadySettled };
        }, cancel);
    }

    private static Settlement Read(SettleHeldStatementsRequest request, Guid[] ids, string groupKey)
    {
        if (ids.Length == 0 == (groupKey.Length == 0))
            throw Problem.Invalid("statement_ids", "Choose at least one statement, or a group of alike ones.");
        if (ids.Length > Most)
            throw Problem.Invalid("statement_ids", $"Choose {Most:N0} statements at most.");
        return request.Decision switch
        {
            HeldDecision.Release => new(HeldDecision.Release),
            HeldDecision.Refer => new(HeldDecision.Refer),
            HeldDecision.Redact => new(HeldDecision.Redact) { OwnWords = request.RedactedText.Length == 0 ? "" : ReadOwnWords(request, ids) },
            _ => throw Problem.Invalid("decision", "Choose to release, redact or refer."),
        };
    }

    private static string ReadOwnWords(SettleHeldStatementsRequest request, Guid[] ids)
    {
        if (ids.Length != 1)
            throw Problem.Invalid("statement_ids", "Your own wording can stand for one statement only.");
        var words = Parse.Lines(request.RedactedText, "redacted_text", ReviewFile.LongestStatement, "Write the words to use instead.").Normalize();
        if (Redaction.StillIdentifies(words))
            throw Problem.Invalid("redacted_text", "These words may still tell who somebody is. Take out names, numbers and addresses.");
        return words;
    }

    private static Task<int> CountSettledAsync(TenantTransaction transaction, Guid cycleId, Guid[] ids, CancellationToken cancel) =>
        transaction.GetAsync<int>(
            """
            SELECT count(*)::int FROM statement
            WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId AND statement_id = ANY(@ids) AND settled_at IS NOT NULL
            """,
            new { transaction.PartnershipId, cycleId, ids }, cancel);

    // A decision for a whole group never settles a sign of harm that happens to stand in the same words: somebody has to read that.
    private static Task<List<HeldRow>> FindAsync(TenantTransaction transaction, Guid cycleId, Guid[] ids, string groupKey, CancellationToken cancel) =>
        transaction.QueryAsync<HeldRow>(
            """
            SELECT s.statement_id, s.text FROM statement s
            WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @cycleId AND s.state = 2
              AND (s.statement_id = ANY(@ids) OR (
                EXISTS (SELECT 1 FROM hint h WHERE h.partnership_id = s.partnership_id AND h.statement_id = s.statement_id AND h.alike_key = @groupKey)
                AND NOT EXISTS (
                  SELECT 1 FROM hint h WHERE h.partnership_id = s.partnership_id AND h.statement_id = s.statement_id AND h.alike_key <> @groupKey AND h.kind = @harm)))
            ORDER BY s.statement_id FOR UPDATE OF s
            """,
            new { transaction.PartnershipId, cycleId, ids, groupKey, harm = (short)HeldKind.Harm }, cancel);

    private static Task SettleAsync(TenantTransaction transaction, Settlement settlement, CycleChange.CycleRow cycle, List<HeldRow> held, CancellationToken cancel) =>
        settlement.Decision switch
        {
            HeldDecision.Release => SetStateAsync(transaction, held, StatementState.Clear, cancel),
            HeldDecision.Refer => ReferAsync(transaction, held, cycle, cancel),
            _ => RedactAsync(transaction, held, settlement.OwnWords, cancel),
        };

    private static async Task ReferAsync(TenantTransaction transaction, List<HeldRow> held, CycleChange.CycleRow cycle, CancellationToken cancel)
    {
        await SetStateAsync(transaction, held, StatementState.Referred, cancel);
        await transaction.ExecuteAsync(
            """
            INSERT INTO referral (partnership_id, statement_id, referred_at, referred_by_id)
            SELECT @PartnershipId, id, @Now, @PersonId FROM unnest(@ids) AS id
            """,
            new { transaction.PartnershipId, transaction.Now, transaction.Caller.PersonId, ids = Ids(held) }, cancel);
        await HarmForResponders.KeepAsync(transaction, cycle, held.Select(row => (row.StatementId, Harms.MostUrgent(HoldBackHints.Find(row.Text)) ?? HarmKind.Unspecified)), cancel);
    }

    private static async Task RedactAsync(TenantTransaction transaction, List<HeldRow> held, string ownWords, CancellationToken cancel)
    {
        var texts = held.Select(row => ownWords.Length > 0 ? ownWords : Redaction.Apply(row.Text, HoldBackHints.Find(row.Text))).ToArray();
        if (held.Zip(texts).Any(pair => pair.First.Text == pair.Second))
            throw Problem.Invalid("decision", "There is no name, number or address to take out of one of these. Release it, refer it, or write your own wording.");
        await transaction.ExecuteAsync(
            "INSERT INTO statement_original (partnership_id, statement_id, text) SELECT @PartnershipId, id, text FROM unnest(@ids, @originals) AS o (id, text)",
            new { transaction.PartnershipId, ids = Ids(held), originals = held.Select(row => row.Text).ToArray() }, cancel);
        await transaction.ExecuteAsync(
            """
            UPDATE statement s SET text = n.text FROM unnest(@ids, @texts) AS n (id, text)
            WHERE s.partnership_id = @PartnershipId AND s.statement_id = n.id
            """,
            new { transaction.PartnershipId, ids = Ids(held), texts }, cancel);
        await SetStateAsync(transaction, held, StatementState.Redacted, cancel);
    }

    private static Task SetStateAsync(TenantTransaction transaction, List<HeldRow> held, StatementState state, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            """
            UPDATE statement SET state = @state, settled_at = @Now, settled_by_id = @PersonId
            WHERE partnership_id = @PartnershipId AND statement_id = ANY(@ids)
            """,
            new { state = (short)state, transaction.Now, transaction.Caller.PersonId, transaction.PartnershipId, ids = Ids(held) }, cancel);

    private static Guid[] Ids(List<HeldRow> held) => [.. held.Select(row => row.StatementId)];

    /// <summary>The decision as it was read and found in order. OwnWords is empty when each detail is to be replaced by its kind.</summary>
    private sealed record Settlement(HeldDecision Decision)
    {
        public string OwnWords { get; init; } = "";
    }

    private sealed record HeldRow(Guid StatementId, string Text);
}
