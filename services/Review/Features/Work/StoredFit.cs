using CoProduction.Review.Features.Theming;
using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using Google.Protobuf;

namespace CoProduction.Review.Features.Work;

/// <summary>What one worker has fitted for a question: kept until all parts of the question are assigned by it.</summary>
internal static class StoredFit
{
    // Parts come after all whole questions and fits of their run.
    private const int NumbersPerQuestion = 100_000;

    /// <summary>Keeps the model with the themes.</summary>
    public static Task KeepAsync(TenantTransaction transaction, Piece piece, SubmittedThemes themes, byte[] model, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            "INSERT INTO theming_fit (partnership_id, run_id, question, themes, model) VALUES (@PartnershipId, @RunId, @Question, @themes, @model)",
            new { piece.PartnershipId, piece.RunId, piece.Question, themes = themes.ToByteArray(), model }, cancel);

    /// <summary>Queues the parts of the question, of so many statements each.</summary>
    public static Task QueuePartsAsync(TenantTransaction transaction, Piece piece, int size, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            $"""
            INSERT INTO theming_piece (partnership_id, run_id, piece, cycle_id, question, state, statements, themes, seed, stage, after_id, last_id, traceparent)
            SELECT @PartnershipId, @RunId, @first + row_number() OVER (ORDER BY place), @CycleId, @Question, 1,
              place - coalesce(lag(place) OVER (ORDER BY place), 0), @Themes, @Seed, 3, lag(statement_id) OVER (ORDER BY place), statement_id, @Traceparent
            FROM (
              SELECT s.statement_id, row_number() OVER (ORDER BY s.statement_id) AS place, count(*) OVER () AS last FROM statement s
              WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @CycleId AND s.question = @Question AND {StartTheming.ToBeThemed}) AS placed
            WHERE place % @size = 0 OR place = last
            """,
            new
            {
                piece.PartnershipId,
                piece.RunId,
                piece.CycleId,
                piece.Question,
                piece.Themes,
                piece.Seed,
                piece.Traceparent,
                first = piece.Number * NumbersPerQuestion,
                size,
            }, cancel);

    /// <summary>The themes that parts of the question are assigned to.</summary>
    public static async Task<IReadOnlyList<SubmittedTheme>> ThemesAsync(TenantTransaction transaction, Piece piece, CancellationToken cancel) =>
        SubmittedThemes.Parser.ParseFrom(await transaction.GetAsync<byte[]>(
            "SELECT themes FROM theming_fit WHERE partnership_id = @PartnershipId AND run_id = @RunId AND question = @Question",
            new { piece.PartnershipId, piece.RunId, piece.Question }, cancel)).Themes;

    /// <summary>Deletes what the run's parts were assigned by: of one question, or of all.</summary>
    public static Task ClearAsync(TenantTransaction transaction, Piece piece, bool allQuestions, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            "DELETE FROM theming_fit WHERE partnership_id = @PartnershipId AND run_id = @RunId AND (@allQuestions OR question = @Question)",
            new { piece.PartnershipId, piece.RunId, piece.Question, allQuestions }, cancel);
}
