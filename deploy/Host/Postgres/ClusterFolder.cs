using System.Security.Cryptography;
using System.Text;
using CoProduction.Host.Processes;
using Npgsql;

namespace CoProduction.Host.Postgres;

/// <summary>What lies where in the data folder, and the making of a new cluster.</summary>
internal sealed class ClusterFolder
{
    /// <summary>Bytes in the secret.</summary>
    public const int SecretLength = 32;

    private const string Superuser = "coproduction_superuser";

    public ClusterFolder(string dataDir, ServerAccount account)
    {
        DataDir = dataDir;
        Account = account;
        Root = account.ReachableFolder(Path.Combine(dataDir, DataFolder.Postgres));
        Sockets = Path.Combine(Root, DataFolder.Sockets);
        if (Encoding.UTF8.GetByteCount(Sockets) > 80) // a socket's path has room for about a hundred
            Sockets = Path.Combine(Path.GetTempPath(), "coproduction-pg-" + NameFor(Root));
    }

    /// <summary>The whole installation's folder.</summary>
    public string DataDir { get; }

    /// <summary>The account that the server runs under.</summary>
    public ServerAccount Account { get; }

    /// <summary>The database's part of it, or elsewhere when the server's account could not get in.</summary>
    public string Root { get; }

    public string Cluster => Path.Combine(Root, "cluster");

    public string Sockets { get; }

    public string Log => Path.Combine(Root, "postgres.log");

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>What all passwords come from.</summary>
    public string Secret => Path.Combine(Root, "secret");

    /// <summary>What the installation is known by, and no other: one that is restored from its backup has a new one.</summary>
    public string Installation => File.ReadAllText(InstallationFile);

    /// <summary>Where that is kept.</summary>
    public string InstallationFile => Path.Combine(Root, "installation");

    /// <summary>Earlier versions take a cluster without this file for half made, and delete it. Nothing else looks at it.</summary>
    public string ForOldVersions => Path.Combine(Root, "complete");

    private string Unfinished => Cluster + ".new-";

    /// <summary>Whether it is something that a start was making when it ended, and that nobody has ever used.</summary>
    public bool IsUnfinished(string path) => path.StartsWith(Unfinished, StringComparison.Ordinal) || path.StartsWith(Secret + ".new-", StringComparison.Ordinal);

    /// <summary>The major version that made the cluster, or null when there is none and one may be made; <see cref="ServerException"/> when what is there is neither.</summary>
    public int? FindMajor() => new ClusterState(this).FindMajor();

    /// <summary>Throws when anything is there.</summary>
    public void CheckEmpty() => new ClusterState(this).CheckEmpty();

    /// <summary>The way in for the role that may do everything; for setting up only.</summary>
    public string SuperuserConnectionString => For("postgres", Superuser, new() { Pooling = false });

    /// <summary>How to reach the module's database as its three roles.</summary>
    public DatabaseAccess AccessTo(string module) => AccessTo(module, $"coproduction_{module}");

    /// <summary>The same for a database of another name.</summary>
    public DatabaseAccess AccessTo(string module, string database) => new(
        For(database, $"{module}_migrator", new() { Pooling = false, ApplicationName = module }),
        For(database, $"{module}_app", new() { MaxPoolSize = PoolSizes.App, MaxAutoPrepare = 50, ApplicationName = module }),
        For(database, $"{module}_relay", new() { MaxPoolSize = PoolSizes.Relay, ApplicationName = $"{module}-relay" }));

    /// <summary>Makes a new cluster beside its place, and gives it its name when it is whole and on the disk. Only for when <see cref="FindMajor"/> has found none.</summary>
    public async Task CreateAsync(PostgresBinaries binaries, CancellationToken cancel)
    {
        MakeRoot();
        RemoveUnfinished();
        if (!File.Exists(Secret))
            Disk.WriteNew(Secret, RandomNumberGenerator.GetBytes(SecretLength));
        await FillAsync(unfinished => InitializeAsync(binaries, unfinished, cancel));
    }

    /// <summary>The same from what a backup holds: <paramref name="copy"/> puts the files into the folder that it is given. Only after <see cref="CheckEmpty"/>.</summary>
    public Task RestoreAsync(byte[] secret, Action<string> copy)
    {
        MakeRoot();
        Disk.WriteNew(Secret, secret);
        return FillAsync(unfinished =>
        {
            copy(unfinished);
            foreach (var missing in ClusterState.Folders.Select(name => Path.Combine(unfinished, name)).Where(path => !Directory.Exists(path)))
                Account.OwnFolder(missing); // it was empty, or a file in it would be missing
            Disk.FlushFolders(unfinished);
            return Task.CompletedTask;
        });
    }

    /// <summary>What a server needs beside the cluster, which is there and whole.</summary>
    public void Prepare()
    {
        Account.OwnFolder(Sockets);
        File.Delete(Path.Combine(DataDir, DataFolder.RestoreMark)); // the cluster comes last
        if (!File.Exists(InstallationFile))
            Disk.WriteNew(InstallationFile, Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N")));
        if (!File.Exists(ForOldVersions))
            File.WriteAllText(ForOldVersions, "Earlier versions delete a cluster without this file.\n");
    }

    private void MakeRoot()
    {
        Directory.CreateDirectory(Root);
        File.SetUnixFileMode(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    private async Task FillAsync(Func<string, Task> fill)
    {
        var unfinished = Unfinished + Guid.NewGuid().ToString("N");
        Account.OwnFolder(unfinished);
        await fill(unfinished);
        Disk.MoveFolder(unfinished, Cluster);
        foreach (var folder in new[] { Root, Path.GetDirectoryName(Root)! })
            Disk.FlushFolder(Path.GetDirectoryName(folder)!);
    }

    private void RemoveUnfinished()
    {
        foreach (var entry in new DirectoryInfo(Root).EnumerateFileSystemInfos().Where(entry => IsUnfinished(entry.FullName)))
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }

    // initdb itself brings what it has made to the disk.
    private async Task InitializeAsync(PostgresBinaries binaries, string folder, CancellationToken cancel)
    {
        Account.OwnFolder(Sockets);
        var passwordFile = Path.Combine(Sockets, "initdb-password");
        File.Delete(passwordFile);
        Disk.WriteNew(passwordFile, Encoding.ASCII.GetBytes(PasswordOf(Superuser)));
        Account.Own(passwordFile);
        try
        {
            string[] arguments =
                ["-D", folder, "-U", Superuser, "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale", "C.UTF-8", "--data-checksums", "--no-instructions"];
            if (await EndingProcess.RunAsync(Account.Start(binaries.PathOf("initdb"), arguments), cancel) is { } fault)
                throw new ServerException($"PostgreSQL could not set up its data folder: {fault}");
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private string For(string database, string role, NpgsqlConnectionStringBuilder settings)
    {
        settings.Host = Sockets;
        settings.Database = database;
        settings.Username = role;
        settings.Password = PasswordOf(role);
        return settings.ConnectionString;
    }

    // The same as long as the data folder lives.
    private string PasswordOf(string role) => Convert.ToHexStringLower(HMACSHA256.HashData(File.ReadAllBytes(Secret), Encoding.UTF8.GetBytes(role)));

    private static string NameFor(string folder) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)), 0, 8);
}
