using CoProduction.Common.V1;
using CoProduction.Shared.Data;
using Dapper;

namespace CoProduction.Shared.Messaging;

/// <summary>Puts envelopes into the module's inbox: one row for each consumer, a repeat does nothing.</summary>
internal sealed class Inbox(RelayDatabase database, IEnumerable<IEventHandler> handlers, TimeProvider time)
{
    private readonly ILookup<string, string> _consumers = handlers.ToLookup(h => h.Type, h => h.Consumer);

    public IReadOnlySet<string> Types => _consumers.Select(c => c.Key).ToHashSet();

    public async Task ReceiveAsync(IReadOnlyList<Envelope> envelopes, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var rows = (from envelope in envelopes
                    from consumer in _consumers[envelope.Type]
                    select (envelope, consumer)).ToList();
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO inbox (event_id, consumer, type, partnership_id, aggregate_id, aggregate_version, traceparent, occurred_at, payload, received_at, next_attempt_at)
            SELECT id, consumer, type, partnership, aggregate, version, nullif(trace, ''), occurred, payload, @now, @now
            FROM unnest(@ids, @consumers, @types, @partnerships, @aggregates, @versions, @traces, @occurred, @payloads)
              AS e (id, consumer, type, partnership, aggregate, version, trace, occurred, payload)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                now,
                ids = rows.Select(r => Guid.Parse(r.envelope.EventId)).ToArray(),
                consumers = rows.Select(r => r.consumer).ToArray(),
                types = rows.Select(r => r.envelope.Type).ToArray(),
                partnerships = rows.Select(r => Guid.Parse(r.envelope.PartnershipId)).ToArray(),
                aggregates = rows.Select(r => Guid.Parse(r.envelope.AggregateId)).ToArray(),
                versions = rows.Select(r => r.envelope.AggregateVersion).ToArray(),
                traces = rows.Select(r => r.envelope.Traceparent).ToArray(),
                occurred = rows.Select(r => r.envelope.OccurredAt.ToDateTimeOffset()).ToArray(),
                payloads = rows.Select(r => r.envelope.Payload.ToByteArray()).ToArray(),
            },
            cancellationToken: cancel));
    }
}
