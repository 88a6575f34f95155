using CoProduction.Host.Postgres;

namespace CoProduction.TestCommon.Postgres;

/// <summary>A PostgreSQL cluster for the tests of one project; what is in it goes with it.</summary>
public sealed class TestPostgres : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly EmbeddedPostgres _server;

    private TestPostgres(DirectoryInfo folder, EmbeddedPostgres server)
    {
        _folder = folder;
        _server = server;
    }

    /// <summary>Starts a new cluster, which does not wait for the disk.</summary>
    public static async Task<TestPostgres> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("coproduction-test-");
        // The server's account has to pass through.
        folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(folder.FullName, null, "fsync=off", "synchronous_commit=off", "full_page_writes=off"), CancellationToken.None);
        return new(folder, server);
    }

    /// <summary>The way in for the role that may do everything; for looking behind the scenes only.</summary>
    public string SuperuserConnectionString => _server.SuperuserConnectionString;

    /// <summary>A folder for sockets and keys; it goes with the cluster.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Makes a module's database, empty as yet, and tells how to reach it.</summary>
    public Task<DatabaseAccess> ProvisionAsync(string module) => _server.ProvisionAsync(module, CancellationToken.None);

    /// <summary>Stops the server and deletes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
