using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Themes;

/// <summary>The statements behind a theme, or those in none.</summary>
internal sealed class ReadStatements(TenantDatabase database)
{
    // What stands in square brackets for what was taken out, such as [name], is nobody's word.
    private const string Matches = @"(cardinality(@search) = 0 OR regexp_replace(s.text, '\[[[:alpha:]][[:alpha:] /_-]{0,38}\]', ' ', 'g') ILIKE ALL (@search))";

    private const string Placed =
        $"""
        SELECT s.statement_id, s.question, s.text, p.similarity, p.theme_id, p.reason, coalesce(t.name, '') AS theme_name,
               p.second_theme_id, coalesce(t2.name, '') AS second_theme_name
        FROM placement p
        JOIN statement s ON s.partnership_id = p.partnership_id AND s.statement_id = p.statement_id
        LEFT JOIN theme t ON t.partnership_id = p.partnership_id AND t.theme_id = p.theme_id
        LEFT JOIN theme t2 ON t2.partnership_id = p.partnership_id AND t2.theme_id = p.second_theme_id
        WHERE p.partnership_id = @PartnershipId AND s.state IN (1, 3) AND {Matches}
        """;

    private const string OfFirst =
        $"""
        {Placed} AND p.theme_id = @themeId
          AND (@afterSimilarity::real IS NULL OR (p.similarity <= @afterSimilarity::real AND (p.similarity < @afterSimilarity::real OR p.statement_id > @afterId::uuid)))
        ORDER BY p.similarity DESC, p.statement_id LIMIT @Limit
        """;

    // How near they are to their own theme says nothing of this one.
    private const string OfSecond =
        $"""
        {Placed} AND p.second_theme_id = @themeId AND (@afterId::uuid IS NULL OR s.statement_id > @afterId::uuid)
        ORDER BY p.statement_id LIMIT @Limit
        """;

    public async Task<ListStatementsResponse> HandleAsync(ListStatementsRequest request, Caller caller, CancellationToken cancel)
    {
        var themeId = Parse.OptionalId(request.ThemeId, "theme_id");
        var search = Words(Parse.OptionalText(request.Search, "search", 200));
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "statements", request.ThemeId, request.CycleId, request.Question, request.Second, string.Join(' ', search));
        var rows = themeId is { } id
            ? await OfThemeAsync(transaction, id, request.Second, search, page, cancel)
            : await InNoThemeAsync(transaction, Parse.Id(request.CycleId, "cycle_id"), request.Question, search, page, cancel);
        var next = page.Next(rows, row => [row.Similarity, row.StatementId]);
        return new() { Statements = { rows.Select(row => row.ToStatement()) }, NextPageToken = next };
    }

    private static async Task<List<StatementRow>> OfThemeAsync(
        TenantTransaction transaction, Guid themeId, bool second, string[] search, Page page, CancellationToken cancel)
    {
        // Whoever follows an old link to a theme that is gone is told so.
        await ReadThemes.GetAsync(transaction, themeId, cancel);
        return await transaction.QueryAsync<StatementRow>(
            second ? OfSecond : OfFirst,
            new { transaction.PartnershipId, themeId, search, afterSimilarity = page.After(0), afterId = page.After(1), page.Limit }, cancel);
    }

    // Statements that came after the last theming have no placement yet; they stand here too.
    private static async Task<List<StatementRow>> InNoThemeAsync(
        TenantTransaction transaction, Guid cycleId, Question question, string[] search, Page page, CancellationToken cancel)
    {
        await CycleCheck.RequireAsync(transaction, cycleId, cancel);
        return await transaction.QueryAsync<StatementRow>(
            $"""
            SELECT s.statement_id, s.question, s.text, 0::real AS similarity, p.theme_id, coalesce(p.reason, 0::smallint) AS reason,
                   '' AS theme_name, p.second_theme_id, '' AS second_theme_name,
                   t.theme_id AS suggested_id, t.name AS suggested_name, g.words
            FROM statement s LEFT JOIN placement p ON p.partnership_id = s.partnership_id AND p.statement_id = s.statement_id
            LEFT JOIN suggestion g ON g.partnership_id = s.partnership_id AND g.statement_id = s.statement_id AND p.reason = 5
            LEFT JOIN theme t ON t.partnership_id = g.partnership_id AND t.theme_id = g.theme_id AND t.merged_into IS NULL
            WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @cycleId AND (@question::smallint = 0 OR s.question = @question) AND s.state IN (1, 3)
              AND p.theme_id IS NULL AND {Matches} AND (@afterId::uuid IS NULL OR s.statement_id > @afterId::uuid)
            ORDER BY s.statement_id LIMIT @Limit
            """,
            new { transaction.PartnershipId, cycleId, question = (short)question, search, afterId = page.After(1), page.Limit }, cancel);
    }

    private static string[] Words(string search) =>
        [.. search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(LikePattern.Containing)];

    private sealed record StatementRow
    {
        public Guid StatementId { get; init; }

        public short Question { get; init; }

        public string Text { get; init; } = "";

        public float Similarity { get; init; }

        public Guid? ThemeId { get; init; }

        public short Reason { get; init; }

        public string ThemeName { get; init; } = "";

        public Guid? SecondThemeId { get; init; }

        public string SecondThemeName { get; init; } = "";

        public Guid? SuggestedId { get; init; }

        public string SuggestedName { get; init; } = "";

        public string[] Words { get; init; } = [];

        public Statement ToStatement() => new()
        {
            StatementId = StatementId.ToString(),
            Question = (Question)Question,
            Text = Text,
            Similarity = Similarity,
            ThemeId = ThemeId?.ToString() ?? "",
            Reason = ThemeId is null ? SetAsideWords.Of(Reason) : "",
            ThemeName = ThemeName,
            SecondThemeId = SecondThemeId?.ToString() ?? "",
            SecondThemeName = SecondThemeName,
            Suggestion = SuggestedId is { } id ? new() { ThemeId = id.ToString(), ThemeName = SuggestedName, Words = { Words } } : null,
        };
    }
}
