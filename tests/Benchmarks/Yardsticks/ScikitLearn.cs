using System.Diagnostics;
using CoProduction.TestCommon;

namespace CoProduction.Benchmarks;

/// <summary>Runs one of the scripts beside this file with Debian's Python, whose package python3-sklearn is the yardstick.</summary>
internal static class ScikitLearn
{
    private const string Python = "/usr/bin/python3";

    /// <summary>What it prints. Throws when the script fails.</summary>
    public static async Task<string> RunAsync(string script, string file)
    {
        var start = new ProcessStartInfo(Python, [RepositoryFolder.At($"tests/Benchmarks/Yardsticks/{script}"), file]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{Python} does not start.");
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? printed : throw new InvalidOperationException($"{script} failed. It needs scikit-learn: apt-get install python3-sklearn");
    }
}
