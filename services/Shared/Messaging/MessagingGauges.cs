using System.Diagnostics.Metrics;
using CoProduction.Shared.Data;
using CoProduction.Shared.Modules;
using CoProduction.Shared.Telemetry;
using Microsoft.Extensions.Hosting;

namespace CoProduction.Shared.Messaging;

/// <summary>Shows how many events wait on their way out and in, and for how long.</summary>
internal sealed class MessagingGauges(IMeterFactory meters, IModule module, RelayDatabase database, TimeProvider time) : IHostedService
{
    private readonly DatabaseGauges<Row> _gauges = new(meters, module, database, time,
        """
        SELECT o.events AS outbox_events, coalesce(extract(epoch FROM @now - o.oldest), 0)::float8 AS outbox_age,
               i.events AS inbox_events, coalesce(extract(epoch FROM @now - i.oldest), 0)::float8 AS inbox_age, i.stuck
        FROM (SELECT count(*) AS events, min(occurred_at) AS oldest FROM outbox) o,
             (SELECT count(*) AS events, min(received_at) AS oldest, count(*) FILTER (WHERE attempts > 0) AS stuck FROM inbox WHERE done_at IS NULL) i
        """);

    public Task StartAsync(CancellationToken cancel)
    {
        _gauges.Show("coproduction.outbox.events", "{event}", "Events that the bus does not have safe yet.", row => row.OutboxEvents);
        _gauges.Show("coproduction.outbox.age", "s", "How long the oldest of them has waited.", row => row.OutboxAge);
        _gauges.Show("coproduction.inbox.events", "{event}", "Events received and not applied yet.", row => row.InboxEvents);
        _gauges.Show("coproduction.inbox.age", "s", "How long the oldest of them has waited.", row => row.InboxAge);
        _gauges.Show("coproduction.inbox.stuck", "{event}", "Those of them that could not be applied at least once.", row => row.Stuck);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    private sealed record Row(long OutboxEvents, double OutboxAge, long InboxEvents, double InboxAge, long Stuck);
}
