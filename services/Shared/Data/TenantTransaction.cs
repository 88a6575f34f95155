using CoProduction.Shared.Access;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Telemetry;
using Dapper;
using Google.Protobuf;
using Npgsql;

namespace CoProduction.Shared.Data;

/// <summary>
/// One partnership's transaction: row-level security hides every other partnership's rows for as long as it lasts.
/// Not committed, it is rolled back when disposed.
/// </summary>
public sealed class TenantTransaction : IAsyncDisposable
{
    private readonly TenantDatabase _database;
    private readonly NpgsqlTransaction _transaction;

    internal TenantTransaction(TenantDatabase database, NpgsqlConnection connection, NpgsqlTransaction transaction, Caller caller, Guid partnershipId, DateTimeOffset now)
    {
        _database = database;
        Connection = connection;
        _transaction = transaction;
        Caller = caller;
        PartnershipId = partnershipId;
        Now = now;
    }

    /// <summary>For COPY; everything else goes through the methods below.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>On whose behalf.</summary>
    public Caller Caller { get; }

    /// <summary>The partnership whose rows are seen.</summary>
    public Guid PartnershipId { get; }

    /// <summary>The moment that everything in this transaction carries (UTC).</summary>
    public DateTimeOffset Now { get; }

    /// <summary>A new id that sorts by time (UUIDv7) and so tells its time to whoever sees it; <see cref="RandomId"/> for what may not.</summary>
    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>Runs a statement; gives the number of rows that it changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancel) =>
        Connection.ExecuteAsync(Command(sql, parameters, cancel));

    /// <summary>Reads all rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancel) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters, cancel))).AsList();

    /// <summary>Reads the one row, or null when there is none.</summary>
    public Task<T?> FindAsync<T>(string sql, object? parameters, CancellationToken cancel) =>
        Connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, cancel));

    /// <summary>Reads the one row; throws when there is none.</summary>
    public Task<T> GetAsync<T>(string sql, object? parameters, CancellationToken cancel) =>
        Connection.QuerySingleAsync<T>(Command(sql, parameters, cancel));

    /// <summary>Reads rows one by one, for large results.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string sql, object? parameters) =>
        Connection.QueryUnbufferedAsync<T>(sql, parameters, _transaction);

    /// <summary>Lets an event go out when the transaction is committed. <paramref name="version"/> is the aggregate's after the change.</summary>
    public Task PublishAsync(IMessage happened, Guid aggregateId, long version, CancellationToken cancel) =>
        ExecuteAsync(
            """
            INSERT INTO outbox (event_id, type, partnership_id, aggregate_id, aggregate_version, traceparent, occurred_at, payload)
            VALUES (@id, @type, @PartnershipId, @aggregateId, @version, @traceparent, @Now, @payload)
            """,
            new { id = NewId(), type = happened.Descriptor.FullName, PartnershipId, aggregateId, version, traceparent = Tracing.Current, Now, payload = happened.ToByteArray() },
            cancel);

    /// <summary>
    /// Records who did what to what, for whom (the person whom it concerns) and why (where the caller was asked).
    /// <paramref name="detail"/> holds ids, numbers and decisions, never anybody's words.
    /// </summary>
    public Task AuditAsync(
        string action, string targetKind, Guid targetId, string detail, CancellationToken cancel, Guid? forPersonId = null, string reason = "", bool isUnnamed = false) =>
        ExecuteAsync(
            """
            INSERT INTO audit (partnership_id, audit_id, at, actor_id, action, target_kind, target_id, detail, for_person_id, reason)
            VALUES (@PartnershipId, @id, @Now, @actor, @action, @targetKind, @targetId, @detail, @forPersonId, @reason)
            """,
            new { PartnershipId, id = NewId(), Now, actor = (isUnnamed ? Caller.Somebody : Caller).PersonId, action, targetKind, targetId, detail, forPersonId, reason },
            cancel);

    /// <summary>Records that the same was done to the records of several people, an entry for each of them.</summary>
    public Task AuditPeopleAsync(string action, Guid[] personIds, string detail, CancellationToken cancel) =>
        ExecuteAsync(
            """
            INSERT INTO audit (partnership_id, audit_id, at, actor_id, action, target_kind, target_id, detail, for_person_id)
            SELECT @PartnershipId, audit_id, @Now, @actor, @action, 'person', person_id, @detail, person_id FROM unnest(@ids, @personIds) AS entry (audit_id, person_id)
            """,
            new { PartnershipId, ids = Array.ConvertAll(personIds, _ => NewId()), Now, actor = Caller.PersonId, action, personIds, detail },
            cancel);

    /// <summary>Makes everything stay.</summary>
    public Task CommitAsync(CancellationToken cancel) => _transaction.CommitAsync(cancel);

    /// <summary>Rolls back what was not committed and gives the connection back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    internal Task<PageTokens> PageTokensAsync(CancellationToken cancel) => _database.PageTokensAsync(this, cancel);

    private CommandDefinition Command(string sql, object? parameters, CancellationToken cancel) =>
        new(sql, parameters, _transaction, cancellationToken: cancel);
}
