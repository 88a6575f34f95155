using CoProduction.Review.Features.Theming;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using Grpc.Core;

namespace CoProduction.Review.Features.Work;

/// <summary>Streams the words of a leased piece, in the order of the statements' ids.</summary>
internal sealed class ReadPiece(PieceQueue queue, TenantDatabase database)
{
    private const int BatchSize = 1000;

    public async Task HandleAsync(ReadPieceRequest request, IServerStreamWriter<ReadPieceResponse> answer, CancellationToken cancel)
    {
        var piece = await queue.HeldAsync(request.Claim, cancel);
        await using var transaction = await database.BeginAsync(Caller.Worker, piece.PartnershipId, cancel);
        var batch = new ReadPieceResponse();
        await foreach (var (id, text) in transaction.StreamAsync<(Guid, string)>(
            $"""
            SELECT s.statement_id, s.text FROM statement s
            WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @CycleId AND s.question = @Question AND {StartTheming.ToBeThemed}
            ORDER BY s.statement_id
            """,
            new { piece.PartnershipId, piece.CycleId, piece.Question }).WithCancellation(cancel))
        {
            batch.Statements.Add(new PieceStatement { StatementId = id.ToString(), Text = text });
            if (batch.Statements.Count < BatchSize)
                continue;
            await answer.WriteAsync(batch, cancel);
            batch = new();
        }
        if (batch.Statements.Count > 0)
            await answer.WriteAsync(batch, cancel);
    }
}
