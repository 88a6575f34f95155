using System.Security.Cryptography;
using System.Text;
using CoProduction.Host.Processes;
using Npgsql;

namespace CoProduction.Host.Postgres;

/// <summary>What lies where in the data folder, and the making of a new cluster.</summary>
internal sealed class ClusterFolder
{
    private const string Superuser = "coproduction_superuser";
    private readonly string _root;
    private readonly ServerAccount _account;

    public ClusterFolder(string dataDir, ServerAccount account)
    {
        _account = account;
        _root = account.ReachableFolder(Path.Combine(dataDir, "postgres"));
        Sockets = Path.Combine(_root, "sockets");
        if (Encoding.UTF8.GetByteCount(Sockets) > 80) // a socket's path has room for about a hundred
            Sockets = Path.Combine(Path.GetTempPath(), "coproduction-pg-" + NameFor(_root));
    }

    public string Cluster => Path.Combine(_root, "cluster");

    public string Sockets { get; }

    public string Log => Path.Combine(_root, "postgres.log");

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    private string Complete => Path.Combine(_root, "complete");

    private string SecretFile => Path.Combine(_root, "secret");

    /// <summary>The major version that made the cluster, or null when there is none yet.</summary>
    public int? Major => File.Exists(Complete) ? int.Parse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION"))) : null;

    /// <summary>The way in for the role that may do everything; for setting up only.</summary>
    public string SuperuserConnectionString => For("postgres", Superuser, new() { Pooling = false });

    /// <summary>How to reach the module's database as its three roles.</summary>
    public DatabaseAccess AccessTo(string module) => AccessTo(module, $"coproduction_{module}");

    /// <summary>The same for a database of another name.</summary>
    public DatabaseAccess AccessTo(string module, string database) => new(
        For(database, $"{module}_migrator", new() { Pooling = false, ApplicationName = module }),
        For(database, $"{module}_app", new() { MaxPoolSize = 8, MaxAutoPrepare = 50, ApplicationName = module }),
        For(database, $"{module}_relay", new() { MaxPoolSize = 8, ApplicationName = $"{module}-relay" }));

    public void Prepare()
    {
        Directory.CreateDirectory(_root);
        File.SetUnixFileMode(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        _account.OwnFolder(Cluster);
        _account.OwnFolder(Sockets);
    }

    /// <summary>Makes the cluster, unless a complete one is there; one that was left half made is made anew.</summary>
    public async Task CreateIfMissingAsync(PostgresBinaries binaries, CancellationToken cancel)
    {
        if (File.Exists(Complete))
            return;
        foreach (var entry in new DirectoryInfo(Cluster).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
        WritePrivate(SecretFile, RandomNumberGenerator.GetBytes(32));
        var passwordFile = Path.Combine(Sockets, "initdb-password");
        WritePrivate(passwordFile, Encoding.ASCII.GetBytes(PasswordOf(Superuser)));
        _account.Own(passwordFile);
        try
        {
            await RunAsync(binaries.PathOf("initdb"),
                ["-D", Cluster, "-U", Superuser, "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale", "C.UTF-8", "--data-checksums", "--no-instructions"], cancel);
        }
        finally
        {
            File.Delete(passwordFile);
        }
        await File.WriteAllTextAsync(Complete, "", cancel);
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
    private string PasswordOf(string role) => Convert.ToHexStringLower(HMACSHA256.HashData(File.ReadAllBytes(SecretFile), Encoding.UTF8.GetBytes(role)));

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

    private static void WritePrivate(string path, byte[] content)
    {
        File.Delete(path);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(content);
    }
}
