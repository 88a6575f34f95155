using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CoProduction.Analytics.Theming;
using CoProduction.TestCommon.Hosting;

namespace CoProduction.Benchmarks;

/// <summary>How fast statements are themed: in memory beside scikit-learn, and by the verb <c>theme</c> from file to files.</summary>
internal static class ThemeSpeed
{
    private const int Themes = 40, Beside = 200_000, Million = 1_000_000;

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync(Comments comments) =>
        [.. await BesideScikitLearnAsync(comments), .. await VerbAsync(comments, Million), .. await VerbAsync(comments, 10 * Million)];

    private static async Task<List<(string, string, string)>> BesideScikitLearnAsync(Comments comments)
    {
        string[] texts = [.. comments.Take(Beside).Select(comment => comment.Text)];
        var (whole, assigning) = (double.MaxValue, double.MaxValue);
        // The better of two, as of scikit-learn, so that compiling is not counted.
        for (var round = 0; round < 2; round++)
        {
            var start = Stopwatch.GetTimestamp();
            new ThemingEngine().Theme(texts, Facet.General, new(Themes), null, CancellationToken.None);
            whole = Math.Min(whole, Stopwatch.GetElapsedTime(start).TotalSeconds);
            var fitted = new ThemingEngine().Fit([.. texts.Where((_, i) => i % (Beside / 20_000) == 0)], Beside, Facet.General, new(Themes), null, CancellationToken.None);
            start = Stopwatch.GetTimestamp();
            fitted.Assigner.Assign(texts, -1, CancellationToken.None);
            assigning = Math.Min(assigning, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        var theirs = await TheirsAsync(texts);
        return
        [
            Row($"theming {Beside:N0} comments, k = {Themes}, as a multiple of scikit-learn's speed (both fit on 20,000)", whole, theirs[0], "≥ 3 ×"),
            Row("assigning them alone", assigning, theirs[1], "≥ 8 ×"),
        ];
    }

    private static (string, string, string) Row(string what, double ours, double theirs, string aim) =>
        (what, $"{theirs / ours:F1} × ({Beside / ours:N0}/s, scikit-learn {Beside / theirs:N0}/s)", aim);

    private static async Task<double[]> TheirsAsync(string[] texts)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(texts));
            return [.. (await ScikitLearn.RunAsync("speed.py", file)).Split(',').Select(seconds => double.Parse(seconds, CultureInfo.InvariantCulture))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<List<(string, string, string)>> VerbAsync(Comments comments, int count)
    {
        var folder = HostProcess.NewDataFolder();
        try
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, "comments.csv");
            comments.WriteCsv(file, count);
            var start = HostProcess.StartInfo(["theme", file, "--text", "statement", "--themes", $"{Themes}", "--out", Path.Combine(folder, "out")]);
            start.Environment["DOTNET_TieredCompilation"] = "0"; // as deploy/theme does
            using var process = Process.Start(start)!;
            await using var memory = new ProcessMemory(process.Id).Watch();
            var said = (await process.StandardOutput.ReadToEndAsync()).Trim().Split('\n');
            await process.WaitForExitAsync();
            return
            [
                ($"theming a file of {count:N0} comments, k = {Themes}, by the verb", $"{said[0]}; {said[^1]}", count == Million ? "< 5 s" : "linear"),
                ("its peak memory (PSS)", $"{memory.PeakMegabytes:N0} MB", "< 600 MB"),
            ];
        }
        finally
        {
            HostProcess.DeleteFolder(folder);
        }
    }
}
