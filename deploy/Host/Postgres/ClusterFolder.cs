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
    private readonly string _dataDir;
    private readonly ServerAccount _account;

    public ClusterFolder(string dataDir, ServerAccount account)
    {
        _dataDir = dataDir;
        _account = account;
        Root = account.ReachableFolder(Path.Combine(dataDir, "postgres"));
        Sockets = Path.Combine(Root, "sockets");
        if (Encoding.UTF8.GetByteCount(Sockets) > 80) // a socket's path has room for about a hundred
            Sockets = Path.Combine(Path.GetTempPath(), "coproduction-pg-" + NameFor(Root));
    }

    public string Root { get; }

    public string Cluster => Path.Combine(Root, "cluster");

    public string Sockets { get; }

    public string Log => Path.Combine(Root, "postgres.log");

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>What all passwords come from.</summary>
    public string Secret => Path.Combine(Root, "secret");

    /// <summary>Earlier versions take a cluster without this file for half made, and delete it. Nothing else looks at it.</summary>
    public string ForOldVersions => Path.Combine(Root, "complete");

    private string Unfinished => Cluster + ".new-";

    /// <summary>Whether it is something that a start was making when it ended, and that nobody has ever used.</summary>
    public bool IsUnfinished(string path) => path.StartsWith(Unfinished, StringComparison.Ordinal) || path.StartsWith(Secret + ".new-", StringComparison.Ordinal);

    /// <summary>The major version that made the cluster, or null when there is none and one may be made; <see cref="ServerException"/> when what is there is neither.</summary>
    public int? FindMajor() => new ClusterState(_dataDir, this).FindMajor();

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
        Directory.CreateDirectory(Root);
        File.SetUnixFileMode(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        RemoveUnfinished();
        if (!File.Exists(Secret))
            Disk.WriteNew(Secret, RandomNumberGenerator.GetBytes(SecretLength));
        var unfinished = Unfinished + Guid.NewGuid().ToString("N");
        _account.OwnFolder(unfinished);
        await InitializeAsync(binaries, unfinished, cancel);
        Disk.MoveFolder(unfinished, Cluster);
        foreach (var folder in new[] { Root, Path.GetDirectoryName(Root)! })
            Disk.FlushFolder(Path.GetDirectoryName(folder)!);
    }

    /// <summary>What a server needs beside the cluster.</summary>
    public void Prepare()
    {
        _account.OwnFolder(Sockets);
        if (!File.Exists(ForOldVersions))
            File.WriteAllText(ForOldVersions, "Earlier versions delete a cluster without this file.\n");
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
        _account.OwnFolder(Sockets);
        var passwordFile = Path.Combine(Sockets, "initdb-password");
        File.Delete(passwordFile);
        Disk.WriteNew(passwordFile, Encoding.ASCII.GetBytes(PasswordOf(Superuser)));
        _account.Own(passwordFile);
        try
        {
            await RunAsync(binaries.PathOf("initdb"),
                ["-D", folder, "-U", Superuser, "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale", "C.UTF-8", "--data-checksums", "--no-instructions"], cancel);
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

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancel)
    {
        using var process = System.Diagnostics.Process.Start(_account.Start(program, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = await process.StandardError.ReadToEndAsync(cancel);
        await output;
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new ServerException($"PostgreSQL could not set up its data folder: {error.Trim().ReplaceLineEndings(" ")}");
    }

    private static string NameFor(string folder) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)), 0, 8);
}
