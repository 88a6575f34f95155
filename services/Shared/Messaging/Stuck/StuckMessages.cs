using CoProduction.Messages.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Shared.Messaging.Stuck;

/// <summary>Shows which events a module could not apply and why, and has them tried again. The inbox has no row security: the partnership stands in each query.</summary>
internal sealed class StuckMessages(TenantDatabase database, Commands commands)
{
    public async Task<ListStuckMessagesResponse> HandleAsync(ListStuckMessagesRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "stuck messages");
        var rows = await transaction.QueryAsync<StuckRow>(
            """
            SELECT event_id, consumer, type, occurred_at, attempts, nullif(next_attempt_at, 'infinity') AS next_attempt_at, last_error
            FROM inbox
            WHERE partnership_id = @PartnershipId AND done_at IS NULL AND attempts > 0
              AND (@event::uuid IS NULL OR (event_id, consumer) > (@event::uuid, @consumer))
            ORDER BY event_id, consumer LIMIT @Limit
            """,
            new { transaction.PartnershipId, @event = page.After(0), consumer = page.After(1), page.Limit }, cancel);
        var next = page.Next(rows, row => [row.EventId, row.Consumer]);
        return new() { Messages = { rows.Select(row => row.ToMessage()) }, NextPageToken = next };
    }

    public Task<RedeliverMessagesResponse> HandleAsync(RedeliverMessagesRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
            new RedeliverMessagesResponse { Messages = (await RedeliverAsync(transaction, null, cancel)).Count }, cancel);

    /// <summary>Has the partnership's stuck events tried again, all of them or those named; gives an id for each.</summary>
    internal static async Task<List<Guid>> RedeliverAsync(TenantTransaction transaction, IReadOnlyCollection<Guid>? eventIds, CancellationToken cancel)
    {
        var redelivered = await transaction.QueryAsync<Guid>(
            """
            UPDATE inbox SET attempts = 0, next_attempt_at = @Now
            WHERE partnership_id = @PartnershipId AND done_at IS NULL AND attempts > 0 AND (@ids::uuid[] IS NULL OR event_id = ANY(@ids))
            RETURNING event_id
            """,
            new { transaction.Now, transaction.PartnershipId, ids = eventIds?.ToArray() }, cancel);
        await transaction.AuditAsync("messages.redeliver", "partnership", transaction.PartnershipId, $"{redelivered.Count} messages", cancel);
        await transaction.ExecuteAsync("SELECT pg_notify('inbox', '')", null, cancel);
        return redelivered;
    }

    private sealed record StuckRow(Guid EventId, string Consumer, string Type, DateTime OccurredAt, int Attempts, DateTime? NextAttemptAt, string? LastError)
    {
        public StuckMessage ToMessage() => new()
        {
            EventId = EventId.ToString(),
            Consumer = Consumer,
            Type = Type,
            OccurredAt = Timestamp.FromDateTime(OccurredAt),
            Attempts = Attempts,
            NextAttemptAt = NextAttemptAt is { } next ? Timestamp.FromDateTime(next) : null,
            Failure = LastError ?? "",
        };
    }
}
