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

    /// <summary>Applies the event in a transaction of its partnership; throws to have it tried again. Order is not promised.</summary>
    Task HandleAsync(TenantTransaction transaction, ReceivedEvent received, CancellationToken cancel);
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
