using System.Text;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Telemetry;

/// <summary>Every module in a process of its own, each exporting to a collector, after an import and a theming run that are full of one word.</summary>
public sealed class ObservedProcesses : IAsyncLifetime
{
    /// <summary>Stands in statements, in the file's name, in addresses and in headers, and nowhere else.</summary>
    public const string Word = "Quetzalbury";

    private readonly string _folder = HostProcess.NewDataFolder();
    private HostProcess _host = null!;
    private HttpClient _http = null!;

    internal Collector Collector { get; private set; } = null!;

    /// <summary>Where the first process shows its metrics; the others have the ports after it.</summary>
    public int MetricsPort { get; } = HostProcess.FreePort();

    /// <summary>What people see of the themes.</summary>
    public string Themes { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Collector = await Collector.StartAsync();
        var settings = Collector.Settings;
        settings["Metrics"] = $"http://127.0.0.1:{MetricsPort}";
        _host = await HostProcess.StartAsync(_folder, withSample: true, verb: "distributed", settings: settings);
        _http = (await _host.EnterAsync()).NewProgram();
        _http.DefaultRequestHeaders.UserAgent.ParseAdd(Word);
        await UseAsync(new RestClient(_http));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        await Collector.DisposeAsync();
        HostProcess.DeleteFolder(_folder);
    }

    private async Task UseAsync(RestClient rest)
    {
        var cycle = await rest.SampleCycleAsync();
        var rows = Enumerable.Range(0, 200).Select(i => new[] { "working", $"The {Word} bus is always on time, day {i}" });
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(CsvText.Of([["question", "statement"], .. rows]))) { Headers = { ContentType = new("text/csv") } };
        (await rest.SendAsync($"cycles/{cycle}/imports?file_name={Word}.csv", file)).EnsureSuccessStatusCode();
        using var nowhere = await _http.GetAsync(new Uri($"/{Word}?name={Word}", UriKind.Relative));
        using var started = await rest.SendAsync($"cycles/{cycle}/theming-runs", new StringContent("{}", Encoding.UTF8, "application/json"));
        var run = (await RestClient.ReadAsync(started)).GetProperty("runId").GetString();
        await Eventually.GetAsync(() => rest.GetAsync($"theming-runs/{run}"), answer => answer.GetProperty("state").GetString() == "proposed");
        Themes = (await rest.GetAsync($"cycles/{cycle}/themes?page_size=1000")).ToString();
    }
}
