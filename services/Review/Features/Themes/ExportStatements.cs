using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Themes;

/// <summary>
/// Streams what may be read of a cycle, for a download. What is placed where is of one moment; the words are read batch by batch, each in a transaction of its own,
/// without what was held back or taken out meanwhile.
/// </summary>
internal sealed class ExportStatements(TenantDatabase database)
{
    public async Task HandleAsync(ExportStatementsRequest request, Caller caller, IServerStreamWriter<ExportStatementsResponse> answer, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        await RecordAsync(caller, cycleId, cancel);
        foreach (var rows in (await PlacedAsync(caller, cycleId, cancel)).Chunk(StatementWords.AtOnce))
        {
            var words = await StatementWords.ReadAsync(database, caller, caller.PartnershipId!.Value, Array.ConvertAll(rows, row => row.StatementId), cancel);
            var batch = new ExportStatementsResponse();
            foreach (var row in rows)
            {
                if (words.TryGetValue(row.StatementId, out var text))
                    batch.Statements.Add(row.ToExported(text));
            }
            await answer.WriteAsync(batch, cancel);
        }
    }

    // What is where, without anybody's words: so little that all of it is read at one moment.
    private async Task<List<Placed>> PlacedAsync(Caller caller, Guid cycleId, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var (placed, themes) = (new List<Placed>(), new Dictionary<Guid, NamedTheme>());
        await foreach (var row in transaction.StreamAsync<ExportRow>(
            """
            SELECT s.statement_id, s.question, p.theme_id, t.name AS theme_name, t.i_statement, coalesce(p.similarity, 0) AS similarity, coalesce(p.reason, 0::smallint) AS reason,
                   p.second_theme_id, t2.name AS second_theme_name
            FROM statement s
            LEFT JOIN placement p ON p.partnership_id = s.partnership_id AND p.statement_id = s.statement_id
            LEFT JOIN theme t ON t.partnership_id = p.partnership_id AND t.theme_id = p.theme_id
            LEFT JOIN theme t2 ON t2.partnership_id = p.partnership_id AND t2.theme_id = p.second_theme_id
            WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @cycleId AND s.state IN (1, 3)
            ORDER BY s.question, t.name NULLS LAST, p.theme_id, p.similarity DESC, s.statement_id
            """,
            new { transaction.PartnershipId, cycleId }).WithCancellation(cancel))
            placed.Add(new(
                row.StatementId, row.Question, Once(row.ThemeId, row.ThemeName, row.IStatement), Once(row.SecondThemeId, row.SecondThemeName, null), row.Similarity, row.Reason));
        return placed;

        // Each theme's words are kept once, not with each of its statements.
        NamedTheme? Once(Guid? id, string? name, string? iStatement)
        {
            if (id is not { } themeId)
                return null;
            if (!themes.TryGetValue(themeId, out var theme))
                themes[themeId] = theme = new(themeId, name ?? "");
            theme.IStatement = iStatement ?? theme.IStatement;
            return theme;
        }
    }

    // Before the first statement leaves, or whoever hangs up before the last would have read without a trace.
    private async Task RecordAsync(Caller caller, Guid cycleId, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        await CycleCheck.RequireAsync(transaction, cycleId, cancel);
        await transaction.AuditAsync("statement.export", "cycle", cycleId, "", cancel);
        await transaction.CommitAsync(cancel);
    }

    private sealed record ExportRow(
        Guid StatementId, short Question, Guid? ThemeId, string? ThemeName, string? IStatement, float Similarity, short Reason, Guid? SecondThemeId, string? SecondThemeName);

    private sealed record NamedTheme(Guid ThemeId, string Name)
    {
        public string IStatement { get; set; } = "";
    }

    private readonly record struct Placed(Guid StatementId, short Question, NamedTheme? Theme, NamedTheme? Second, float Similarity, short Reason)
    {
        public ExportedStatement ToExported(string text) => new()
        {
            StatementId = StatementId.ToString(),
            Question = (Question)Question,
            Text = text,
            ThemeId = Theme?.ThemeId.ToString() ?? "",
            ThemeName = Theme?.Name ?? "",
            IStatement = Theme?.IStatement ?? "",
            Similarity = Similarity,
            Reason = Theme is null ? SetAsideWords.Of(Reason) : "",
            SecondThemeName = Second?.Name ?? "",
        };
    }
}
