using CoProduction.Host.Processes;
using Npgsql;

namespace CoProduction.Host.Postgres;

/// <summary>
/// A PostgreSQL cluster that belongs to one data folder and one process. It listens on a Unix socket in a folder that only its account can enter,
/// is started again when it ends by itself, and stops with the process that started it.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private readonly DataFolderLock _lock;
    private readonly ClusterFolder _folder;
    private readonly Postmaster _server;

    private EmbeddedPostgres(DataFolderLock dataFolderLock, ClusterFolder folder, Postmaster server)
    {
        _lock = dataFolderLock;
        _folder = folder;
        _server = server;
    }

    /// <summary>Makes the cluster when there is none, starts it, and waits until it answers; <see cref="ServerException"/> says what to mend.</summary>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancel)
    {
        var dataFolderLock = await DataFolderLock.TakeAsync(options.DataDir, cancel);
        Postmaster? server = null;
        try
        {
            var account = ServerAccount.Choose();
            var folder = new ClusterFolder(options.DataDir, account);
            var major = folder.FindMajor();
            var binaries = PostgresBinaries.Find(options.BinDir, major);
            if (major is null)
                await folder.CreateAsync(binaries, cancel);
            folder.Prepare();
            server = await Postmaster.StartAsync(binaries, account, folder, options.Settings, cancel);
            var postgres = new EmbeddedPostgres(dataFolderLock, folder, server);
            await postgres.WaitUntilItAnswersAsync(cancel);
            server.Keep();
            return postgres;
        }
        catch
        {
            if (server is not null)
                await server.StopAsync();
            dataFolderLock.Dispose();
            throw;
        }
    }

    /// <summary>The way in for the role that may do everything; for setting up only.</summary>
    public string SuperuserConnectionString => _folder.SuperuserConnectionString;

    /// <summary>Where the cluster's files lie.</summary>
    public string Folder => _folder.Cluster;

    /// <summary>How to reach the module's database as its three roles.</summary>
    public DatabaseAccess AccessTo(string module) => _folder.AccessTo(module);

    /// <summary>The same for a data folder whose server another process runs.</summary>
    public static DatabaseAccess AccessTo(string module, string dataDir)
    {
        var folder = new ClusterFolder(dataDir, ServerAccount.Choose());
        return folder.FindMajor() is null
            ? throw new ServerException($"There is no database in {dataDir}. Name the data folder of the installation: --data-dir, or DATA_DIR.")
            : folder.AccessTo(module);
    }

    /// <summary>Makes the module's database and its three roles when they are missing, and tells how to reach them.</summary>
    public Task<DatabaseAccess> ProvisionAsync(string module, CancellationToken cancel) => ProvisionAsync(_folder.AccessTo(module), cancel);

    /// <summary>The same for a database of another name.</summary>
    public Task<DatabaseAccess> ProvisionAsync(string module, string database, CancellationToken cancel) => ProvisionAsync(_folder.AccessTo(module, database), cancel);

    /// <summary>Stops the server and lets go of the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _server.StopAsync();
        _lock.Dispose();
    }

    private async Task WaitUntilItAnswersAsync(CancellationToken cancel)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(SuperuserConnectionString);
                await connection.OpenAsync(cancel);
                return;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidCatalogName)
            {
                throw new ServerException(
                    $"{_folder.Secret} is not the secret that the database in {_folder.Cluster} was made with, or its making was never finished. Put back what belongs together.");
            }
            catch (NpgsqlException) when (!_server.HasExited && TimeProvider.System.GetElapsedTime(until) < _patience)
            {
                await Task.Delay(20, cancel);
            }
            catch (NpgsqlException)
            {
                throw new ServerException($"PostgreSQL did not start. Its log says why: {_folder.Log}");
            }
        }
    }

    private async Task<DatabaseAccess> ProvisionAsync(DatabaseAccess access, CancellationToken cancel)
    {
        await DatabaseProvisioning.RunAsync(SuperuserConnectionString, new(access.Migrator, access.App, access.Relay), cancel);
        return access;
    }
}
