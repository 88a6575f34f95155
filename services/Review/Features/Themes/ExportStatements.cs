using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Themes;

/// <summary>Streams what may be read of a cycle, for a download.</summary>
internal sealed class ExportStatements(TenantDatabase database)
{
    private const int BatchSize = 1000;

    public async Task HandleAsync(ExportStatementsRequest request, Caller caller, IServerStreamWriter<ExportStatementsResponse> answer, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        await RecordAsync(caller, cycleId, cancel);
        await using var transaction = await database.BeginAsync(caller, cancel);
        var batch = new ExportStatementsResponse();
        await foreach (var row in transaction.StreamAsync<ExportRow>(
            """
            SELECT s.statement_id, s.question, s.text, p.theme_id, coalesce(t.name, '') AS theme_name, coalesce(t.i_statement, '') AS i_statement,
                   coalesce(p.similarity, 0) AS similarity, coalesce(p.reason, 0::smallint) AS reason, coalesce(t2.name, '') AS second_theme_name
            FROM statement s
            LEFT JOIN placement p ON p.partnership_id = s.partnership_id AND p.statement_id = s.statement_id
            LEFT JOIN theme t ON t.partnership_id = p.partnership_id AND t.theme_id = p.theme_id
            LEFT JOIN theme t2 ON t2.partnership_id = p.partnership_id AND t2.theme_id = p.second_theme_id
            WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @cycleId AND s.state IN (1, 3)
            ORDER BY s.question, t.name NULLS LAST, p.theme_id, p.similarity DESC, s.statement_id
            """,
            new { transaction.PartnershipId, cycleId }).WithCancellation(cancel))
        {
            batch.Statements.Add(row.ToExported());
            if (batch.Statements.Count < BatchSize)
                continue;
            await answer.WriteAsync(batch, cancel);
            batch = new();
        }
        if (batch.Statements.Count > 0)
            await answer.WriteAsync(batch, cancel);
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
        Guid StatementId, short Question, string Text, Guid? ThemeId, string ThemeName, string IStatement, float Similarity, short Reason, string SecondThemeName)
    {
        public ExportedStatement ToExported() => new()
        {
            StatementId = StatementId.ToString(),
            Question = (Question)Question,
            Text = Text,
            ThemeId = ThemeId?.ToString() ?? "",
            ThemeName = ThemeName,
            IStatement = IStatement,
            Similarity = Similarity,
            Reason = ThemeId is null ? SetAsideWords.Of(Reason) : "",
            SecondThemeName = SecondThemeName,
        };
    }
}
