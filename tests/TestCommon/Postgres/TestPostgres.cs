using CoProduction.Host.Postgres;
using Npgsql;

namespace CoProduction.TestCommon.Postgres;

/// <summary>A PostgreSQL cluster for one test project: started when the first database is asked for, deleted with everything in it at the end.</summary>
public sealed class TestPostgres : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coproduction-test-").FullName;
    private readonly Lazy<Task<EmbeddedPostgres>> _cluster;
    // Roles are the cluster's: two databases of one module must not set them up at the same time.
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public TestPostgres()
    {
        // PostgreSQL's account is not ours when we are root, and passes through this folder.
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        // Nothing here outlives the tests, so nothing waits for the disk.
        _cluster = new(() => EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(_folder, null, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"), CancellationToken.None));
    }

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
