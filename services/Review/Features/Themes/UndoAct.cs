using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CoProduction.Review.Features.Themes;

/// <summary>Undoes a cycle's latest act: everything stands as it did before it.</summary>
internal sealed class UndoAct(Commands commands, TenantDatabase database)
{
    public async Task<GetLatestActResponse> HandleAsync(GetLatestActRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        await CycleCheck.RequireAsync(transaction, cycleId, cancel);
        return new() { Act = (await FindLatestAsync(transaction, cycleId, cancel))?.ToAct() };
    }

    public Task<UndoActResponse> HandleAsync(UndoActRequest request, Caller caller, CancellationToken cancel)
    {
        var actId = Parse.Id(request.ActId, "act_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var cycleId = await transaction.FindAsync<Guid?>(
                "SELECT cycle_id FROM act WHERE partnership_id = @PartnershipId AND act_id = @actId", new { transaction.PartnershipId, actId }, cancel)
                ?? throw Problem.NotFound("act");
            var change = await CycleChange.BeginAsync(transaction, cycleId, cancel);
            await RefuseIfUndoneAsync(transaction, actId, cancel);
            var act = await RequireLatestAsync(transaction, cycleId, actId, cancel);
            await RestoreAsync(transaction, actId, cancel);
            await transaction.AuditAsync("act.undo", "cycle", cycleId, $"act {actId}", cancel);
            await change.TellAsync(cancel);
            return new UndoActResponse { Undone = act.ToAct() };
        }, cancel);
    }

    private static async Task RefuseIfUndoneAsync(TenantTransaction transaction, Guid actId, CancellationToken cancel)
    {
        if (await transaction.GetAsync<bool>(
            "SELECT undone_at IS NOT NULL FROM act WHERE partnership_id = @PartnershipId AND act_id = @actId", new { transaction.PartnershipId, actId }, cancel))
            throw Problem.Of(StatusCode.FailedPrecondition, "ALREADY_UNDONE", "This has been undone already.");
    }

    private static async Task<ActRow> RequireLatestAsync(TenantTransaction transaction, Guid cycleId, Guid actId, CancellationToken cancel)
    {
        var latest = (await FindLatestAsync(transaction, cycleId, cancel))!;
        if (latest.ActId != actId)
            throw Problem.Of(StatusCode.FailedPrecondition, "ACTED_SINCE",
                $"This cannot be undone any more: since then, {latest.Actor} {latest.Summary}.", ("who", latest.Actor), ("what", latest.Summary));
        return latest.CanUndo
            ? latest
            : throw Problem.Of(StatusCode.FailedPrecondition, "CANNOT_UNDO", "Theming cannot be undone. Theme again, or change the themes by hand.");
    }

    // Versions count on, so that a page opened before cannot overwrite what is restored.
    // What theming has replaced meanwhile does not come back: neither a second theme, nor the theme of a statement of which only the second was changed.
    private static Task RestoreAsync(TenantTransaction transaction, Guid actId, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            """
            UPDATE theme t
            SET name = b.name, i_statement = b.i_statement, i_by_people = b.i_by_people, confidence = b.confidence, state = b.state, touched = b.touched,
                merged_into = b.merged_into, version = t.version + 1, changed_by = @DisplayName, changed_by_id = @PersonId, changed_at = @Now, change = 'undid the last change'
            FROM act_theme a, LATERAL jsonb_populate_record(NULL::theme, a.before) b
            WHERE a.partnership_id = @PartnershipId AND a.act_id = @actId AND t.partnership_id = a.partnership_id AND t.theme_id = a.theme_id;

            UPDATE placement p SET theme_id = m.from_theme_id, similarity = m.similarity, reason = m.reason, second_theme_id = second.theme_id
            FROM act_move m
            LEFT JOIN theme first ON first.partnership_id = m.partnership_id AND first.theme_id = m.from_theme_id
            LEFT JOIN theme second ON second.partnership_id = m.partnership_id AND second.theme_id = m.second_theme_id
            WHERE m.partnership_id = @PartnershipId AND m.act_id = @actId AND m.reason <> 0 AND (m.from_theme_id IS NULL OR first.theme_id IS NOT NULL)
              AND p.partnership_id = m.partnership_id AND p.statement_id = m.statement_id;

            DELETE FROM placement p USING act_move m
            WHERE m.partnership_id = @PartnershipId AND m.act_id = @actId AND m.reason = 0
              AND p.partnership_id = m.partnership_id AND p.statement_id = m.statement_id;

            UPDATE act SET undone_at = @Now WHERE partnership_id = @PartnershipId AND act_id = @actId;
            """,
            new { transaction.PartnershipId, actId, transaction.Caller.DisplayName, transaction.Caller.PersonId, transaction.Now }, cancel);

    private static Task<ActRow?> FindLatestAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel) =>
        transaction.FindAsync<ActRow>(
            """
            SELECT act_id, kind, actor, at, summary, can_undo FROM act
            WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId AND undone_at IS NULL ORDER BY seq DESC LIMIT 1
            """,
            new { transaction.PartnershipId, cycleId }, cancel);

    private sealed record ActRow(Guid ActId, short Kind, string Actor, DateTime At, string Summary, bool CanUndo)
    {
        public Act ToAct() => new()
        {
            ActId = ActId.ToString(),
            Kind = (ActKind)Kind,
            Actor = Actor,
            At = Timestamp.FromDateTime(At),
            Summary = Summary,
            CanUndo = CanUndo,
        };
    }
}
