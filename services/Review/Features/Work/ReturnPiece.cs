using CoProduction.Review.V1;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Work;

/// <summary>Takes a piece back from its worker: to be tried again, or after three tries given up with its run.</summary>
internal sealed class ReturnPiece(PieceQueue queue, RunOutcome outcome)
{
    public async Task<ReturnPieceResponse> HandleAsync(ReturnPieceRequest request, CancellationToken cancel)
    {
        var failure = Parse.OptionalLines(request.Failure, "failure", 500);
        var piece = await queue.HeldAsync(request.Claim, cancel);
        if (failure.Length > 0 && piece.Attempts >= PieceQueue.MaxAttempts)
            await outcome.FailAsync(piece, failure, cancel);
        else
            await queue.RequeueAsync(piece, counted: failure.Length > 0, cancel);
        return new();
    }
}
