using CoProduction.Common.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Telemetry;
using Dapper;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CoProduction.Shared.Messaging;

/// <summary>
/// Takes the module's events from the outbox to the bus, oldest first, and deletes those that the bus has safe.
/// Those that nobody takes yet stay, and hold up no others. One process at a time does it for a module; the others wait for its lock.
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

        var waiting = 0;
        while (true)
        {
            var before = waiting;
            waiting = await SweepAsync(stopping);
            if (waiting != before)
                Waiting(waiting);
            if (waiting == 0)
                await wakeup.WaitAsync(_sweep, stopping);
            else
                await Pause.ForAsync(_sweep, stopping); // or every new event would send the waiting ones again
        }
    }

    // All that is in the outbox, a batch at a time; gives the number of those that nobody takes yet.
    private async Task<int> SweepAsync(CancellationToken cancel)
    {
        var waiting = 0;
        var after = 0L;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            await using var connection = await database.Source.OpenConnectionAsync(cancel);
            var rows = await ReadAsync(connection, after, cancel);
            if (rows.Count == 0)
                return waiting;
            waiting += await RelayAsync(connection, rows, cancel);
            if (rows.Count < BatchSize)
                return waiting;
            after = rows[^1].Seq;
        }
    }

    private static async Task<List<OutboxRow>> ReadAsync(NpgsqlConnection connection, long after, CancellationToken cancel) =>
        (await connection.QueryAsync<OutboxRow>(new CommandDefinition(
            """
            SELECT seq, event_id, type, partnership_id, aggregate_id, aggregate_version, coalesce(traceparent, '') AS traceparent, occurred_at, payload
            FROM outbox WHERE seq > @after ORDER BY seq LIMIT @BatchSize
            """,
            new { after, BatchSize }, cancellationToken: cancel))).AsList();

    private async Task<int> RelayAsync(NpgsqlConnection connection, List<OutboxRow> rows, CancellationToken cancel)
    {
        var untaken = (await bus.PublishAsync(rows.ConvertAll(r => r.ToEnvelope()), cancel)).Select(e => Guid.Parse(e.EventId)).ToHashSet();
        var gone = rows.FindAll(r => !untaken.Contains(r.EventId));
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM outbox WHERE seq = ANY(@safe)", new { safe = gone.ConvertAll(r => r.Seq).ToArray() }, cancellationToken: cancel));
        foreach (var row in gone)
            Tracing.Waited("outbox", row.Traceparent, row.OccurredAt);
        return untaken.Count;
    }

    [LoggerMessage(LogLevel.Warning, "{Count} events wait in the outbox for a module that takes them")]
    private partial void Waiting(int count);

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
