using CoProduction.Host.Processes;

namespace CoProduction.Host.Postgres;

/// <summary>
/// Looks at what a data folder holds before anything is done with it, and changes nothing: a whole cluster, nothing at all, or something that no start may go on with.
/// Absence never means that something may be deleted: a copy may have left it out, a disk may not be mounted.
/// </summary>
internal sealed class ClusterState(ClusterFolder folder)
{
    /// <summary>What initdb makes. Some are empty, and a copy that leaves out what is empty lacks them.</summary>
    public static IReadOnlyList<string> Folders { get; } =
    [
        "base", "global", "pg_commit_ts", "pg_dynshmem", "pg_logical", "pg_logical/mappings", "pg_logical/snapshots", "pg_multixact", "pg_multixact/members", "pg_multixact/offsets", "pg_notify",
        "pg_replslot", "pg_serial", "pg_snapshots", "pg_stat", "pg_stat_tmp", "pg_subtrans", "pg_tblspc", "pg_twophase", "pg_wal", "pg_wal/archive_status", "pg_xact",
    ];

    private const string Unchanged = "Nothing was changed.";
    private const string PutBack = "Put it back as it was, restore a backup into an empty folder (restore), or choose an empty DATA_DIR for a new installation.";

    /// <summary>The major version that made the cluster, or null when a new one may be made here; <see cref="ServerException"/> says what was found instead and what to do.</summary>
    public int? FindMajor()
    {
        CheckKinds();
        if (!IsThere(folder.Cluster))
        {
            CheckNothingElse();
            return null;
        }
        var major = CheckCluster();
        CheckSecret(isNeeded: true);
        return major;
    }

    /// <summary>Throws when there is anything that a backup would have to be mixed with.</summary>
    public void CheckEmpty()
    {
        if (Entries(folder.DataDir).Concat(Entries(folder.Root)).FirstOrDefault(path => path != folder.Root && !DataFolder.IsMadeFirst(path)) is { } left)
            throw new ServerException($"{left} is in the way: a backup is restored into an empty folder only. {Unchanged} Choose another DATA_DIR, or take away what is there.");
    }

    private void CheckKinds()
    {
        foreach (var path in new[] { folder.DataDir, folder.Root, folder.Cluster, Path.Combine(folder.Root, DataFolder.Sockets) }.Where(path => IsThere(path) && !Directory.Exists(path)))
            throw new ServerException($"{path} is no folder, but should be the one of the database or lead to it. {Unchanged} Take it away if nothing of yours is in it. {PutBack}");
        foreach (var path in new[] { folder.Secret, folder.InstallationFile, folder.Log, folder.ForOldVersions }.Where(Directory.Exists))
            throw new ServerException($"{path} is a folder, but should be a file. {Unchanged} {PutBack}");
        foreach (var path in Entries(folder.Root).Where(Directory.Exists).Where(path => !IsKnown(path)))
            throw new ServerException($"There is a folder beside the database that is not ours: {path}. {Unchanged} If it holds a database of yours, it is not clear which is the right one: keep one as {folder.Cluster}, and take the other away.");
    }

    private int CheckCluster()
    {
        _ = Directory.EnumerateFileSystemEntries(folder.Cluster).Any(); // throws when it is somebody else's, in which nothing would seem to be
        var version = Path.Combine(folder.Cluster, "PG_VERSION");
        var control = Path.Combine(folder.Cluster, "global", "pg_control");
        var missing = Folders.Select(name => Path.Combine(folder.Cluster, name)).Where(path => !Directory.Exists(path))
            .Concat(new[] { version, control }.Where(path => !File.Exists(path))).ToList();
        if (missing.Count > 0)
            throw new ServerException($"The database in {folder.Cluster} is not whole: {missing[0]} is missing{(missing.Count > 1 ? $", and {missing.Count - 1} more" : "")}. {Unchanged} {PutBack}");
        if (new FileInfo(control).Length == 0)
            throw new ServerException($"The database in {folder.Cluster} is not whole: {control} is empty. {Unchanged} {PutBack}");
        return int.TryParse(File.ReadAllText(version), out var major)
            ? major
            : throw new ServerException($"The database in {folder.Cluster} is not whole: {version} holds no version. {Unchanged} {PutBack}");
    }

    private void CheckSecret(bool isNeeded)
    {
        if (!IsThere(folder.Secret) && !isNeeded)
            return;
        if (!File.Exists(folder.Secret))
            throw new ServerException($"{folder.Secret} is missing, without which nobody can sign in to the database in {folder.Cluster}. {Unchanged} {PutBack}");
        if (new FileInfo(folder.Secret).Length != ClusterFolder.SecretLength)
            throw new ServerException($"{folder.Secret} is damaged: it has {new FileInfo(folder.Secret).Length} bytes of {ClusterFolder.SecretLength}. {Unchanged} {PutBack}");
    }

    // A new database beside what is left of an installation would look like an installation that has lost everything.
    private void CheckNothingElse()
    {
        if (Entries(folder.DataDir).FirstOrDefault(path => path != folder.Root && !DataFolder.IsMadeFirst(path)) is { } left)
            throw new ServerException($"There is no database in {folder.Cluster}, but {folder.DataDir} is not empty: it holds {Path.GetFileName(left)}. {Unchanged} Is a disk not mounted, or a part not copied? {PutBack}");
        if (Entries(folder.Root).FirstOrDefault(path => !IsKnown(path)) is { } stray)
            throw new ServerException($"There is no database in {folder.Cluster}, but beside its place is {stray}. {Unchanged} {PutBack}");
        CheckSecret(isNeeded: false);
    }

    private bool IsKnown(string path) =>
        path == folder.Cluster || path == folder.Secret || path == folder.InstallationFile || path == folder.Log || path == folder.ForOldVersions
        || Path.GetFileName(path) == DataFolder.Sockets
        || folder.IsUnfinished(path);

    // Hidden ones are the system's, and so is lost+found.
    private static IEnumerable<string> Entries(string path) => Directory.Exists(path)
        ? Directory.EnumerateFileSystemEntries(path).Where(entry => Path.GetFileName(entry) is var name && name[0] != '.' && name != "lost+found").Order(StringComparer.Ordinal)
        : [];

    // A link that leads nowhere is there too.
    private static bool IsThere(string path) => File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
