using CoProduction.Host.Postgres;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Dapper;
using Npgsql;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Distributed.Chaos;

/// <summary>Makes one backup after the other, whatever is killed meanwhile. One that says that it was made is whole; of one that fails nothing is left.</summary>
internal sealed class BackupsMeanwhile : IAsyncDisposable
{
    private readonly string _dataFolder;
    private readonly string _backups;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _making;
    private (string Path, HashSet<Guid> Statements)? _last;
    private int _made;
    private int _failed;

    private BackupsMeanwhile(string dataFolder, string backups)
    {
        _dataFolder = dataFolder;
        _backups = backups;
        _making = Task.Run(MakeAsync);
    }

    public static BackupsMeanwhile Start(string dataFolder, string backups) => new(dataFolder, backups);

    /// <summary>Ends with the backup at hand.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _making;
        Console.WriteLine($"Backups meanwhile: {_made} made and checked, {_failed} in which something was killed.");
    }

    /// <summary>What the last one holds: all that anybody could read before it was begun, in a database that starts and whose audit is as it was written.</summary>
    public async Task HoldAsync()
    {
        var (path, statements) = Assert.NotNull(_last);
        Assert.Equal([path], Directory.GetFileSystemEntries(_backups));
        var restored = HostProcess.NewDataFolder();
        try
        {
            Assert.Equal((0, ""), Ending(await HostProcess.RunToEndAsync("restore", path, "--data-dir", restored)));
            await using var postgres = await EmbeddedPostgres.StartAsync(new(restored), CancellationToken.None);
            Assert.Subset(await StatementsAsync(restored), statements);
            Assert.Equal((0, ""), Ending(await HostProcess.RunToEndAsync("verify", "--data-dir", restored)));
        }
        finally
        {
            HostProcess.DeleteFolder(restored);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _making;
        _stopping.Dispose();
    }

    private async Task MakeAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            // The database may be the one that was killed.
            var statements = await Eventually.GetAsync(TryStatementsAsync, found => found is not null, TimeSpan.FromMinutes(2));
            var path = Path.Combine(_backups, $"{_made + _failed}");
            var (exitCode, _, error) = await HostProcess.RunToEndAsync("backup", path, "--data-dir", _dataFolder);
            if (exitCode != 0)
            {
                Assert.Single(error.Trim().Split('\n'));
                Assert.False(Directory.Exists(path), error);
                _failed++;
                continue;
            }
            Assert.Equal((0, ""), Ending(await HostProcess.RunToEndAsync("backup", "--verify", path)));
            if (_last is { } last)
                Directory.Delete(last.Path, recursive: true);
            _last = (path, statements!);
            _made++;
        }
    }

    private async Task<HashSet<Guid>?> TryStatementsAsync()
    {
        try
        {
            return await StatementsAsync(_dataFolder);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private static async Task<HashSet<Guid>> StatementsAsync(string dataFolder)
    {
        await using var connection = new NpgsqlConnection(EmbeddedPostgres.AccessTo("review", dataFolder).Migrator);
        return [.. await connection.QueryAsync<Guid>("SELECT statement_id FROM statement")];
    }

    private static (int, string) Ending((int ExitCode, string Output, string Error) run) => (run.ExitCode, run.Error);
}
