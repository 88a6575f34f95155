using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Themes;

/// <summary>Themes with their sizes and quotes.</summary>
internal sealed class ReadThemes(TenantDatabase database)
{
    private const int Quotes = 5;

    private const string Columns =
        "theme_id, cycle_id, question, name, i_statement, i_by_people, confidence, alternatives, key_phrases, alike_share, state, touched, merged_into, version, size";

    private const string Select =
        """
        SELECT t.theme_id, t.cycle_id, t.question, t.name, t.i_statement, t.i_by_people, t.confidence, t.alternatives, t.key_phrases, t.alike_share, t.state, t.touched,
               t.merged_into, t.version,
               (SELECT count(*) FROM placement p WHERE p.partnership_id = t.partnership_id AND p.theme_id = t.theme_id) AS size
        FROM theme t
        """;

    public async Task<ListThemesResponse> HandleAsync(ListThemesRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "themes", cycleId, request.Question);
        await CycleCheck.RequireAsync(transaction, cycleId, cancel);
        var rows = await transaction.QueryAsync<ThemeRow>(
            $"""
            SELECT {Columns} FROM ({Select} WHERE t.partnership_id = @PartnershipId AND t.cycle_id = @cycleId AND t.merged_into IS NULL
              AND (@question::smallint = 0 OR t.question = @question)) AS sized
            WHERE @afterQuestion::smallint IS NULL OR (question, -size, theme_id) > (@afterQuestion::smallint, -(@afterSize::bigint), @afterId::uuid)
            ORDER BY question, size DESC, theme_id LIMIT @Limit
            """,
            new
            {
                transaction.PartnershipId,
                cycleId,
                question = (short)request.Question,
                afterQuestion = page.After(0),
                afterSize = page.After(1),
                afterId = page.After(2),
                page.Limit,
            }, cancel);
        var next = page.Next(rows, row => [row.Question, row.Size, row.ThemeId]);
        return new() { Themes = { await WithQuotesAsync(transaction, rows, cancel) }, NextPageToken = next };
    }

    public async Task<GetThemeResponse> HandleAsync(GetThemeRequest request, Caller caller, CancellationToken cancel)
    {
        var themeId = Parse.Id(request.ThemeId, "theme_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        return new() { Theme = await GetAsync(transaction, themeId, cancel) };
    }

    internal static async Task<Theme> GetAsync(TenantTransaction transaction, Guid themeId, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<ThemeRow>(
            $"{Select} WHERE t.partnership_id = @PartnershipId AND t.theme_id = @themeId", new { transaction.PartnershipId, themeId }, cancel)
            ?? throw Problem.NotFound("theme");
        if (row.MergedInto is { } into)
            throw Problem.Of(StatusCode.NotFound, "THEME_MERGED", "This theme was merged into another one.", ("merged_into", into.ToString()));
        return (await WithQuotesAsync(transaction, [row], cancel))[0];
    }

    // The quotes that were chosen, as long as they are still in the theme and may be read; then the nearest statements, up to five.
    private static async Task<List<Theme>> WithQuotesAsync(TenantTransaction transaction, List<ThemeRow> rows, CancellationToken cancel)
    {
        var chosen = (await ChosenQuotesAsync(transaction, rows.ConvertAll(row => row.ThemeId), cancel)).ToLookup(quote => quote.ThemeId);
        var tooFew = rows.FindAll(row => chosen[row.ThemeId].Count() < Math.Min(Quotes, row.Size)).ConvertAll(row => row.ThemeId);
        var nearest = (await NearestAsync(transaction, tooFew, cancel)).ToLookup(quote => quote.ThemeId);
        return rows.ConvertAll(row => row.ToTheme(chosen[row.ThemeId].Concat(nearest[row.ThemeId]).DistinctBy(quote => quote.StatementId).Take(Quotes)));
    }

    // LIMIT 1 holds PostgreSQL to the key: just after a large import it has no statistics yet, and would go through all statements for each quote.
    private static Task<List<QuoteRow>> ChosenQuotesAsync(TenantTransaction transaction, List<Guid> ids, CancellationToken cancel) =>
        transaction.QueryAsync<QuoteRow>(
            """
            SELECT q.theme_id, q.statement_id, s.question, s.text, p.similarity, p.second_theme_id, coalesce(t2.name, '') AS second_theme_name
            FROM theme_quote q
            CROSS JOIN LATERAL (
              SELECT theme_id, similarity, second_theme_id FROM placement WHERE partnership_id = q.partnership_id AND statement_id = q.statement_id LIMIT 1) p
            CROSS JOIN LATERAL (
              SELECT question, text, state FROM statement WHERE partnership_id = q.partnership_id AND statement_id = q.statement_id LIMIT 1) s
            LEFT JOIN theme t2 ON t2.partnership_id = @PartnershipId AND t2.theme_id = p.second_theme_id
            WHERE q.partnership_id = @PartnershipId AND q.theme_id = ANY(@ids) AND p.theme_id = q.theme_id AND s.state IN (1, 3)
            ORDER BY q.theme_id, q.place
            """,
            new { transaction.PartnershipId, ids }, cancel);

    private static async Task<List<QuoteRow>> NearestAsync(TenantTransaction transaction, List<Guid> ids, CancellationToken cancel) =>
        ids.Count == 0 ? [] : await transaction.QueryAsync<QuoteRow>(
            """
            SELECT t.theme_id, p.statement_id, s.question, s.text, p.similarity, p.second_theme_id, coalesce(t2.name, '') AS second_theme_name
            FROM unnest(@ids) AS t (theme_id)
            CROSS JOIN LATERAL (
              SELECT statement_id, similarity, second_theme_id FROM placement
              WHERE partnership_id = @PartnershipId AND theme_id = t.theme_id ORDER BY similarity DESC, statement_id LIMIT @Quotes) p
            CROSS JOIN LATERAL (
              SELECT question, text, state FROM statement WHERE partnership_id = @PartnershipId AND statement_id = p.statement_id LIMIT 1) s
            LEFT JOIN theme t2 ON t2.partnership_id = @PartnershipId AND t2.theme_id = p.second_theme_id
            WHERE s.state IN (1, 3)
            ORDER BY t.theme_id, p.similarity DESC, p.statement_id
            """,
            new { transaction.PartnershipId, ids, Quotes }, cancel);

    private sealed record QuoteRow(Guid ThemeId, Guid StatementId, short Question, string Text, float Similarity, Guid? SecondThemeId, string SecondThemeName);

    // Set by name, not by constructor: the driver gives the type of an array only when it is read.
    private sealed record ThemeRow
    {
        public Guid ThemeId { get; init; }

        public Guid CycleId { get; init; }

        public short Question { get; init; }

        public string Name { get; init; } = "";

        public string IStatement { get; init; } = "";

        public bool IByPeople { get; init; }

        public double Confidence { get; init; }

        public string[] Alternatives { get; init; } = [];

        public string[] KeyPhrases { get; init; } = [];

        public double AlikeShare { get; init; }

        public short State { get; init; }

        public bool Touched { get; init; }

        public Guid? MergedInto { get; init; }

        public long Version { get; init; }

        public long Size { get; init; }

        public Theme ToTheme(IEnumerable<QuoteRow> quotes) => new()
        {
            ThemeId = ThemeId.ToString(),
            CycleId = CycleId.ToString(),
            Question = (Question)Question,
            Name = Name,
            IStatement = IStatement,
            IStatementByPeople = IByPeople,
            Confidence = Confidence,
            Alternatives = { Alternatives },
            KeyPhrases = { KeyPhrases },
            AlikeShare = AlikeShare,
            Size = Size,
            Quotes =
            {
                quotes.Select(quote => new Statement
                {
                    StatementId = quote.StatementId.ToString(),
                    Question = (Question)quote.Question,
                    Text = quote.Text,
                    Similarity = quote.Similarity,
                    ThemeId = quote.ThemeId.ToString(),
                    ThemeName = Name,
                    SecondThemeId = quote.SecondThemeId?.ToString() ?? "",
                    SecondThemeName = quote.SecondThemeName,
                }),
            },
            State = (ThemeState)State,
            Touched = Touched,
            Etag = Version.ToString(),
        };
    }
}
