using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;

namespace CoProduction.Host.Backups;

/// <summary>Looks whether a backup is as it was written: every byte by our sums, and by PostgreSQL's own program whether a server can start from it.</summary>
internal static class BackupCheck
{
    private const int Shown = 20;

    /// <summary>Says each thing that is wrong in a line (the first twenty, then how many), and throws with the first when there is one.</summary>
    public static async Task<BackupInfo> RunAsync(string path, Action<string> say, CancellationToken cancel)
    {
        var backup = new BackupFolder(path);
        var info = backup.Read();
        var problems = Checksums.Problems(path).ToList();
        if (problems.Count == 0 && await new BackupPrograms(PostgresBinaries.Find(null, info.Postgres)).FindFaultAsync(backup.Database, cancel) is { } fault)
            problems.Add($"database: {fault}");
        foreach (var problem in problems.Take(Shown))
            say(problem);
        if (problems.Count > Shown)
            say($"… and {problems.Count - Shown:N0} more");
        return problems.Count == 0
            ? info
            : throw new ServerException($"The backup {path} is damaged: {(problems.Count == 1 ? "1 problem" : $"{problems.Count:N0} problems")}, the first: {problems[0]}. Use another backup.");
    }
}
