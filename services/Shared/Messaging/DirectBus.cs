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
    public void Subscribe(IReadOnlySet<string> types, Func<IReadOnlyList<Envelope>, CancellationToken, Task> receive) =>
        _subscribers.Add((types, receive));

    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<Envelope> envelopes, CancellationToken cancel)
    {
        await _open.Task.WaitAsync(cancel);
        foreach (var (types, receive) in _subscribers)
        {
            var asked = envelopes.Where(e => types.Contains(e.Type)).ToList();
            if (asked.Count > 0)
                await receive(asked, cancel);
        }
    }
}
