using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using CoProduction.TestCommon.Hosting;

namespace CoProduction.Benchmarks;

/// <summary>What slow lines cost everybody else: the time of other calls beside eight stalled uploads and eight stalled downloads, and without them.</summary>
internal static class StalledLineCosts
{
    private const int EachWay = 8, Callers = 4, Rounds = 6;
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(10);

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync()
    {
        var folder = HostProcess.NewDataFolder();
        try
        {
            await using var host = await HostProcess.StartAsync(folder, withSample: true, settings: new Dictionary<string, string>
            {
                ["Limits__StreamsPerPerson"] = $"{EachWay}",
                // All calls are one person's and one token's.
                ["Limits__PersonPerMinute"] = "1000000",
                ["Limits__TokenPerMinute"] = "1000000",
            });
            var entry = await host.EnterAsync();
            using var program = entry.NewProgram();
            using var person = entry.NewPerson();
            var cycle = await CycleAsync(program);
            using var import = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cycles/{cycle}/imports") { Content = new StreamedFile(StalledLines.ManyLongRows(2_500)) };
            import.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            (await program.SendAsync(import)).EnsureSuccessStatusCode();
            Func<Task>[] calls =
            [
                () => program.GetStringAsync($"/api/v1/cycles/{cycle}"),
                () => program.GetStringAsync("/api/v1/projects"),
                () => person.GetStringAsync("/my-page"),
                () => person.GetStringAsync($"/cycles/{cycle}"),
            ];
            return [await CompareAsync(entry, cycle, calls)];
        }
        finally
        {
            HostProcess.DeleteFolder(folder);
        }
    }

    // In turns, so that a slow moment hits both.
    private static async Task<(string, string, string)> CompareAsync(Entry entry, string cycle, Func<Task>[] calls)
    {
        var (without, with) = (new List<double>(), new List<double>());
        await RoundAsync(calls);
        for (var round = 0; round < Rounds; round++)
        {
            without.AddRange(await RoundAsync(calls));
            await using var stalled = await StalledLines.BeginAsync(entry, cycle, EachWay);
            with.AddRange(await RoundAsync(calls));
        }
        var (mine, alone) = (NinetyNinth(with), NinetyNinth(without));
        return ($"other calls beside {EachWay} stalled uploads and {EachWay} stalled downloads: 99 % within, as a multiple of the same without them",
            $"{mine / alone:N2} × ({mine:N0} ms, {alone:N0} ms; {with.Count:N0} and {without.Count:N0} calls)", "≤ 1.5 ×");
    }

    private static async Task<List<double>> RoundAsync(Func<Task>[] calls)
    {
        var start = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var mine = new List<double>();
            for (var i = caller; Stopwatch.GetElapsedTime(start) < _round; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                await calls[i % calls.Length]();
                mine.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            return mine;
        })));
        return [.. times.SelectMany(mine => mine)];
    }

    private static double NinetyNinth(List<double> times) => times.Order().ElementAt(times.Count * 99 / 100);

    private static async Task<string> CycleAsync(HttpClient program)
    {
        var projects = await program.GetFromJsonAsync<JsonElement>("/api/v1/projects");
        foreach (var project in projects.GetProperty("projects").EnumerateArray())
        {
            var cycles = await program.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{project.GetProperty("projectId").GetString()}/cycles");
            foreach (var cycle in cycles.GetProperty("cycles").EnumerateArray())
                return cycle.GetProperty("cycleId").GetString()!;
        }
        throw new InvalidOperationException("The sample has no cycle.");
    }
}
