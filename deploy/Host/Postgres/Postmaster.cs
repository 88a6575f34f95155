using CoProduction.Host.Processes;

namespace CoProduction.Host.Postgres;

/// <summary>The running server process, and what a killed host may have left of an earlier one.</summary>
internal sealed class Postmaster
{
    private const int Interrupt = 2; // PostgreSQL's fast stop: sessions end, nothing is lost
    private readonly KeptProcess _process;

    private Postmaster(KeptProcess process) => _process = process;

    public bool HasExited => _process.HasExited;

    /// <summary>Says that the server has answered: from now on it is started again when it ends by itself.</summary>
    public void Keep() => _process.Keep();

    public static async Task<Postmaster> StartAsync(PostgresBinaries binaries, ServerAccount account, ClusterFolder folder, string[] settings, CancellationToken cancel)
    {
        string[] server =
        [
            binaries.PathOf("postgres"), "-D", folder.Cluster, "-k", folder.Sockets,
            .. new[]
            {
                "listen_addresses=", "unix_socket_permissions=0700", "shared_buffers=128MB", $"max_connections={PoolSizes.MaxConnections(processes: 1)}", "logging_collector=off",
                // What people said must not reach the log with an error.
                "log_min_error_statement=panic", "log_error_verbosity=terse", "log_statement=none",
            }.Concat(settings).SelectMany(setting => new[] { "-c", setting }),
        ];
        await StopLeftoverAsync(folder, cancel);
        return new(await KeptProcess.StartAsync("PostgreSQL", folder.Log, async () =>
        {
            ClearLeftover(folder);
            return await BoundProcess.StartAsync(account, server, folder.Log, "INT");
        }));
    }

    public Task StopAsync() => _process.EndAsync(Interrupt);

    private static async Task StopLeftoverAsync(ClusterFolder folder, CancellationToken cancel)
    {
        if (!File.Exists(folder.PidFile) || !int.TryParse(File.ReadLines(folder.PidFile).FirstOrDefault(), out var pid))
            return;
        if (IsServerOf(pid, folder))
        {
            BoundProcess.Signal(pid, Interrupt);
            while (IsServerOf(pid, folder))
                await Task.Delay(20, cancel);
        }
    }

    private static void ClearLeftover(ClusterFolder folder)
    {
        // A dead server that nobody has reaped still has its number, and PostgreSQL would take it for alive.
        File.Delete(folder.PidFile);
        foreach (var socket in Directory.GetFiles(folder.Sockets, ".s.PGSQL.*"))
            File.Delete(socket);
    }

    private static bool IsServerOf(int pid, ClusterFolder folder)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(folder.Cluster);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // gone
        }
    }
}
