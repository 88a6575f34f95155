using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using Grpc.Core;

namespace CoProduction.Review.Features.Work;

/// <summary>Streams to the worker that has statements to join themes what is in those: of each theme some, spread over all of it.</summary>
internal sealed class ReadExamples(PieceQueue queue, TenantDatabase database)
{
    // Together, so that learning takes seconds; of each of very many themes still enough to find its centre.
    private const int Most = 2_000, FewestOfTheme = 20;

    // By a hash of the id: the same each time, and blind to any rhythm in their order.
    private const string Examples =
        """
        SELECT e.theme_id, s.text
        FROM (
          SELECT t.theme_id, p.statement_id, row_number() OVER (PARTITION BY t.theme_id ORDER BY md5(p.statement_id::text)) AS place
          FROM theme t
          CROSS JOIN LATERAL (VALUES (t.theme_id), (t.carried_from)) AS source (theme_id)
          JOIN placement p ON p.partnership_id = t.partnership_id AND p.theme_id = source.theme_id
          WHERE t.partnership_id = @PartnershipId AND t.cycle_id = @CycleId AND t.question = @Question AND t.merged_into IS NULL) AS e
        JOIN statement s ON s.partnership_id = @PartnershipId AND s.statement_id = e.statement_id AND s.state IN (1, 3)
        WHERE e.place <= @most
        ORDER BY e.theme_id, s.statement_id
        """;

    public async Task HandleAsync(ReadExamplesRequest request, IServerStreamWriter<ReadExamplesResponse> answer, CancellationToken cancel)
    {
        var piece = await queue.HeldAsync(request.Claim, cancel);
        foreach (var examples in (await ExamplesAsync(piece, cancel)).Chunk(StatementWords.AtOnce))
            await answer.WriteAsync(new() { Examples = { examples } }, cancel);
    }

    // So few that they are read at once, and no connection waits for the worker's line.
    private async Task<List<ThemeExample>> ExamplesAsync(Piece piece, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Worker, piece.PartnershipId, cancel);
        var themes = await transaction.GetAsync<int>(
            "SELECT count(*)::int FROM theme WHERE partnership_id = @PartnershipId AND cycle_id = @CycleId AND question = @Question AND merged_into IS NULL",
            new { piece.PartnershipId, piece.CycleId, piece.Question }, cancel);
        var most = Math.Max(FewestOfTheme, Most / Math.Max(1, themes));
        var examples = await transaction.QueryAsync<(Guid ThemeId, string Text)>(Examples, new { piece.PartnershipId, piece.CycleId, piece.Question, most }, cancel);
        return examples.ConvertAll(example => new ThemeExample { ThemeId = example.ThemeId.ToString(), Text = example.Text });
    }
}
