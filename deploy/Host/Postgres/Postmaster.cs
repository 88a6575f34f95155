using System.Diagnostics;
using CoProduction.Host.Processes;

namespace CoProduction.Host.Postgres;

/// <summary>The running server process, and what a killed host may have left of an earlier one.</summary>
internal sealed class Postmaster
{
    private const int Interrupt = 2; // PostgreSQL's fast stop: sessions end, nothing is lost
    private readonly Process _process;

    private Postmaster(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public static async Task<Postmaster> StartAsync(PostgresBinaries binaries, ServerAccount account, ClusterFolder folder, string[] settings, CancellationToken cancel)
    {
        await StopLeftoverAsync(folder, cancel);
        string[] server =
        [
            binaries.PathOf("postgres"), "-D", folder.Cluster, "-k", folder.Sockets,
            .. new[]
            {
                "listen_addresses=", "unix_socket_permissions=0700", "shared_buffers=128MB", "max_connections=60", "logging_collector=off",
                // What people said must not reach the log with an error.
                "log_min_error_statement=panic", "log_error_verbosity=terse", "log_statement=none",
            }.Concat(settings).SelectMany(setting => new[] { "-c", setting }),
        ];
        return new(await BoundProcess.StartAsync(account, server, folder.Log, "INT"));
    }

    public async Task StopAsync()
    {
        BoundProcess.Signal(_process, Interrupt);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

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
