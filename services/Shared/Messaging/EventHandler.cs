using CoProduction.Shared.Data;
using Google.Protobuf;

namespace CoProduction.Shared.Messaging;

/// <summary>What a module does when it hears of an event.</summary>
public interface IEventHandler
{
    /// <summary>Full protobuf name of the event.</summary>
    string Type { get; }

    /// <summary>Names the effect in the inbox; never changes once in use.</summary>
    string Consumer { get; }

    /// <summary>
    /// Applies events of one partnership, one or many, in a transaction of it. Throws to have them tried again: when they are many, then each by itself.
    /// Order is not promised.
    /// </summary>
    Task HandleAsync(TenantTransaction transaction, IReadOnlyList<ReceivedEvent> received, CancellationToken cancel);
}

/// <summary>An event taken from the inbox.</summary>
public sealed record ReceivedEvent(Guid EventId, Guid AggregateId, long AggregateVersion, byte[] Payload)
{
    /// <summary>The payload as the message it was.</summary>
    public T Read<T>() where T : IMessage<T>, new()
    {
        var message = new T();
        message.MergeFrom(Payload);
        return message;
    }
}
