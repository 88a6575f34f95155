using CoProduction.Review.V1;
using CoProduction.Shared.Data;

namespace CoProduction.Review.Features.Cycles;

/// <summary>Counts what is in a cycle.</summary>
internal static class CycleFiguresQuery
{
    public static async Task<CycleFigures> RunAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel)
    {
        var key = new { transaction.PartnershipId, cycleId };
        var statements = await transaction.QueryAsync<(short Question, short State, long Count)>(
            """
            SELECT question, state, count(*) FROM statement
            WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId GROUP BY question, state
            """,
            key, cancel);
        var inNoTheme = await transaction.QueryAsync<(short Question, short Reason, long Count)>(
            """
            SELECT question, reason, count(*) FROM placement
            WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId AND theme_id IS NULL GROUP BY question, reason
            """,
            key, cancel);
        var themes = await transaction.GetAsync<(long Themes, long Ready, long Statements)>(
            """
            SELECT count(*), count(*) FILTER (WHERE state = 2),
              coalesce(sum((SELECT count(*) FROM placement p WHERE p.partnership_id = t.partnership_id AND p.theme_id = t.theme_id)), 0)::bigint
            FROM theme t
            WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId AND merged_into IS NULL
            """,
            key, cancel);

        var figures = new CycleFigures
        {
            Statements = statements.Sum(s => s.Count),
            HeldBack = statements.Where(s => s.State == (short)Domain.StatementState.HeldBack).Sum(s => s.Count),
            Referred = statements.Where(s => s.State == (short)Domain.StatementState.Referred).Sum(s => s.Count),
            Themes = themes.Themes,
            ThemesReady = themes.Ready,
            NewStatements = statements.Where(s => s.State is (short)Domain.StatementState.Clear or (short)Domain.StatementState.Redacted).Sum(s => s.Count)
                - inNoTheme.Sum(p => p.Count) - themes.Statements,
        };
        foreach (var question in new[] { Question.Working, Question.NotWorking, Question.Future })
        {
            figures.Questions.Add(new QuestionFigures
            {
                Question = question,
                Statements = statements.Where(s => s.Question == (short)question).Sum(s => s.Count),
                NothingAnswers = CountOf(SetAsideReason.Nothing),
                NonAnswers = CountOf(SetAsideReason.NonAnswer) + CountOf(SetAsideReason.Empty),
                NotThemed = CountOf(SetAsideReason.NotThemed) + CountOf(SetAsideReason.OtherLanguage),
            });

            long CountOf(SetAsideReason reason) =>
                inNoTheme.Where(p => p.Question == (short)question && p.Reason == (short)reason).Sum(p => p.Count);
        }
        return figures;
    }
}
