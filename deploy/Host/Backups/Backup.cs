using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;
using Npgsql;

namespace CoProduction.Host.Backups;

/// <summary>
/// Makes a backup of an installation on this machine while its server runs: every database at one moment, then the files that they depend on.
/// It has another name until it is whole, checked, and on the disk. What is left over and cannot be deleted is said in a line, and stops no backup.
/// </summary>
internal sealed class Backup(string dataDir, TimeProvider time, Action<string> say)
{
    internal const long LockKey = 0x4261636B; // "Back": one at a time

    /// <summary>Writes it to a folder that is not there yet; <see cref="ServerException"/> says in one line why it could not be made, and then nothing is left of it.</summary>
    public async Task<BackupInfo> MakeAsync(string target, CancellationToken cancel)
    {
        CheckPlace(target, dataDir);
        if (Path.Exists(target))
            throw new ServerException($"{target} is there already. A backup makes its own folder: name one that is not there, such as {Path.Combine(target, "first")}.");
        var cluster = new ClusterFolder(dataDir, ServerAccount.Choose());
        var binaries = PostgresBinaries.Find(null, cluster.FindMajor());
        await using var connection = new NpgsqlConnection(cluster.SuperuserConnectionString);
        await connection.OpenAsync(cancel);
        await using var locking = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LockKey})", connection);
        if (!(bool)(await locking.ExecuteScalarAsync(cancel))!)
            throw new ServerException("Another backup of this installation is being made. Wait for its end.");
        var info = new BackupInfo(time.GetUtcNow(), cluster.Installation, binaries.Major);
        try
        {
            await MakeAsync(target, info, cluster, binaries, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerException($"The backup could not be made: {e.Message}");
        }
        return info;
    }

    /// <summary>A backup on the disk of what it is a backup of would be lost with it; and would grow into the next one.</summary>
    public static void CheckPlace(string folder, string dataDir)
    {
        if ((Disk.RealPath(folder) + '/').StartsWith(Disk.RealPath(dataDir) + '/', StringComparison.Ordinal))
            throw new ServerException($"{folder} lies in the data folder {dataDir}. Keep backups elsewhere, best on another disk.");
    }

    private async Task MakeAsync(string target, BackupInfo info, ClusterFolder cluster, PostgresBinaries binaries, CancellationToken cancel)
    {
        var parent = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(parent);
        // What a process left that was killed. There is no other of this installation: one at a time.
        foreach (var left in Directory.GetDirectories(parent, $"*{Unfinished(info.Installation)}*"))
            SayUnlessDeleted(left, info.Installation);
        var backup = new BackupFolder($"{target}{Unfinished(info.Installation)}{Guid.NewGuid():N}");
        Disk.MakePrivateFolder(backup.Path);
        try
        {
            var programs = new BackupPrograms(binaries);
            await programs.CopyAsync(cluster, backup.Database, cancel);
            // After the database, which never knows of a key that is not there yet.
            KeptFiles.Copy(cluster.DataDir, backup.Files, cancel);
            Disk.CopyFile(cluster.Secret, backup.Secret);
            backup.Write(info);
            Checksums.Write(backup.Path, cancel);
            if (await programs.FindFaultAsync(backup.Database, cancel) is { } fault)
                throw new ServerException($"The backup is not as PostgreSQL wrote it: {fault}");
            Disk.FlushFolder(backup.Path);
            Disk.MoveFolder(backup.Path, target);
        }
        catch
        {
            // It has its own name already when that could not be brought to the disk.
            SayUnlessDeleted(Directory.Exists(backup.Path) ? backup.Path : target, info.Installation);
            throw;
        }
    }

    /// <summary>Deletes a backup, or what is there of one, which meanwhile does not look like a backup; gives in a line why it could not.</summary>
    public static string? FindFaultInDeleting(string path, string installation)
    {
        var unfinished = Unfinished(installation);
        // Under another name nothing is added any more by a program whose parent was killed.
        var going = $"{path.Split(unfinished)[0]}{unfinished}{Guid.NewGuid():N}";
        try
        {
            Directory.Move(path, going);
            Directory.Delete(going, recursive: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{(Directory.Exists(going) ? going : path)} cannot be deleted, and is tried again with the next backup: {e.Message.ReplaceLineEndings(" ")}";
        }
    }

    private void SayUnlessDeleted(string path, string installation)
    {
        if (FindFaultInDeleting(path, installation) is { } fault)
            say(fault);
    }

    // Marks what is not, or no longer, a whole backup of the installation.
    private static string Unfinished(string installation) => $".new-{installation}-";
}
