using System.Diagnostics;
using System.Diagnostics.Metrics;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Modules;
using CoProduction.Shared.Telemetry;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Messaging;

/// <summary>
/// Applies what is in the inbox: effect and "done" in one transaction, a partnership's events for a consumer together. One that fails is tried again later and later and
/// does not hold up others; after <see cref="MaxAttempts"/> it waits for somebody to redeliver it.
/// </summary>
internal sealed partial class InboxProcessor(
    RelayDatabase relay, TenantDatabase tenants, IEnumerable<IEventHandler> handlers, IMeterFactory meters, IModule module, TimeProvider time, ILogger<InboxProcessor> log)
    : BackgroundService
{
    internal const int MaxAttempts = 10;
    private const int BatchSize = 500;
    private static readonly TimeSpan _sweep = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, IEventHandler> _handlers = handlers.ToDictionary(h => h.Consumer);
    private readonly Histogram<double> _lag = meters.Create(Metering.Name).CreateHistogram<double>(
        "coproduction.event.lag", "s", "From the moment when an event happened to the one when it was applied.");

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stopping);
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

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var wakeup = await Wakeup.ListenAsync(relay.Source, "inbox", stopping);
        while (true)
        {
            while (await ProcessDueAsync(stopping) == BatchSize)
            {
            }
            await wakeup.WaitAsync(_sweep, stopping);
        }
    }

    private async Task<int> ProcessDueAsync(CancellationToken cancel)
    {
        List<InboxRow> due;
        await using (var connection = await relay.Source.OpenConnectionAsync(cancel))
        {
            due = (await connection.QueryAsync<InboxRow>(new CommandDefinition(
                """
                SELECT event_id, consumer, partnership_id, aggregate_id, aggregate_version, traceparent, occurred_at, payload, attempts
                FROM inbox WHERE done_at IS NULL AND next_attempt_at <= @now AND consumer = ANY(@consumers)
                ORDER BY next_attempt_at LIMIT @BatchSize
                """,
                new { now = time.GetUtcNow(), consumers = _handlers.Keys.ToArray(), BatchSize }, cancellationToken: cancel))).AsList();
        }
        foreach (var rows in due.GroupBy(row => (row.PartnershipId, row.Consumer)))
            await ProcessAsync([.. rows], cancel);
        return due.Count;
    }

    // Together first, which is far cheaper. One that fails undoes the others' effects too, so then each is applied by itself.
    private async Task ProcessAsync(List<InboxRow> rows, CancellationToken cancel)
    {
        try
        {
            await ApplyAsync(rows, cancel);
        }
        catch (Exception) when (rows.Count > 1 && !cancel.IsCancellationRequested)
        {
            foreach (var row in rows)
                await ProcessAsync([row], cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            Failed(rows[0].EventId, rows[0].Consumer, rows[0].Attempts + 1, FailureTrace.Of(e));
            await PostponeAsync(rows[0], e, cancel);
        }
    }

    private async Task ApplyAsync(List<InboxRow> rows, CancellationToken cancel)
    {
        await using var transaction = await tenants.BeginAsync(Caller.System, rows[0].PartnershipId, cancel);
        var mine = await TakeAsync(transaction, rows, cancel);
        if (mine.Count > 0)
            await HandleAsync(transaction, mine, cancel);
        await transaction.CommitAsync(cancel);
        foreach (var row in mine)
            _lag.Record((time.GetUtcNow() - row.OccurredAt).TotalSeconds, Metering.Of(module));
    }

    // Gives those that no other process has.
    private static async Task<List<InboxRow>> TakeAsync(TenantTransaction transaction, List<InboxRow> rows, CancellationToken cancel)
    {
        var taken = (await transaction.QueryAsync<(Guid, string)>(
            """
            UPDATE inbox i SET done_at = @Now, attempts = attempts + 1, last_error = NULL
            FROM (
              SELECT event_id, consumer FROM inbox JOIN unnest(@ids, @consumers) AS wanted (event_id, consumer) USING (event_id, consumer)
              WHERE done_at IS NULL FOR UPDATE OF inbox SKIP LOCKED) AS free
            WHERE i.event_id = free.event_id AND i.consumer = free.consumer
            RETURNING i.event_id, i.consumer
            """,
            new { transaction.Now, ids = rows.ConvertAll(row => row.EventId).ToArray(), consumers = rows.ConvertAll(row => row.Consumer).ToArray() },
            cancel)).ToHashSet();
        return rows.FindAll(row => taken.Contains((row.EventId, row.Consumer)));
    }

    private async Task HandleAsync(TenantTransaction transaction, List<InboxRow> rows, CancellationToken cancel)
    {
        var activities = rows.ConvertAll(row => Tracing.Continue(row.Consumer, row.Traceparent)?.SetTag("event.id", row.EventId.ToString()));
        try
        {
            var received = rows.ConvertAll(row => new ReceivedEvent(row.EventId, row.AggregateId, row.AggregateVersion, row.Payload));
            await _handlers[rows[0].Consumer].HandleAsync(transaction, received, cancel);
        }
        catch
        {
            activities.ForEach(activity => activity?.SetStatus(ActivityStatusCode.Error));
            throw;
        }
        finally
        {
            activities.Reverse();
            activities.ForEach(activity => activity?.Dispose());
        }
    }

    private async Task PostponeAsync(InboxRow row, Exception failure, CancellationToken cancel)
    {
        var attempts = row.Attempts + 1;
        DateTimeOffset? next = attempts < MaxAttempts ? time.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(2, attempts)) : null;
        await using var connection = await relay.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE inbox SET attempts = @attempts, next_attempt_at = coalesce(@next, 'infinity'::timestamptz), last_error = @error
            WHERE event_id = @EventId AND consumer = @Consumer AND done_at IS NULL
            """,
            new { attempts, next, error = FailureTrace.Kind(failure), row.EventId, row.Consumer }, cancellationToken: cancel));
    }

    [LoggerMessage(LogLevel.Warning, "Inbox interrupted; it goes on in a moment")]
    private partial void Interrupted(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Event {EventId} failed for {Consumer}, attempt {Attempt}: {Failure}")]
    private partial void Failed(Guid eventId, string consumer, int attempt, string failure);

    private sealed record InboxRow(
        Guid EventId, string Consumer, Guid PartnershipId, Guid AggregateId, long AggregateVersion, string? Traceparent, DateTime OccurredAt, byte[] Payload, int Attempts);
}
