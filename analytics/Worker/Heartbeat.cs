using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.Analytics.Worker;

/// <summary>Reports a piece's progress while it is worked on, which keeps its lease; cancels the work when the lease is lost.</summary>
internal sealed class Heartbeat : IProgress<double>, IAsyncDisposable
{
    private readonly CancellationTokenSource _working;
    private readonly Task _beating;
    private double _progress;

    public Heartbeat(ThemingWorkService.ThemingWorkServiceClient review, LeasedPiece piece, CancellationToken stopping)
    {
        _working = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beating = BeatAsync(review, piece);
    }

    /// <summary>Cancelled when the work is no longer this worker's.</summary>
    public CancellationToken Token => _working.Token;

    public bool LeaseLost { get; private set; }

    public void Report(double value) => Volatile.Write(ref _progress, value);

    public async ValueTask DisposeAsync()
    {
        await _working.CancelAsync();
        await _beating;
        _working.Dispose();
    }

    private async Task BeatAsync(ThemingWorkService.ThemingWorkServiceClient review, LeasedPiece piece)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(piece.LeaseSeconds / 10.0));
        try
        {
            while (await timer.WaitForNextTickAsync(_working.Token))
                await BeatOnceAsync(review, piece);
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    private async Task BeatOnceAsync(ThemingWorkService.ThemingWorkServiceClient review, LeasedPiece piece)
    {
        try
        {
            await review.ReportProgressAsync(new() { Claim = piece.Claim, Progress = Volatile.Read(ref _progress) }, cancellationToken: _working.Token);
        }
        catch (RpcException e) when (ServiceError.From(e).Reason == "LEASE_LOST")
        {
            LeaseLost = true;
            await _working.CancelAsync();
        }
        catch (RpcException)
        {
            // The next beat tries again; the lease outlasts several.
        }
    }
}
