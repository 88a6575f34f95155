using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Messaging.Stuck;

/// <summary>The stuck events of one module over all partnerships, for whoever runs the installation.</summary>
public sealed class StuckEvents : IDisposable
{
    private readonly RelayDatabase _relay;
    private readonly AppDatabase _app;
    private readonly TenantDatabase _tenants;

    /// <summary>Reaches the inbox in the module's database.</summary>
    public StuckEvents(DatabaseSettings database)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        _relay = new(NpgsqlDataSource.Create(database.Relay));
        _app = new(NpgsqlDataSource.Create(database.App));
        _tenants = new(_app, TimeProvider.System);
    }

    /// <summary>Reads every event that failed at least once and is not applied, oldest first.</summary>
    public async IAsyncEnumerable<StuckEvent> ReadAsync()
    {
        await using var connection = await _relay.Source.OpenConnectionAsync();
        await foreach (var stuck in connection.QueryUnbufferedAsync<StuckEvent>(
            """
            SELECT event_id, consumer, type, occurred_at, attempts, next_attempt_at = 'infinity' AS is_given_up, coalesce(last_error, '') AS failure
            FROM inbox WHERE done_at IS NULL AND attempts > 0 ORDER BY event_id, consumer
            """))
            yield return stuck;
    }

    /// <summary>Has stuck events tried again at once, all of them or those named; gives an id for each.</summary>
    public async Task<IReadOnlyList<Guid>> RedeliverAsync(IReadOnlyCollection<Guid>? eventIds, CancellationToken cancel)
    {
        var redelivered = new List<Guid>();
        foreach (var partnershipId in await PartnershipsAsync(eventIds, cancel))
        {
            await using var transaction = await _tenants.BeginAsync(Caller.System, partnershipId, cancel);
            redelivered.AddRange(await StuckMessages.RedeliverAsync(transaction, eventIds, cancel));
            await transaction.CommitAsync(cancel);
        }
        return redelivered;
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _relay.Dispose();
        _app.Dispose();
    }

    private async Task<IEnumerable<Guid>> PartnershipsAsync(IReadOnlyCollection<Guid>? eventIds, CancellationToken cancel)
    {
        await using var connection = await _relay.Source.OpenConnectionAsync(cancel);
        return await connection.QueryAsync<Guid>(new CommandDefinition(
            """
            SELECT DISTINCT partnership_id FROM inbox
            WHERE done_at IS NULL AND attempts > 0 AND (@ids::uuid[] IS NULL OR event_id = ANY(@ids))
            """,
            new { ids = eventIds?.ToArray() }, cancellationToken: cancel));
    }
}

/// <summary>An event that a consumer could not apply yet. The failure is its kind, such as a PostgreSQL code; never anybody's words.</summary>
public sealed record StuckEvent(Guid EventId, string Consumer, string Type, DateTime OccurredAt, int Attempts, bool IsGivenUp, string Failure);
