using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;
using Npgsql;
using NpgsqlTypes;

namespace CoProduction.Review.Features.Work;

/// <summary>
/// Stores a piece's result: its themes take the place of those that nobody has touched. Statements that people have placed meanwhile stay where they are.
/// </summary>
internal sealed class SubmitPiece(PieceQueue queue, TenantDatabase database)
{
    public async Task<SubmitPieceResponse> HandleAsync(IAsyncStreamReader<SubmitPieceRequest> parts, CancellationToken cancel)
    {
        if (!await parts.MoveNext(cancel) || parts.Current.Themes is not { } submitted)
            throw Problem.Invalid("themes", "Send the themes first, then the assignments.");
        var piece = await queue.HeldAsync(submitted.Claim, cancel);
        await using var transaction = await database.BeginAsync(Caller.Worker, piece.PartnershipId, cancel);
        await TakeAssignmentsAsync(transaction, parts, submitted.Themes.Count, cancel);

        var change = await CycleChange.BeginAsync(transaction, piece.CycleId, cancel);
        await CloseAsync(transaction, piece, cancel);
        await ClearUntouchedAsync(transaction, piece, cancel);
        await StoreAsync(transaction, piece, submitted.Themes, cancel);
        await RunOutcome.FinishIfDoneAsync(transaction, piece, cancel);
        await transaction.AuditAsync("theming.propose", "cycle", piece.CycleId, $"run {piece.RunId}, piece {piece.Number}, {submitted.Themes.Count} themes", cancel);
        await change.TellAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new();
    }

    // COPY into a table with row-level security is refused by PostgreSQL, so the stream lands in a temporary one.
    private static async Task TakeAssignmentsAsync(TenantTransaction transaction, IAsyncStreamReader<SubmitPieceRequest> parts, int themes, CancellationToken cancel)
    {
        await transaction.ExecuteAsync(
            "CREATE TEMPORARY TABLE submitted (statement_id uuid, theme int, similarity real, reason smallint) ON COMMIT DROP", null, cancel);
        await using var copy = await transaction.Connection.BeginBinaryImportAsync("COPY submitted FROM STDIN (FORMAT binary)", cancel);
        while (await parts.MoveNext(cancel))
        {
            var batch = parts.Current.Assignments ?? throw Problem.Invalid("assignments", "After the themes only assignments may follow.");
            Check(batch, themes);
            for (var i = 0; i < batch.StatementIds.Count; i++)
                await WriteAsync(copy, batch, i, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    private static void Check(SubmittedAssignments batch, int themes)
    {
        var count = batch.StatementIds.Count;
        if (batch.Themes.Count != count || batch.Similarities.Count != count || batch.Reasons.Count != count)
            throw Problem.Invalid("assignments", "The four lists must be of one length.");
        if (batch.Themes.Any(theme => theme < -1 || theme >= themes))
            throw Problem.Invalid("assignments.themes", "An assignment names a theme that was not submitted.");
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, SubmittedAssignments batch, int i, CancellationToken cancel)
    {
        await copy.StartRowAsync(cancel);
        await copy.WriteAsync(Parse.Id(batch.StatementIds[i], "assignments.statement_ids"), NpgsqlDbType.Uuid, cancel);
        await copy.WriteAsync(batch.Themes[i], NpgsqlDbType.Integer, cancel);
        await copy.WriteAsync(batch.Similarities[i], NpgsqlDbType.Real, cancel);
        await copy.WriteAsync((short)batch.Reasons[i], NpgsqlDbType.Smallint, cancel);
    }

    private static async Task CloseAsync(TenantTransaction transaction, Piece piece, CancellationToken cancel)
    {
        var mine = await transaction.ExecuteAsync(
            """
            UPDATE theming_piece SET state = 3, progress = 1
            WHERE partnership_id = @PartnershipId AND run_id = @RunId AND piece = @Number AND fence = @Fence AND state = 2
            """,
            new { piece.PartnershipId, piece.RunId, piece.Number, piece.Fence }, cancel);
        if (mine == 0)
            throw PieceQueue.LeaseLost();
    }

    private static async Task ClearUntouchedAsync(TenantTransaction transaction, Piece piece, CancellationToken cancel)
    {
        var key = new { piece.PartnershipId, piece.CycleId, piece.Question };
        await transaction.ExecuteAsync(
            """
            DELETE FROM placement p
            WHERE p.partnership_id = @PartnershipId AND p.cycle_id = @CycleId AND p.question = @Question AND p.reason <> 6
              AND NOT EXISTS (SELECT 1 FROM theme t WHERE t.partnership_id = p.partnership_id AND t.theme_id = p.theme_id AND t.touched)
            """, key, cancel);
        await transaction.ExecuteAsync(
            "DELETE FROM theme WHERE partnership_id = @PartnershipId AND cycle_id = @CycleId AND question = @Question AND NOT touched", key, cancel);
    }

    private static async Task StoreAsync(TenantTransaction transaction, Piece piece, IReadOnlyList<SubmittedTheme> themes, CancellationToken cancel)
    {
        var ids = themes.Select(_ => transaction.NewId()).ToArray();
        foreach (var (theme, id) in themes.Zip(ids))
            await StoreAsync(transaction, piece, theme, id, cancel);
        await transaction.ExecuteAsync(
            """
            INSERT INTO placement (partnership_id, statement_id, cycle_id, question, theme_id, similarity, reason)
            SELECT @PartnershipId, s.statement_id, @CycleId, @Question, (@ids::uuid[])[u.theme + 1], u.similarity, u.reason
            FROM submitted u JOIN statement s ON s.partnership_id = @PartnershipId AND s.statement_id = u.statement_id
            WHERE s.cycle_id = @CycleId AND s.question = @Question AND s.state IN (1, 3)
            ON CONFLICT DO NOTHING
            """,
            new { piece.PartnershipId, piece.CycleId, piece.Question, ids }, cancel);
    }

    private static async Task StoreAsync(TenantTransaction transaction, Piece piece, SubmittedTheme theme, Guid themeId, CancellationToken cancel)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO theme (partnership_id, theme_id, cycle_id, question, name, i_statement, confidence, alternatives, key_phrases, state, changed_at)
            VALUES (@PartnershipId, @themeId, @CycleId, @Question, @Name, @IStatement, @Confidence, @alternatives, @keyPhrases, 1, @Now);
            INSERT INTO theme_quote (partnership_id, theme_id, place, statement_id)
            SELECT @PartnershipId, @themeId, place, statement_id FROM unnest(@quotes) WITH ORDINALITY AS q (statement_id, place);
            """,
            new
            {
                piece.PartnershipId,
                themeId,
                piece.CycleId,
                piece.Question,
                theme.Name,
                theme.IStatement,
                theme.Confidence,
                alternatives = theme.Alternatives.ToArray(),
                keyPhrases = theme.KeyPhrases.ToArray(),
                quotes = theme.QuoteIds.Select(id => Parse.Id(id, "themes.quote_ids")).ToArray(),
                transaction.Now,
            }, cancel);
    }
}
