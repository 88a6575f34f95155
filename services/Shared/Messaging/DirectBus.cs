using System.Collections.Concurrent;
using CoProduction.Common.V1;

namespace CoProduction.Shared.Messaging;

/// <summary>
/// The bus of one process: hands envelopes straight to the inboxes of those that asked, and is done when they are committed there.
/// An event that nobody asked for goes nowhere, so nothing is handed over before <see cref="Open"/>.
/// </summary>
public sealed class DirectBus : IEventBus
{
    private readonly ConcurrentBag<(IReadOnlySet<string> Types, Func<IReadOnlyList<Envelope>, CancellationToken, Task> Receive)> _subscribers = [];
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Says that every module of the process has subscribed.</summary>
    public void Open() => _open.TrySetResult();

    /// <inheritdoc/>
    public Task<IAsyncDisposable> SubscribeAsync(IReadOnlySet<string> types, Func<IReadOnlyList<Envelope>, CancellationToken, Task> receive, CancellationToken cancel)
    {
        _subscribers.Add((types, receive));
        return Task.FromResult<IAsyncDisposable>(new Lasting());
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Envelope>> PublishAsync(IReadOnlyList<Envelope> envelopes, CancellationToken cancel)
    {
        await _open.Task.WaitAsync(cancel);
        foreach (var (types, receive) in _subscribers)
        {
            var asked = envelopes.Where(e => types.Contains(e.Type)).ToList();
            if (asked.Count > 0)
                await receive(asked, cancel);
        }
        return [];
    }

    // A module that has stopped goes on being a subscriber: what it can no longer receive has to fail, or it would be lost.
    private sealed class Lasting : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
