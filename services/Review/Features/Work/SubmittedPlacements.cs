using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Work;

/// <summary>
/// What workers have submitted of a question. It is kept piece by piece until all pieces are there: so it comes into force together, and later pieces that join learn
/// from the same as the first.
/// </summary>
internal static class SubmittedPlacements
{
    /// <summary>Rows of (statement_id, theme, similarity, reason, second_theme, theme_id), for a query with PartnershipId, RunId and Question.</summary>
    public const string OfQuestion =
        """
        (SELECT s.statement_id, s.theme, s.similarity, s.reason, s.second_theme, p.theme_ids[s.theme + 1] AS theme_id
         FROM submitted_piece p
         CROSS JOIN LATERAL unnest(p.statement_ids, p.themes, p.similarities, p.reasons, p.second_themes) AS s (statement_id, theme, similarity, reason, second_theme)
         WHERE p.partnership_id = @PartnershipId AND p.run_id = @RunId AND p.question = @Question)
        """;

    /// <summary>
    /// The statement of such a row <c>u</c>, if it is still there to be placed. One by one by its key (OFFSET 0 keeps it so): PostgreSQL cannot know how many rows the
    /// lists hold, and taking them for few would go through the whole question for each.
    /// </summary>
    public const string Statement =
        """
        (SELECT statement_id FROM statement
         WHERE partnership_id = @PartnershipId AND statement_id = u.statement_id AND cycle_id = @CycleId AND question = @Question AND state IN (1, 3) OFFSET 0)
        """;

    /// <summary>Keeps a piece's assignments to these themes.</summary>
    public static Task KeepAsync(TenantTransaction transaction, Piece piece, SubmittedParts sent, IReadOnlyList<SubmittedTheme> themes, CancellationToken cancel)
    {
        Check(sent.Assignments, themes.Count);
        return InsertAsync(transaction, piece, sent, themes, cancel);
    }

    /// <summary>Deletes what was kept of the run: of one question, or of all.</summary>
    public static Task ClearAsync(TenantTransaction transaction, Piece piece, bool allQuestions, CancellationToken cancel) => transaction.ExecuteAsync(
        "DELETE FROM submitted_piece WHERE partnership_id = @PartnershipId AND run_id = @RunId AND (@allQuestions OR question = @Question)",
        new { piece.PartnershipId, piece.RunId, piece.Question, allQuestions }, cancel);

    private static void Check(SubmittedAssignments all, int themes)
    {
        if (all.Themes.Any(theme => theme < -1 || theme >= themes))
            throw Problem.Invalid("assignments.themes", "An assignment names a theme that was not submitted.");
        if (all.SecondThemes.Zip(all.Themes).Any(pair => pair.First < -1 || pair.First >= themes || (pair.First >= 0 && (pair.Second < 0 || pair.Second == pair.First))))
            throw Problem.Invalid("assignments.second_themes", "A second theme is another one that was submitted, beside a first.");
        if (all.Suggestions.Any(suggestion => suggestion.Theme < 0 || suggestion.Theme >= themes))
            throw Problem.Invalid("assignments.suggestions", "A suggestion names a theme that was not submitted.");
    }

    private static Task InsertAsync(TenantTransaction transaction, Piece piece, SubmittedParts sent, IReadOnlyList<SubmittedTheme> themes, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO submitted_piece (partnership_id, run_id, question, piece, statement_ids, themes, similarities, reasons, second_themes, theme_ids)
            VALUES (@PartnershipId, @RunId, @Question, @Number, @statements, @places, @similarities, @reasons, @secondThemes, @themeIds)
            ON CONFLICT DO NOTHING -- somebody else has submitted it meanwhile: then the lease is lost, which is said at the piece's end
            """,
            new
            {
                piece.PartnershipId,
                piece.RunId,
                piece.Question,
                piece.Number,
                statements = sent.Statements.ToArray(),
                places = sent.Assignments.Themes.ToArray(),
                similarities = sent.Assignments.Similarities.ToArray(),
                reasons = sent.Assignments.Reasons.Select(reason => (short)reason).ToArray(),
                secondThemes = sent.Assignments.SecondThemes.ToArray(),
                themeIds = themes.Where(theme => theme.ThemeId.Length > 0).Select(theme => Parse.Id(theme.ThemeId, "themes.theme_id")).ToArray(),
            }, cancel);
}
