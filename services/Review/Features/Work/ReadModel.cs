using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Review.Features.Work;

/// <summary>Streams to the worker that has a part what another has fitted for its question.</summary>
internal sealed class ReadModel(PieceQueue queue, TenantDatabase database)
{
    private const int BatchSize = 1_000_000;

    public async Task HandleAsync(ReadModelRequest request, IServerStreamWriter<ReadModelResponse> answer, CancellationToken cancel)
    {
        var piece = await queue.HeldAsync(request.Claim, cancel);
        foreach (var batch in (await ModelAsync(piece, cancel)).Chunk(BatchSize))
            await answer.WriteAsync(new() { Model = UnsafeByteOperations.UnsafeWrap(batch) }, cancel);
    }

    private async Task<byte[]> ModelAsync(Piece piece, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Worker, piece.PartnershipId, cancel);
        return await transaction.FindAsync<byte[]>(
            "SELECT model FROM theming_fit WHERE partnership_id = @PartnershipId AND run_id = @RunId AND question = @Question",
            new { piece.PartnershipId, piece.RunId, piece.Question }, cancel) ?? [];
    }
}
