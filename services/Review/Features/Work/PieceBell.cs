using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Review.Features.Work;

/// <summary>Rings when a piece of theming may be waiting, so that a worker that asks for one need not ask often.</summary>
internal sealed partial class PieceBell(RelayDatabase database, ILogger<PieceBell> log) : BackgroundService
{
    private static readonly TimeSpan _sweep = TimeSpan.FromSeconds(2);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done at the next ring. Take it before looking for work, and a ring in between is not missed.</summary>
    public Task NextRing => Volatile.Read(ref _next).Task;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var wakeup = await Wakeup.ListenAsync(database.Source, "theming_piece", stopping);
                while (true)
                {
                    // Rings at every sweep too: a lease that ran out notifies nobody.
                    await wakeup.WaitAsync(_sweep, stopping);
                    Ring();
                }
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Interrupted(e);
                await Pause.ForAsync(_sweep, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Ring() =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    [LoggerMessage(LogLevel.Warning, "The bell for theming work was interrupted; it goes on in a moment")]
    private partial void Interrupted(Exception exception);
}
