using CoProduction.Review.Domain;
using CoProduction.Review.Features.Theming;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Work;

/// <summary>
/// Streams the words of a leased piece. Which statements they are is settled at one moment; their words are read batch by batch,
/// each in a transaction of its own, without what was held back or taken out meanwhile.
/// </summary>
internal sealed class ReadPiece(PieceQueue queue, TenantDatabase database)
{
    // Themes are fitted on 20,000 at most; some of what is read is no statement, such as "nothing".
    private const double SampleSize = 40_000;

    private const string OfPiece =
        $"s.partnership_id = @PartnershipId AND s.cycle_id = @CycleId AND s.question = @Question AND {StartTheming.ToBeThemed}";

    // Ids are random. By their words the same statements come in the same order in each cycle, and the same themes are found in them.
    private const string InOrder = "ORDER BY hashtextextended(s.text, 0), s.statement_id";

    private const string Stretch =
        $"(@AfterId::uuid IS NULL OR s.statement_id > @AfterId) AND (@LastId::uuid IS NULL OR s.statement_id <= @LastId) {InOrder}";

    private const string Part = $"SELECT s.statement_id FROM statement s WHERE {OfPiece} AND {Stretch}";

    private const string New =
        $"""
        SELECT s.statement_id FROM statement s
        WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @CycleId AND s.question = @Question AND {NewStatements.ToBeJoined} AND {Stretch}
        """;

    // By multiples of the golden ratio: spread evenly over all, and blind to any rhythm in their order.
    private const string Sample =
        $"""
        WITH place AS (SELECT s.statement_id, row_number() OVER (ORDER BY s.statement_id) * 0.6180339887498949::float8 AS at FROM statement s WHERE {OfPiece})
        SELECT s.statement_id FROM place JOIN statement s ON s.partnership_id = @PartnershipId AND s.statement_id = place.statement_id
        WHERE place.at - floor(place.at) < @share
        {InOrder}
        """;

    public async Task HandleAsync(ReadPieceRequest request, IServerStreamWriter<ReadPieceResponse> answer, CancellationToken cancel)
    {
        var piece = await queue.HeldAsync(request.Claim, cancel);
        foreach (var ids in (await IdsAsync(piece, cancel)).Chunk(StatementWords.AtOnce))
        {
            var words = await StatementWords.ReadAsync(database, Caller.Worker, piece.PartnershipId, ids, cancel);
            var there = Array.FindAll(ids, words.ContainsKey);
            if (there.Length > 0)
                await answer.WriteAsync(new() { Ids = PackedIds.Pack(there), Texts = { there.Select(id => words[id]) } }, cancel);
        }
    }

    private async Task<List<Guid>> IdsAsync(Piece piece, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Worker, piece.PartnershipId, cancel);
        return await transaction.QueryAsync<Guid>(
            piece.Stage switch { PieceStage.Fit => Sample, PieceStage.Join => New, _ => Part },
            new { piece.PartnershipId, piece.CycleId, piece.Question, piece.AfterId, piece.LastId, share = SampleSize / piece.Statements }, cancel);
    }
}
