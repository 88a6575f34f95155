using CoProduction.Review.Features.StatementBank;
using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Microsoft.Extensions.Hosting;

namespace CoProduction.Review.Features.Work;

/// <summary>Gives a worker the next piece, waiting for one for as long as it likes, or until this process stops.</summary>
internal sealed class LeasePiece(PieceQueue queue, PieceBell bell, RunOutcome outcome, ReadStatementBank bank, TimeProvider time, IHostApplicationLifetime lifetime)
{
    public async Task<LeasePieceResponse> HandleAsync(LeasePieceRequest request, CancellationToken cancel)
    {
        var worker = Parse.Text(request.Worker, "worker", 100, "Name the worker.");
        if (request.WaitSeconds is < 0 or > 30)
            throw Problem.Invalid("wait_seconds", "Wait from 0 to 30 seconds.");

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        var until = time.GetUtcNow().AddSeconds(request.WaitSeconds);
        while (true)
        {
            var ring = bell.NextRing;
            if (await LeaseAsync(worker, cancel) is { } piece)
                return new() { Piece = piece };
            var left = until - time.GetUtcNow();
            if (left <= TimeSpan.Zero || lifetime.ApplicationStopping.IsCancellationRequested)
                return new();
            await Task.WhenAny(ring, Task.Delay(left, time, waiting.Token));
            cancel.ThrowIfCancellationRequested();
        }
    }

    private async Task<LeasedPiece?> LeaseAsync(string worker, CancellationToken cancel)
    {
        while (await queue.LeaseAsync(worker, cancel) is { } piece)
        {
            if (piece.Attempts > PieceQueue.MaxAttempts)
            {
                // Its workers died without a word, again and again.
                await outcome.FailAsync(piece, "The workers that themed it stopped several times.", cancel);
                continue;
            }
            await outcome.RunningAsync(piece, cancel);
            return new()
            {
                Claim = new() { RunId = piece.RunId.ToString(), Piece = piece.Number, Fence = piece.Fence },
                Question = (Question)piece.Question,
                Statements = piece.Statements,
                Themes = piece.Themes,
                Seed = piece.Seed,
                LeaseSeconds = PieceQueue.LeaseSeconds,
                Stage = piece.Stage,
                Traceparent = piece.Traceparent ?? "",
                Bank = piece.Stage is PieceStage.Part or PieceStage.Join ? null : await bank.OfAsync(piece.PartnershipId, piece.Question, cancel),
            };
        }
        return null;
    }
}
