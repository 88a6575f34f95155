using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Themes;

/// <summary>Moves statements to where people think that they belong.</summary>
internal sealed class MoveStatements(Commands commands)
{
    private const int Most = 1000;

    public Task<MoveStatementsResponse> HandleAsync(MoveStatementsRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        var ids = request.StatementIds.Select(id => Parse.Id(id, "statement_ids")).Distinct().ToArray();
        var fromId = Parse.OptionalId(request.FromThemeId, "from_theme_id");
        var toId = Parse.OptionalId(request.ToThemeId, "to_theme_id");
        if (ids.Length is 0 or > Most)
            throw Problem.Invalid("statement_ids", $"Choose the statements to move: at least one, {Most:N0} at most.");
        if (fromId == toId)
            throw Problem.Invalid("to_theme_id", "Choose another theme: they are there already.");

        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var change = await CycleChange.BeginAsync(transaction, cycleId, cancel);
            var from = fromId is { } f ? await ThemeChange.ReadCurrentAsync(transaction, change, f, "from_theme_id", cancel) : null;
            var to = toId is { } t ? await ThemeChange.ReadCurrentAsync(transaction, change, t, "to_theme_id", cancel) : null;
            await RequireWhereSeenAsync(transaction, cycleId, ids, fromId, to?.Question ?? from?.Question, cancel);

            var summary = $"moved {ids.Length:N0} {(ids.Length == 1 ? "statement" : "statements")} {(to is null ? $"out of “{from!.Name}”" : $"to “{to.Name}”")}";
            var touched = new[] { fromId, toId }.OfType<Guid>().ToArray();
            var actId = await ActLog.RecordAsync(transaction, change.Cycle, ActKind.Move, summary, canUndo: true, touched, cancel);
            await MoveAsync(transaction, actId, ids, toId, cancel);
            foreach (var themeId in touched)
                await ThemeChange.TouchAsync(transaction, themeId, summary, cancel);
            await transaction.AuditAsync("statement.move", "cycle", cycleId, $"{ids.Length} statements from {fromId} to {toId}", cancel);
            await change.TellAsync(cancel);
            return new MoveStatementsResponse { Moved = ids.Length };
        }, cancel);
    }

    private static async Task RequireWhereSeenAsync(TenantTransaction transaction, Guid cycleId, Guid[] ids, Guid? fromId, short? question, CancellationToken cancel)
    {
        var (movable, there) = await transaction.GetAsync<(int, int)>(
            """
            SELECT count(*)::int, (count(*) FILTER (WHERE p.theme_id IS NOT DISTINCT FROM @fromId))::int
            FROM statement s LEFT JOIN placement p ON p.partnership_id = s.partnership_id AND p.statement_id = s.statement_id
            WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @cycleId AND s.statement_id = ANY(@ids) AND s.state IN (1, 3)
              AND (@question::smallint IS NULL OR s.question = @question)
            """,
            new { transaction.PartnershipId, cycleId, ids, fromId, question }, cancel);
        if (movable < ids.Length)
            throw Problem.Invalid("statement_ids", "Some of these statements cannot be moved there: they answer another question or are held back.");
        if (there < ids.Length)
            throw await MovedMeanwhileAsync(transaction, cycleId, ids, fromId, ids.Length - there, cancel);
    }

    // Whoever has moved them from where the caller saw them; nobody is named when that came about by undoing or by theming.
    private static async Task<RpcException> MovedMeanwhileAsync(
        TenantTransaction transaction, Guid cycleId, Guid[] ids, Guid? fromId, int moved, CancellationToken cancel)
    {
        var (who, what) = await transaction.FindAsync<(string?, string?)>(
            """
            SELECT a.actor, a.summary FROM act a
            WHERE a.partnership_id = @PartnershipId AND a.cycle_id = @cycleId AND a.undone_at IS NULL AND EXISTS (
              SELECT 1 FROM act_move m
              WHERE m.partnership_id = a.partnership_id AND m.act_id = a.act_id AND m.statement_id = ANY(@ids) AND m.from_theme_id IS NOT DISTINCT FROM @fromId)
            ORDER BY a.seq DESC LIMIT 1
            """,
            new { transaction.PartnershipId, cycleId, ids, fromId }, cancel);
        var count = moved == 1 ? "One of these statements is" : $"{moved:N0} of these statements are";
        var because = who is null ? "" : $": {who} {what}";
        return Problem.Of(StatusCode.Aborted, "CHANGED_MEANWHILE", $"{count} no longer where you saw them{because}. Look at them as they are now, then decide.",
            ("moved", moved.ToString()), ("who", who ?? ""), ("what", what ?? ""));
    }

    // A statement that was never themed has had no place; reason 0 stands for that, and undoing takes the place away again.
    // A second theme stays beside the new one: that people know better where it belongs takes nothing from what else it speaks of.
    private static Task MoveAsync(TenantTransaction transaction, Guid actId, Guid[] ids, Guid? toId, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO act_move (partnership_id, act_id, statement_id, from_theme_id, similarity, reason, second_theme_id)
            SELECT s.partnership_id, @actId, s.statement_id, p.theme_id, coalesce(p.similarity, 0), coalesce(p.reason, 0::smallint), p.second_theme_id
            FROM statement s LEFT JOIN placement p ON p.partnership_id = s.partnership_id AND p.statement_id = s.statement_id
            WHERE s.partnership_id = @PartnershipId AND s.statement_id = ANY(@ids);
            INSERT INTO placement (partnership_id, statement_id, cycle_id, question, theme_id, similarity, reason)
            SELECT partnership_id, statement_id, cycle_id, question, @toId, 0, @reason FROM statement
            WHERE partnership_id = @PartnershipId AND statement_id = ANY(@ids)
            ON CONFLICT (partnership_id, statement_id) DO UPDATE SET theme_id = excluded.theme_id, similarity = 0, reason = excluded.reason,
              second_theme_id = CASE WHEN excluded.theme_id IS NOT NULL THEN nullif(placement.second_theme_id, excluded.theme_id) END;
            """,
            new { transaction.PartnershipId, actId, ids, toId, reason = toId is null ? SetAsideWords.TakenOut : (short)SetAsideReason.None }, cancel);
}
