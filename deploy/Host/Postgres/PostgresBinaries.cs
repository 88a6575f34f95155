using System.Diagnostics;
using System.Text.RegularExpressions;
using CoProduction.Host.Processes;

namespace CoProduction.Host.Postgres;

/// <summary>A folder with <c>initdb</c> and <c>postgres</c>, and their major version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    private const int Oldest = 15;

    /// <summary>
    /// The newest PostgreSQL on this machine, or for a cluster that exists the one of its major version. Looks in Debian's folders and on the PATH.
    /// </summary>
    public static PostgresBinaries Find(string? folder, int? clusterMajor)
    {
        var found = (folder is null ? Candidates() : [folder])
            .Where(candidate => File.Exists(Path.Combine(candidate, "initdb")) && File.Exists(Path.Combine(candidate, "postgres")))
            .Select(candidate => new PostgresBinaries(candidate, MajorOf(candidate)))
            .Where(binaries => binaries.Major >= Oldest)
            .OrderByDescending(binaries => binaries.Major)
            .ToList();
        if (found.Count == 0)
            throw new ServerException($"PostgreSQL {Oldest} or newer was not found. Install it: apt-get install postgresql (Debian, Ubuntu), or brew install postgresql (macOS).");
        return clusterMajor is null
            ? found[0]
            : found.FirstOrDefault(binaries => binaries.Major == clusterMajor)
                ?? throw new ServerException(
                    $"The data folder was made by PostgreSQL {clusterMajor}, but this machine has {string.Join(", ", found.Select(b => b.Major))}. Install PostgreSQL {clusterMajor}, or start with an empty DATA_DIR.");
    }

    public string PathOf(string program) => Path.Combine(Folder, program);

    private static IEnumerable<string> Candidates()
    {
        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian) ? Directory.GetDirectories(debian).Select(version => Path.Combine(version, "bin")) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed.Concat(path);
    }

    private static int MajorOf(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "postgres"), ["--version"]) { RedirectStandardOutput = true })!;
        var version = VersionNumber().Match(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return version.Success ? int.Parse(version.Value) : 0;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex VersionNumber();
}
