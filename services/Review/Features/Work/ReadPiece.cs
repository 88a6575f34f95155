using System.Runtime.InteropServices;
using CoProduction.Review.Features.Theming;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Work;

/// <summary>Streams the words of a leased piece, in the order of the statements' ids.</summary>
internal sealed class ReadPiece(PieceQueue queue, TenantDatabase database)
{
    private const int BatchSize = 1000;

    // Themes are fitted on 20,000 at most; some of what is read is no statement, such as "nothing".
    private const double SampleSize = 40_000;

    private const string OfPiece =
        $"s.partnership_id = @PartnershipId AND s.cycle_id = @CycleId AND s.question = @Question AND {StartTheming.ToBeThemed}";

    private const string Stretch =
        "(@AfterId::uuid IS NULL OR s.statement_id > @AfterId) AND (@LastId::uuid IS NULL OR s.statement_id <= @LastId) ORDER BY s.statement_id";

    private const string Part = $"SELECT s.statement_id, s.text FROM statement s WHERE {OfPiece} AND {Stretch}";

    private const string New =
        $"""
        SELECT s.statement_id, s.text FROM statement s
        WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @CycleId AND s.question = @Question AND {NewStatements.ToBeJoined} AND {Stretch}
        """;

    // By multiples of the golden ratio: spread evenly over all, and blind to any rhythm in their order.
    private const string Sample =
        $"""
        WITH place AS (SELECT s.statement_id, row_number() OVER (ORDER BY s.statement_id) * 0.6180339887498949::float8 AS at FROM statement s WHERE {OfPiece})
        SELECT s.statement_id, s.text FROM place JOIN statement s ON s.partnership_id = @PartnershipId AND s.statement_id = place.statement_id
        WHERE place.at - floor(place.at) < @share
        ORDER BY s.statement_id
        """;

    public async Task HandleAsync(ReadPieceRequest request, IServerStreamWriter<ReadPieceResponse> answer, CancellationToken cancel)
    {
        var piece = await queue.HeldAsync(request.Claim, cancel);
        await using var transaction = await database.BeginAsync(Caller.Worker, piece.PartnershipId, cancel);
        var (ids, batch) = (new List<Guid>(BatchSize), new ReadPieceResponse());
        await foreach (var (id, text) in transaction.StreamAsync<(Guid, string)>(
            piece.Stage switch { PieceStage.Fit => Sample, PieceStage.Join => New, _ => Part },
            new { piece.PartnershipId, piece.CycleId, piece.Question, piece.AfterId, piece.LastId, share = SampleSize / piece.Statements })
            .WithCancellation(cancel))
        {
            ids.Add(id);
            batch.Texts.Add(text);
            if (ids.Count == BatchSize)
                await WriteAsync();
        }
        if (ids.Count > 0)
            await WriteAsync();

        async Task WriteAsync()
        {
            batch.Ids = PackedIds.Pack(CollectionsMarshal.AsSpan(ids));
            await answer.WriteAsync(batch, cancel);
            ids.Clear();
            batch = new();
        }
    }
}
