using System.CommandLine;
using CoProduction.Host.Backups;
using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;

namespace CoProduction.Host.Commands;

/// <summary><c>backup</c>: copies an installation on this machine while it runs, or looks whether a backup is whole.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A folder that is not there yet; with --verify, one that is a backup." };
        var verify = new Option<bool>("--verify") { Description = "Make none: look whether this one is as it was written, and say what is not." };
        var dataDir = PlaceOptions.DataDir();
        var command = new Command("backup", "Copies all that an installation on this machine keeps, as it is at one moment, while it runs or not. The copy holds keys and what people said: guard it.") { folder, verify, dataDir };
        command.SetAction((parsed, cancel) => StartFailure.GuardToEndAsync(() =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(folder)).TrimEnd('/');
            return parsed.GetValue(verify) ? VerifyAsync(path, cancel) : MakeAsync(path, Path.GetFullPath(parsed.GetRequiredValue(dataDir)).TrimEnd('/'), cancel);
        }, cancel));
        return command;
    }

    private static async Task MakeAsync(string path, string dataDir, CancellationToken cancel)
    {
        if (!Directory.Exists(dataDir) || new ClusterFolder(dataDir, ServerAccount.Choose()).FindMajor() is null)
            throw new ServerException($"There is no installation in {dataDir}. Name its data folder: --data-dir, or DATA_DIR.");
        // One that is stopped is started for as long as this takes, without its modules.
        await using var server = DataFolderLock.IsTaken(dataDir) ? null : await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(dataDir), cancel);
        await new Backup(dataDir, TimeProvider.System, Console.Error.WriteLine).MakeAsync(path, cancel);
        Console.WriteLine($"backup: {path}");
    }

    private static async Task VerifyAsync(string path, CancellationToken cancel)
    {
        var info = await BackupCheck.RunAsync(path, Console.WriteLine, cancel);
        Console.WriteLine($"backup: {path} is whole; begun {info.Begun:u}, with PostgreSQL {info.Postgres}");
    }
}
