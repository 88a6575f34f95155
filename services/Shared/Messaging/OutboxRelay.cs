using CoProduction.Common.V1;
using CoProduction.Shared.Data;
using Dapper;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Messaging;

/// <summary>
/// Takes the module's events from the outbox to the bus, oldest first, and deletes those that the bus has safe.
/// One process at a time does it for a module; the others wait for its lock.
/// </summary>
internal sealed partial class OutboxRelay(RelayDatabase database, IEventBus bus, ILogger<OutboxRelay> log) : BackgroundService
{
    private const int BatchSize = 500;
    private const long LeaderLock = 0x52656C6179; // "Relay"
    private static readonly TimeSpan _sweep = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await LeadAsync(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Interrupted(e);
                await Pause.ForAsync(_sweep, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task LeadAsync(CancellationToken stopping)
    {
        await using var wakeup = await Wakeup.ListenAsync(database.Source, "outbox", stopping);
        while (!await wakeup.Connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT pg_try_advisory_lock(@LeaderLock)", new { LeaderLock }, cancellationToken: stopping)))
            await Pause.ForAsync(_sweep, stopping);

        while (true)
        {
            while (await RelayBatchAsync(stopping) == BatchSize)
            {
            }
            await wakeup.WaitAsync(_sweep, stopping);
        }
    }

    private async Task<int> RelayBatchAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var rows = (await connection.QueryAsync<OutboxRow>(new CommandDefinition(
            """
            SELECT seq, event_id, type, partnership_id, aggregate_id, aggregate_version, coalesce(traceparent, '') AS traceparent, occurred_at, payload
            FROM outbox ORDER BY seq LIMIT @BatchSize
            """,
            new { BatchSize }, cancellationToken: cancel))).AsList();
        if (rows.Count == 0)
            return 0;
        await bus.PublishAsync(rows.ConvertAll(r => r.ToEnvelope()), cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM outbox WHERE seq = ANY(@seqs)", new { seqs = rows.ConvertAll(r => r.Seq) }, cancellationToken: cancel));
        return rows.Count;
    }

    [LoggerMessage(LogLevel.Warning, "Relay interrupted; it goes on in a moment")]
    private partial void Interrupted(Exception exception);

    private sealed record OutboxRow(
        long Seq, Guid EventId, string Type, Guid PartnershipId, Guid AggregateId, long AggregateVersion, string Traceparent, DateTime OccurredAt, byte[] Payload)
    {
        public Envelope ToEnvelope() => new()
        {
            EventId = EventId.ToString(),
            Type = Type,
            PartnershipId = PartnershipId.ToString(),
            AggregateId = AggregateId.ToString(),
            AggregateVersion = AggregateVersion,
            Traceparent = Traceparent,
            OccurredAt = Timestamp.FromDateTime(OccurredAt),
            Payload = ByteString.CopyFrom(Payload),
        };
    }
}
