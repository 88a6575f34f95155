namespace CoProduction.Shared.Messaging.RabbitMq;

/// <summary>An envelope as it travels: protobuf bytes, because a JSON serialiser would lose parts of a protobuf class without an error.</summary>
public sealed record EventMessage
{
    /// <summary>Full protobuf name of the event; routes it.</summary>
    public required string Type { get; init; }

    /// <summary>The bytes of a <see cref="Common.V1.Envelope"/>.</summary>
    public required byte[] Envelope { get; init; }
}
