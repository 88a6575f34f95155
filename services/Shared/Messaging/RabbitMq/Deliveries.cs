using System.Data.Common;
using System.Threading.Channels;
using CoProduction.Common.V1;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CoProduction.Shared.Messaging.RabbitMq;

/// <summary>
/// Gathers envelopes that the broker delivers, few by few, and puts them into the inbox together: while one batch is being committed, the next comes in.
/// A delivery is acknowledged when its envelope is in the inbox. When the database is away all wait; an envelope that the inbox cannot hold fails alone.
/// </summary>
internal sealed partial class Deliveries : IAsyncDisposable
{
    private const int BatchSize = 500;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private readonly Channel<Delivery> _waiting = Channel.CreateUnbounded<Delivery>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<IReadOnlyList<Envelope>, CancellationToken, Task> _receive;
    private readonly ILogger _log;
    private readonly Task _keeping;

    public Deliveries(Func<IReadOnlyList<Envelope>, CancellationToken, Task> receive, ILogger log)
    {
        _receive = receive;
        _log = log;
        _keeping = Task.Run(KeepAllAsync);
    }

    /// <summary>Completes when the envelope is in the inbox; cancelled when this is disposed before.</summary>
    public async Task KeepAsync(Envelope envelope)
    {
        var delivery = new Delivery(envelope, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_waiting.Writer.TryWrite(delivery))
            throw new OperationCanceledException();
        await delivery.Kept.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _keeping;
        while (_waiting.Reader.TryRead(out var delivery))
            delivery.Kept.TrySetCanceled();
        _stopping.Dispose();
    }

    private async Task KeepAllAsync()
    {
        var batch = new List<Delivery>(BatchSize);
        while (await _waiting.Reader.WaitToReadAsync() && !_stopping.IsCancellationRequested)
        {
            batch.Clear();
            while (batch.Count < BatchSize && _waiting.Reader.TryRead(out var delivery))
                batch.Add(delivery);
            await KeepAsync(batch);
        }
    }

    private async Task KeepAsync(IReadOnlyList<Delivery> batch)
    {
        while (true)
        {
            try
            {
                await _receive([.. batch.Select(d => d.Envelope)], _stopping.Token);
                foreach (var delivery in batch)
                    delivery.Kept.SetResult();
                return;
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                foreach (var delivery in batch)
                    delivery.Kept.SetCanceled();
                return;
            }
            catch (Exception e) when (IsOfTheDatabase(e))
            {
                Waiting(e);
                await Pause.ForAsync(_pause, _stopping.Token);
            }
            catch (Exception e) when (batch.Count == 1)
            {
                batch[0].Kept.SetException(e);
                return;
            }
            catch (Exception)
            {
                foreach (var delivery in batch)
                    await KeepAsync([delivery]);
                return;
            }
        }
    }

    // Class 22 is the envelope's: a value that PostgreSQL cannot hold.
    private static bool IsOfTheDatabase(Exception e) =>
        e is DbException or IOException or TimeoutException && e is not PostgresException { SqlState: ['2', '2', ..] };

    [LoggerMessage(LogLevel.Warning, "Events wait at the broker until the inbox takes them again")]
    private partial void Waiting(Exception exception);

    private sealed record Delivery(Envelope Envelope, TaskCompletionSource Kept);
}
