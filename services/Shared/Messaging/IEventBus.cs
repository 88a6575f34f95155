using CoProduction.Common.V1;

namespace CoProduction.Shared.Messaging;

/// <summary>What carries events between modules: a direct hand-over inside one process, a broker between several.</summary>
public interface IEventBus
{
    /// <summary>Completes when every envelope is safe with the bus or its consumers; throws when any is not. Repeats are allowed.</summary>
    Task PublishAsync(IReadOnlyList<Envelope> envelopes, CancellationToken cancel);

    /// <summary>Asks for events of the given types; <paramref name="receive"/> completes when they are in the consumer's inbox.</summary>
    void Subscribe(IReadOnlySet<string> types, Func<IReadOnlyList<Envelope>, CancellationToken, Task> receive);
}
