using CoProduction.Host.Postgres;
using CoProduction.Shared.Access;
using CoProduction.Shared.Audit;
using CoProduction.Shared.Data;
using CoProduction.Shared.Tests.Data;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Tests.Audit;

/// <summary>A database with an audit and nobody who seals it but the test.</summary>
internal sealed class AuditSchema : IAsyncDisposable
{
    private readonly ModuleSchema _schema;
    private readonly AppDatabase _app;
    private readonly NpgsqlDataSource _relay;
    private readonly DatabaseAccess _access;

    private AuditSchema(ModuleSchema schema, DatabaseAccess access)
    {
        _schema = schema;
        _access = access;
        _app = new(NpgsqlDataSource.Create(access.App));
        _relay = NpgsqlDataSource.Create(access.Relay);
        Tenants = new(_app, TimeProvider.System);
    }

    public TenantDatabase Tenants { get; }

    public NpgsqlDataSource App => _app.Source;

    public NpgsqlDataSource Relay => _relay;

    public NpgsqlConnection Superuser => _schema.Superuser;

    public string AppConnectionString => _access.App;

    public static async Task<AuditSchema> CreateAsync(TestPostgres postgres)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var access = await postgres.NewDatabaseAsync("note");
        var schema = await ModuleSchema.OfAsync(postgres, "note", access);
        await schema.MigrateAsync(ModuleSchema.ScriptsOf("note"));
        return new(schema, access);
    }

    /// <summary>Writes entries one after the other, each in a transaction of its own.</summary>
    public async Task WriteAsync(Guid partnership, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var transaction = await Tenants.BeginAsync(Caller.System, partnership, CancellationToken.None);
            // Alternately with and without what may be missing.
            await transaction.AuditAsync("note.write", "note", Guid.NewGuid(), $"number {i}", CancellationToken.None,
                i % 2 == 0 ? Guid.NewGuid() : null, i % 2 == 0 ? "Asked for – by phone" : "");
            await transaction.CommitAsync(CancellationToken.None);
        }
    }

    public async Task<int> SealAsync(int most = 1000)
    {
        await using var connection = await _relay.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>("SELECT seal_audit(@most)", new { most });
    }

    /// <summary>How many entries have no seal yet.</summary>
    public async Task<int> WaitingAsync()
    {
        await using var connection = new NpgsqlConnection(_access.Migrator);
        return await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM audit_waiting");
    }

    /// <summary>A partnership with so many sealed entries.</summary>
    public async Task<Guid> SealedAsync(int count)
    {
        var partnership = Guid.NewGuid();
        await WriteAsync(partnership, count);
        while (await SealAsync() > 0)
        {
        }
        return partnership;
    }

    public async Task<(List<AuditProblem> Problems, IReadOnlyList<AuditHead> Heads)> VerifyAsync(params IEnumerable<AuditHead> expected)
    {
        var problems = new List<AuditProblem>();
        var left = expected.ToHashSet();
        var heads = await new AuditVerifier(_access.Migrator).VerifyAsync(left, problems.Add, CancellationToken.None);
        problems.AddRange(left.Select(head => new AuditProblem(head.PartnershipId, head.Seq, Guid.Empty, "expected")));
        return (problems, heads);
    }

    /// <summary>What somebody does who may do everything and knows how triggers are switched off.</summary>
    public Task TamperAsync(string sql, object? parameters = null) =>
        Superuser.ExecuteAsync($"SET session_replication_role = replica; {sql}; SET session_replication_role = origin", parameters);

    public async Task<Guid> EntryAtAsync(Guid partnership, long seq) =>
        await Superuser.ExecuteScalarAsync<Guid>("SELECT audit_id FROM audit_seal WHERE partnership_id = @partnership AND seq = @seq", new { partnership, seq });

    public async ValueTask DisposeAsync()
    {
        _app.Dispose();
        await _relay.DisposeAsync();
        await _schema.DisposeAsync();
    }
}
