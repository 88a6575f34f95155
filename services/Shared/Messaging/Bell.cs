using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Messaging;

/// <summary>Rings for everybody in this process who waits for the same thing, when PostgreSQL notifies its channel and every few seconds besides.</summary>
public sealed partial class Bell
{
    private static readonly TimeSpan _sweep = TimeSpan.FromSeconds(2);
    private TaskCompletionSource _next = NotRung();

    /// <summary>Done at the next ring. Take it before looking, and a ring in between is not missed.</summary>
    public Task NextRing => Volatile.Read(ref _next).Task;

    /// <summary>Rings now.</summary>
    public void Ring() => Interlocked.Exchange(ref _next, NotRung()).SetResult();

    /// <summary>Listens until it is stopped, whatever happens to the connection: each time does the work, and then rings.</summary>
    public async Task KeepAsync(RelayDatabase database, string channel, Func<CancellationToken, Task> work, ILogger log, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var wakeup = await Wakeup.ListenAsync(database.Source, channel, stopping);
                while (true)
                {
                    await work(stopping);
                    Ring();
                    await wakeup.WaitAsync(_sweep, stopping);
                }
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Interrupted(log, channel, FailureTrace.Of(e));
                await Pause.ForAsync(_sweep, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static TaskCompletionSource NotRung() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Warning, "Listening for {Channel} was interrupted; it goes on in a moment: {Failure}")]
    private static partial void Interrupted(ILogger log, string channel, string failure);
}
