using CoProduction.Host.Postgres;
using CoProduction.TestCommon.Hosting;
using Npgsql;

namespace CoProduction.TestCommon.Postgres;

/// <summary>A PostgreSQL cluster for one test project: started when the first database is asked for, deleted with everything in it at the end.</summary>
public sealed class TestPostgres : IAsyncDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();
    private readonly Lazy<Task<EmbeddedPostgres>> _cluster;
    // Roles are the cluster's: two databases of one module must not set them up at the same time.
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public TestPostgres() =>
        _cluster = new(() => EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(_folder, null, [.. Haste, "max_connections=300"]), CancellationToken.None));

    /// <summary>Whether a commit waits for the disk, as it does where data has to stay: for measurements. Nothing that tests write outlives them.</summary>
    public bool WaitsForTheDisk { get; init; }

    private string[] Haste => WaitsForTheDisk ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

    /// <summary>An empty database that the next test gets for itself, with the module's three roles.</summary>
    public async Task<DatabaseAccess> NewDatabaseAsync(string module)
    {
        var cluster = await _cluster.Value;
        await _oneAtATime.WaitAsync();
        try
        {
            return await cluster.ProvisionAsync(module, $"test_{module}_{Guid.NewGuid():N}", CancellationToken.None);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The way in for a role that may make roles and databases.</summary>
    public async Task<string> SuperuserConnectionStringAsync() => (await _cluster.Value).SuperuserConnectionString;

    /// <summary>Opens a connection on which nothing is forbidden, to prepare or to look behind the scenes.</summary>
    public async Task<NpgsqlConnection> OpenAsSuperuserAsync(DatabaseAccess database)
    {
        var cluster = await _cluster.Value;
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster.SuperuserConnectionString)
        {
            Database = new NpgsqlConnectionStringBuilder(database.Migrator).Database,
        }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster.IsValueCreated)
            await (await _cluster.Value).DisposeAsync();
        _oneAtATime.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
