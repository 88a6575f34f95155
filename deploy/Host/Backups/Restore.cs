using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;

namespace CoProduction.Host.Backups;

/// <summary>Makes an installation of a backup, in a data folder that is empty.</summary>
internal static class Restore
{
    /// <summary>Checks the backup, copies it, and starts the database once, so that it is as it was at the backup's end. Whatever fails before that, the data folder is empty again.</summary>
    public static async Task<BackupInfo> RunAsync(string path, string dataDir, CancellationToken cancel)
    {
        var backup = new BackupFolder(path);
        var info = backup.Read();
        using (await DataFolderLock.TakeAsync(dataDir, cancel))
        {
            var account = ServerAccount.Choose();
            var cluster = new ClusterFolder(dataDir, account);
            cluster.CheckEmpty();
            await BackupCheck.RunAsync(path, _ => { }, cancel);
            await CopyAsync(backup, dataDir, cluster, cancel);
        }
        await using (await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(dataDir), cancel))
            return info;
    }

    private static async Task CopyAsync(BackupFolder backup, string dataDir, ClusterFolder cluster, CancellationToken cancel)
    {
        // A start does not go on with a folder that has this in it and no database, and deletes it when there is one, which comes last.
        var mark = Path.Combine(dataDir, DataFolder.RestoreMark);
        Disk.WriteNew(mark, "A backup was being restored here, and not to the end. Empty this folder, and restore it again.\n"u8);
        var made = new List<string>();
        try
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(backup.Files))
            {
                var to = Path.Combine(dataDir, Path.GetFileName(entry));
                made.Add(to);
                CopyAll(entry, to, ServerAccount.Ours, cancel);
            }
            Disk.FlushFolder(dataDir);
            made.Add(cluster.Secret);
            made.Add(cluster.Cluster);
            await cluster.RestoreAsync(await File.ReadAllBytesAsync(backup.Secret, cancel), folder =>
            {
                made.Add(folder);
                foreach (var entry in Directory.EnumerateFileSystemEntries(backup.Database).Where(entry => Path.GetFileName(entry) != "backup_manifest"))
                    CopyAll(entry, Path.Combine(folder, Path.GetFileName(entry)), cluster.Account, cancel);
            });
        }
        catch
        {
            foreach (var path in Enumerable.Reverse(made))
            {
                if (Directory.Exists(path))
                    Directory.Delete(path, recursive: true);
                else
                    File.Delete(path);
            }
            File.Delete(mark);
            throw;
        }
    }

    private static void CopyAll(string from, string to, ServerAccount owner, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!Directory.Exists(from))
        {
            Disk.CopyFile(from, to);
            owner.Own(to);
            return;
        }
        owner.OwnFolder(to);
        foreach (var entry in Directory.EnumerateFileSystemEntries(from))
            CopyAll(entry, Path.Combine(to, Path.GetFileName(entry)), owner, cancel);
        Disk.FlushFolder(to);
    }
}
