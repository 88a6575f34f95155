using System.Net;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Telemetry;

/// <summary>What one process with all modules tells of itself.</summary>
public sealed class StandaloneTelemetryTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Metrics_AddressGiven_AreThereForAllModulesAndNotAtThePages()
    {
        var address = $"http://127.0.0.1:{HostProcess.FreePort()}";
        await using var host = await HostProcess.StartAsync(_folder, withSample: true, settings: new Dictionary<string, string> { ["Metrics"] = address });
        using var metrics = new MetricsReader(address);
        using var http = new HttpClient();

        Assert.Equal(0, await metrics.ReadAsync("coproduction_inbox_stuck", "review"));
        Assert.Equal(0, await metrics.ReadAsync("coproduction_inbox_stuck", "stakeholder"));
        Assert.True(await metrics.ReadAsync("coproduction_event_lag_seconds_count", "stakeholder") > 0);
        using var page = await http.GetAsync(new Uri(host.Url + "/metrics"));
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        using var other = await http.GetAsync(new Uri(address + "/"));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task Metrics_AddressTaken_IsRefusedInOneLine()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var (exitCode, _, error) = await HostProcess.RunToEndAsync(
            new Dictionary<string, string> { ["Metrics"] = $"http://{listener.LocalEndpoint}", ["DATA_DIR"] = _folder, ["PORT"] = $"{HostProcess.FreePort()}" }, "run");

        Assert.Equal(1, exitCode);
        Assert.Contains("the setting Metrics is taken", Assert.Single(error.Trim().Split('\n')));
    }
}
