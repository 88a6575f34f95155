using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;
using Npgsql;

namespace CoProduction.Host.Backups;

/// <summary>PostgreSQL's own programs for backups.</summary>
internal sealed class BackupPrograms(PostgresBinaries binaries)
{
    /// <summary>Copies a running server's whole cluster, with what is written meanwhile: it is as it was when the copy ended.</summary>
    public async Task CopyAsync(ClusterFolder cluster, string to, CancellationToken cancel)
    {
        var way = new NpgsqlConnectionStringBuilder(cluster.SuperuserConnectionString);
        var start = ServerAccount.Ours.Start(PathOf("pg_basebackup"),
            ["-D", to, "-h", way.Host!, "-U", way.Username!, "--no-password", "--wal-method=stream", "--checkpoint=fast"]);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name); // whoever runs this may have another server in mind
        start.Environment["PGPASSWORD"] = way.Password;
        if (await EndingProcess.RunAsync(start, cancel) is { } fault)
            throw new ServerException($"The database could not be copied: {fault}");
    }

    /// <summary>What pg_verifybackup finds wrong, in one line: files, sums, and whether all that was written meanwhile is there and can be read. Null when nothing is.</summary>
    public Task<string?> FindFaultAsync(string database, CancellationToken cancel) =>
        EndingProcess.RunAsync(ServerAccount.Ours.Start(PathOf("pg_verifybackup"), ["--quiet", database]), cancel);

    private string PathOf(string program) => File.Exists(binaries.PathOf(program))
        ? binaries.PathOf(program)
        : throw new ServerException($"{program} is missing in {binaries.Folder}. Install it: apt-get install postgresql-client-{binaries.Major} (Debian, Ubuntu).");
}
