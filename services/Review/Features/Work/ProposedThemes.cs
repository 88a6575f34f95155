using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Work;

/// <summary>
/// Puts a question's new themes in the place of those that nobody has touched. Statements that people have placed meanwhile stay where they are.
/// </summary>
internal static class ProposedThemes
{
    /// <summary>Stores the themes that have a statement among what was submitted of the question, with those, and tells others what the cycle has come to.</summary>
    public static async Task StoreAsync(TenantTransaction transaction, Piece piece, IReadOnlyList<SubmittedTheme> themes, CancellationToken cancel)
    {
        var change = await CycleChange.BeginAsync(transaction, piece.CycleId, cancel);
        await ClearUntouchedAsync(transaction, piece, cancel);
        await PlaceAsync(transaction, piece, await StoreUsedAsync(transaction, piece, themes, cancel), cancel);
        await RunOutcome.FinishIfDoneAsync(transaction, piece, cancel);
        await transaction.AuditAsync("theming.propose", "cycle", piece.CycleId, $"run {piece.RunId}, piece {piece.Number}, {themes.Count} themes", cancel);
        await change.TellAsync(cancel);
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
            """
            UPDATE placement p SET second_theme_id = NULL
            FROM theme t
            WHERE t.partnership_id = @PartnershipId AND t.cycle_id = @CycleId AND t.question = @Question AND NOT t.touched
              AND p.partnership_id = t.partnership_id AND p.second_theme_id = t.theme_id
            """, key, cancel);
        await transaction.ExecuteAsync(
            "DELETE FROM theme WHERE partnership_id = @PartnershipId AND cycle_id = @CycleId AND question = @Question AND NOT touched", key, cancel);
    }

    // Gives for each theme its id; null for one that no statement is in.
    private static async Task<Guid?[]> StoreUsedAsync(TenantTransaction transaction, Piece piece, IReadOnlyList<SubmittedTheme> themes, CancellationToken cancel)
    {
        var used = await transaction.QueryAsync<int>(
            $"SELECT DISTINCT theme FROM {SubmittedPlacements.OfQuestion} u WHERE theme >= 0", new { piece.PartnershipId, piece.RunId, piece.Question }, cancel);
        var ids = new Guid?[themes.Count];
        foreach (var place in used.Order())
        {
            var id = transaction.NewId();
            await StoreAsync(transaction, piece, themes[place], id, cancel);
            ids[place] = id;
        }
        return ids;
    }

    private static Task PlaceAsync(TenantTransaction transaction, Piece piece, Guid?[] ids, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            $"""
            INSERT INTO placement (partnership_id, statement_id, cycle_id, question, theme_id, similarity, reason, second_theme_id)
            SELECT @PartnershipId, s.statement_id, @CycleId, @Question, (@ids::uuid[])[u.theme + 1], u.similarity, u.reason, (@ids::uuid[])[u.second_theme + 1]
            FROM {SubmittedPlacements.OfQuestion} u CROSS JOIN LATERAL {SubmittedPlacements.Statement} s
            ON CONFLICT DO NOTHING
            """,
            new { piece.PartnershipId, piece.RunId, piece.CycleId, piece.Question, ids }, cancel);

    private static async Task StoreAsync(TenantTransaction transaction, Piece piece, SubmittedTheme theme, Guid themeId, CancellationToken cancel)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO theme (partnership_id, theme_id, cycle_id, question, name, i_statement, confidence, alternatives, key_phrases, alike_share, state, changed_at)
            VALUES (@PartnershipId, @themeId, @CycleId, @Question, @Name, @IStatement, @Confidence, @alternatives, @keyPhrases, @AlikeShare, 1, @Now);
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
                theme.AlikeShare,
                alternatives = theme.Alternatives.ToArray(),
                keyPhrases = theme.KeyPhrases.ToArray(),
                quotes = theme.QuoteIds.Select(id => Parse.Id(id, "themes.quote_ids")).ToArray(),
                transaction.Now,
            }, cancel);
    }
}
