using System.Diagnostics;
using CoProduction.Benchmarks.Size;
using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;
using CoProduction.TestCommon.Hosting;
using Dapper;
using Npgsql;

namespace CoProduction.Benchmarks;

/// <summary>How long a backup of a large partnership takes while it runs, looking through it, and restoring it, beside a plain copy of the same bytes that is on the disk at its end.</summary>
internal static class BackupCosts
{
    private const int Rounds = 3;
    private static readonly LargePartnership _large = new(10_000, 100_000);
    private const int Statements = 300_000;

    /// <param name="comments">What is imported.</param>
    /// <param name="part">The whole partnership, or that part of it: 10 for a tenth.</param>
    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync(Comments comments, int part)
    {
        var (data, elsewhere) = (HostProcess.NewDataFolder(), HostProcess.NewDataFolder());
        try
        {
            await using var host = await HostProcess.StartAsync(data, withSample: true);
            await FillAsync(host, data, comments, _large with { Projects = _large.Projects / part, People = _large.People / part }, Statements / part);
            var (backups, checks, restores, copies) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            var bytes = 0L;
            for (var round = 0; round < Rounds; round++)
            {
                var (backup, copy, restored) = (Path.Combine(elsewhere, "backup"), Path.Combine(elsewhere, "copy"), Path.Combine(elsewhere, "restored"));
                backups.Add(await VerbAsync("backup", backup, "--data-dir", data));
                copies.Add(Time(() => Copy(backup, copy)));
                checks.Add(await VerbAsync("backup", "--verify", backup));
                restores.Add(await VerbAsync("restore", backup, "--data-dir", restored));
                bytes = new DirectoryInfo(backup).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
                foreach (var folder in new[] { backup, copy, restored })
                    Directory.Delete(folder, recursive: true);
            }
            var plain = Median(copies);
            return
            [
                ($"backup of {_large.People / part:N0} people and {Statements / part:N0} statements, while it runs (median of {Rounds})", $"{Median(backups):N1} s, {bytes / 1e6:N0} MB", ""),
                ("the same as a multiple of a plain copy of the same bytes to the disk", $"{Median(backups) / plain:N1} × ({plain:N1} s)", ""),
                ("looking through it (--verify)", $"{Median(checks):N1} s, {Median(checks) / plain:N1} ×", ""),
                ("restoring it, until its database has started once", $"{Median(restores):N1} s, {Median(restores) / plain:N1} ×", ""),
            ];
        }
        finally
        {
            HostProcess.DeleteFolder(data);
            HostProcess.DeleteFolder(elsewhere);
        }
    }

    private static async Task FillAsync(HostProcess host, string data, Comments comments, LargePartnership partnership, int statements)
    {
        using (var http = (await host.EnterAsync()).NewProgram(TimeSpan.FromMinutes(10)))
            await MainJob.ImportAsync(http, comments.ToCsv(statements));
        await using var superuser = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(new ClusterFolder(data, ServerAccount.Choose()).SuperuserConnectionString) { Database = "coproduction_stakeholder" }.ConnectionString);
        await superuser.OpenAsync();
        await partnership.FillAsync(superuser, await superuser.QuerySingleAsync<Guid>("SELECT partnership_id FROM partnership"));
    }

    private static async Task<double> VerbAsync(params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(HostProcess.StartInfo(arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(start).TotalSeconds : throw new InvalidOperationException(await error);
    }

    private static void Copy(string from, string to)
    {
        Disk.MakePrivateFolder(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Disk.MakePrivateFolder(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            Disk.CopyFile(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        Disk.FlushFolders(to);
    }

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
