using System.Diagnostics;

namespace CoProduction.Benchmarks;

/// <summary>Runs one of the scripts beside this file with Debian's Python, whose package python3-sklearn is the yardstick.</summary>
internal static class ScikitLearn
{
    private const string Python = "/usr/bin/python3";

    /// <summary>The lines it prints, split at commas. Throws when the script fails.</summary>
    public static async Task<List<string[]>> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Yardsticks", script), .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{Python} does not start.");
        var lines = new List<string[]>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            lines.Add(line.Split(','));
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? lines
            : throw new InvalidOperationException($"{script} failed. It needs scikit-learn: apt-get install python3-sklearn");
    }
}
