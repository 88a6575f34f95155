using CoProduction.Common.V1;

namespace CoProduction.Shared.Messaging;

/// <summary>What carries events between modules: a direct hand-over inside one process, a broker between several.</summary>
public interface IEventBus
{
    /// <summary>
    /// Completes when every envelope is safe with the bus or its consumers, but for those that it gives back: nobody takes them yet, and they are to stay
    /// where they are. Throws when any is neither. Repeats are allowed.
    /// </summary>
    Task<IReadOnlyList<Envelope>> PublishAsync(IReadOnlyList<Envelope> envelopes, CancellationToken cancel);

    /// <summary>
    /// Asks for events of the given types, and completes when the bus keeps them for this module; <paramref name="receive"/> completes when they are in its inbox.
    /// Dispose what is given before the inbox goes away.
    /// </summary>
    Task<IAsyncDisposable> SubscribeAsync(IReadOnlySet<string> types, Func<IReadOnlyList<Envelope>, CancellationToken, Task> receive, CancellationToken cancel);
}
