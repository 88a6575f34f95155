using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Work;

/// <summary>Gives new statements their places in a question's themes. What has a place keeps it, and no theme is changed.</summary>
internal static class JoinedStatements
{
    /// <summary>Notes what to suggest for statements of the piece, instead of what was suggested before. It is shown while they are near no theme.</summary>
    public static async Task SuggestAsync(
        TenantTransaction transaction, Piece piece, IReadOnlyList<SubmittedTheme> themes, SubmittedParts sent, CancellationToken cancel)
    {
        var suggestions = sent.Assignments.Suggestions;
        await transaction.ExecuteAsync(
            """
            DELETE FROM suggestion g USING statement s
            WHERE g.partnership_id = @PartnershipId AND g.statement_id = ANY(@statements)
              AND s.partnership_id = g.partnership_id AND s.statement_id = g.statement_id AND s.cycle_id = @CycleId
            """,
            new { piece.PartnershipId, piece.CycleId, statements = sent.Statements.ToArray() }, cancel);
        var ids = themes.Select(theme => Parse.Id(theme.ThemeId, "themes.theme_id")).ToArray();
        await transaction.ExecuteAsync(
            """
            INSERT INTO suggestion (partnership_id, statement_id, theme_id, words)
            SELECT s.partnership_id, s.statement_id, t.theme_id, string_to_array(g.words, E'\n')
            FROM unnest(@statements, @themes, @words) AS g (statement_id, theme_id, words)
            JOIN statement s ON s.partnership_id = @PartnershipId AND s.statement_id = g.statement_id AND s.cycle_id = @CycleId
            JOIN theme t ON t.partnership_id = s.partnership_id AND t.theme_id = g.theme_id AND t.cycle_id = s.cycle_id AND t.question = s.question
            """,
            new
            {
                piece.PartnershipId,
                piece.CycleId,
                statements = suggestions.Select(suggestion => Parse.Id(suggestion.StatementId, "assignments.suggestions")).ToArray(),
                themes = suggestions.Select(suggestion => ids[suggestion.Theme]).ToArray(),
                words = suggestions.Select(suggestion => string.Join('\n', suggestion.Words)).ToArray(),
            }, cancel);
    }

    /// <summary>Puts all of the question into force. A theme that is gone leaves its statements without a place, to be joined another time.</summary>
    public static async Task StoreAsync(TenantTransaction transaction, Piece piece, CancellationToken cancel)
    {
        var change = await CycleChange.BeginAsync(transaction, piece.CycleId, cancel);
        var joined = await transaction.ExecuteAsync(
            $"""
            INSERT INTO placement (partnership_id, statement_id, cycle_id, question, theme_id, similarity, reason)
            SELECT @PartnershipId, s.statement_id, @CycleId, @Question, u.theme_id, u.similarity, u.reason
            FROM {SubmittedPlacements.OfQuestion} u CROSS JOIN LATERAL {SubmittedPlacements.Statement} s
            WHERE u.theme_id IS NULL OR EXISTS (
              SELECT 1 FROM theme t
              WHERE t.partnership_id = @PartnershipId AND t.theme_id = u.theme_id AND t.cycle_id = @CycleId AND t.question = @Question AND t.merged_into IS NULL)
            ON CONFLICT DO NOTHING
            """,
            new { piece.PartnershipId, piece.RunId, piece.CycleId, piece.Question }, cancel);
        await RunOutcome.FinishIfDoneAsync(transaction, piece, cancel);
        await transaction.AuditAsync("theming.join", "cycle", piece.CycleId, $"run {piece.RunId}, piece {piece.Number}, {joined} statements", cancel);
        await change.TellAsync(cancel);
    }
}
