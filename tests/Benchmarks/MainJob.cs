using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;

namespace CoProduction.Benchmarks;

/// <summary>Measures what an analyst waits for: importing, theming, starting; and what it costs in memory. Through the door from outside, on the built host.</summary>
internal static class MainJob
{
    private const int Count = 100_000;

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync(Comments comments)
    {
        var results = new List<(string, string, string)>();
        var folder = HostProcess.NewDataFolder();
        try
        {
            await using (var host = await HostProcess.StartAsync(folder, withSample: true))
            {
                results.Add(await IdleMemoryAsync(host));
                using var http = await ClientAsync(host);
                var cycle = await FirstCycleAsync(http);
                results.AddRange(await ImportAsync(http, cycle, comments, folder));
                results.AddRange(await ThemeAsync(host, http, cycle));
            }
            results.Add(await StartAsync(folder));
        }
        finally
        {
            HostProcess.DeleteFolder(folder);
        }
        return results;
    }

    /// <summary>Imports a file into the sample's cycle.</summary>
    public static async Task ImportAsync(HttpClient program, byte[] file)
    {
        program.BaseAddress = new(program.BaseAddress!, "/api/v1/");
        await ImportAsync(program, await FirstCycleAsync(program), file);
    }

    private static async Task<(string, string, string)> IdleMemoryAsync(HostProcess host)
    {
        await Task.Delay(TimeSpan.FromSeconds(60));
        await using var memory = new ProcessMemory(host.Id);
        return ("PSS of the host 60 s after ready", $"{memory.NowMegabytes():N0} MB", "< 400 MB");
    }

    private static async Task<List<(string, string, string)>> ImportAsync(HttpClient http, string cycle, Comments comments, string folder)
    {
        const int rounds = 3;
        var ours = new List<double>();
        var bare = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            // The same reviews would add nothing.
            var file = comments.ToCsv(Count, $"R{round}");
            var start = Stopwatch.GetTimestamp();
            await ImportAsync(http, cycle, file);
            ours.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            bare.Add((await BareCopy.RunAsync(folder, comments.Take(Count))).TotalSeconds);
        }
        var (mine, yardstick) = (Median(ours), Median(bare));
        return
        [
            ($"import of {Count:N0} statements through the gateway (median of {rounds})", $"{mine:N2} s = {Count / mine:N0}/s", "≥ 25,000/s"),
            ("the same as a share of a bare binary COPY", $"{yardstick / mine:P0} (bare: {Count / yardstick:N0}/s)", "≥ 20 %"),
        ];
    }

    private static async Task ImportAsync(HttpClient http, string cycle, byte[] file)
    {
        using var response = await http.SendAsync(Post($"cycles/{cycle}/imports?file_name=feedback.csv", new ByteArrayContent(file) { Headers = { ContentType = new("text/csv") } }));
        response.EnsureSuccessStatusCode();
    }

    private static async Task<List<(string, string, string)>> ThemeAsync(HostProcess host, HttpClient http, string cycle)
    {
        await using var memory = new ProcessMemory(host.Id).Watch();
        var start = Stopwatch.GetTimestamp();
        using var started = await http.SendAsync(Post($"cycles/{cycle}/theming-runs", JsonContent.Create(new { })));
        started.EnsureSuccessStatusCode();
        var run = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString();
        var themed = await Eventually.GetAsync(
            () => http.GetFromJsonAsync<JsonElement>($"theming-runs/{run}"), state => state.GetProperty("state").GetString() == "proposed", TimeSpan.FromMinutes(5));
        var statements = themed.GetProperty("statements").GetInt64();
        await http.GetStringAsync($"cycles/{cycle}/themes?question=working");
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return
        [
            ($"theming {statements:N0} statements, queued → readable", $"{seconds:N1} s = {statements / seconds:N0}/s; for {Count:N0}: {seconds * Count / statements:N1} s", "< 20 s for 100,000"),
            ("peak PSS of the host meanwhile", $"{memory.PeakMegabytes:N0} MB", "< 1,024 MB"),
        ];
    }

    private static async Task<(string, string, string)> StartAsync(string folder)
    {
        var start = Stopwatch.GetTimestamp();
        await using var host = await HostProcess.StartAsync(folder, withSample: true);
        using var http = new HttpClient();
        (await http.GetAsync(host.Url + "/sign-in")).EnsureSuccessStatusCode();
        return ("start on existing data → first page", $"{Stopwatch.GetElapsedTime(start).TotalSeconds:N1} s", "< 5 s");
    }

    private static async Task<string> FirstCycleAsync(HttpClient http)
    {
        var projects = await http.GetFromJsonAsync<JsonElement>("projects");
        foreach (var project in projects.GetProperty("projects").EnumerateArray())
        {
            var cycles = await http.GetFromJsonAsync<JsonElement>($"projects/{project.GetProperty("projectId").GetString()}/cycles");
            foreach (var cycle in cycles.GetProperty("cycles").EnumerateArray())
                return cycle.GetProperty("cycleId").GetString()!;
        }
        throw new InvalidOperationException("The sample has no cycle.");
    }

    private static async Task<HttpClient> ClientAsync(HostProcess host)
    {
        var http = (await host.EnterAsync()).NewProgram();
        http.BaseAddress = new(host.Url + "/api/v1/");
        return http;
    }

    private static HttpRequestMessage Post(string path, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
