using CoProduction.Shared.Data;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Messaging;

/// <summary>Once an hour takes away what has served its time: applied events and first answers older than <see cref="Kept"/>.</summary>
internal sealed partial class Housekeeping(RelayDatabase database, TimeProvider time, ILogger<Housekeeping> log) : BackgroundService
{
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan _every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_every, time);
        do
        {
            try
            {
                await CleanAsync(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Interrupted(e);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        while (await timer.WaitForNextTickAsync(stopping).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default));
    }

    private async Task CleanAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM inbox WHERE done_at < @before;
            DELETE FROM request WHERE created_at < @before;
            """,
            new { before = time.GetUtcNow() - Kept }, cancellationToken: cancel));
    }

    [LoggerMessage(LogLevel.Warning, "Housekeeping failed; it is tried again in an hour")]
    private partial void Interrupted(Exception exception);
}
