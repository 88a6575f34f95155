using System.Diagnostics;

namespace CoProduction.Host.Processes;

/// <summary>A program that is run to its end.</summary>
internal static class EndingProcess
{
    /// <summary>What it says went wrong, in one line; null when it has ended well. It is ended when <paramref name="cancel"/> says so.</summary>
    public static async Task<string?> RunAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        using var process = Process.Start(start)!;
        await using var ending = cancel.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = (await process.StandardError.ReadToEndAsync(CancellationToken.None)).Trim();
        await output;
        await process.WaitForExitAsync(CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        return process.ExitCode == 0 ? null : $"{(error.Length > 0 ? error.ReplaceLineEndings(" ") : $"it ended with {process.ExitCode}")}";
    }
}
