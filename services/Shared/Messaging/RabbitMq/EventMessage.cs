namespace CoProduction.Shared.Messaging.RabbitMq;

/// <summary>Envelopes of one type as they travel, several together: protobuf bytes, because a JSON serialiser would lose parts of a protobuf class without an error.</summary>
public sealed record EventMessage
{
    /// <summary>The most envelopes in one message.</summary>
    public const int Most = 50;

    /// <summary>Full protobuf name of the events; routes them.</summary>
    public required string Type { get; init; }

    /// <summary>The bytes of each <see cref="Common.V1.Envelope"/>.</summary>
    public required IReadOnlyList<byte[]> Envelopes { get; init; }
}
