using CoProduction.Review.Features.Work;
using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Telemetry;

namespace CoProduction.Review.Features.Theming;

/// <summary>Statements that may join the themes of their question.</summary>
internal static class NewStatements
{
    /// <summary>
    /// Those that may be read and have no place yet, and those that were near no theme: they keep that place, and may come to have a suggestion.
    /// Expects <c>statement s</c>.
    /// </summary>
    internal const string ToBeJoined =
        $"""
        s.state IN (1, 3) AND {InQuestionWithThemes}
          AND NOT EXISTS (
            SELECT 1 FROM placement p
            WHERE p.partnership_id = s.partnership_id AND p.statement_id = s.statement_id AND (p.theme_id IS NOT NULL OR p.reason <> 5))
        """;

    /// <summary>Expects <c>statement s</c>.</summary>
    internal const string InQuestionWithThemes =
        """
        EXISTS (
          SELECT 1 FROM theme t
          WHERE t.partnership_id = s.partnership_id AND t.cycle_id = s.cycle_id AND t.question = s.question AND t.merged_into IS NULL)
        """;

    // Each question's pieces after those that theme a whole one.
    private const int NumbersPerQuestion = 100_000;

    /// <summary>Queues the pieces of a run, each of so many statements at most.</summary>
    public static Task QueueAsync(TenantTransaction transaction, Guid runId, Guid cycleId, int seed, PartSize size, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            $"""
            INSERT INTO theming_piece (partnership_id, run_id, piece, cycle_id, question, state, statements, themes, seed, stage, after_id, last_id, traceparent)
            SELECT @PartnershipId, @runId, question * @NumbersPerQuestion + row_number() OVER question_in_order, @cycleId, question, 1,
              place - coalesce(lag(place) OVER question_in_order, 0), 0, @seed, @stage, lag(statement_id) OVER question_in_order, statement_id, @traceparent
            FROM (
              SELECT s.question, s.statement_id, row_number() OVER (PARTITION BY s.question ORDER BY s.statement_id) AS place, count(*) OVER (PARTITION BY s.question) AS last
              FROM statement s WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @cycleId AND {ToBeJoined}) AS placed
            WHERE place % @size = 0 OR place = last
            WINDOW question_in_order AS (PARTITION BY question ORDER BY place)
            """,
            new
            {
                transaction.PartnershipId,
                runId,
                cycleId,
                seed,
                NumbersPerQuestion,
                stage = (short)PieceStage.Join,
                size = size.Statements,
                traceparent = Tracing.Current,
            }, cancel);
}
