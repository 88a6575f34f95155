using System.Net;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Distributed;

/// <summary>Starting every process on one machine, losing one, copying it all, and stopping.</summary>
public sealed class DistributedHostTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    private readonly string _backups = HostProcess.NewDataFolder();

    public void Dispose()
    {
        HostProcess.DeleteFolder(_folder);
        HostProcess.DeleteFolder(_backups);
    }

    [Fact]
    public async Task Distributed_AProcessIsKilledAndThenAllAreStopped_ItComesBackAndNothingIsLeft()
    {
        await using var host = await HostProcess.StartAsync(_folder, withSample: false, verb: "distributed", settings: new Dictionary<string, string> { ["Backup__Folder"] = _backups });
        using var http = new HttpClient();
        Assert.Equal(["analytics", "analytics", "gateway", "review", "stakeholder"], Modules().Select(process => process.Module).Order());

        foreach (var gateway in Modules().Where(process => process.Module == "gateway"))
            System.Diagnostics.Process.GetProcessById(gateway.Id).Kill();
        await Eventually.GetAsync(() => StatusAsync(http, host.Url + "/readyz"), status => status == HttpStatusCode.OK);
        Assert.Contains("gateway ended with", host.Output);

        await Eventually.GetAsync(() => Task.FromResult(host.Output), output => output.Contains("was made and checked", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
        Assert.Single(Directory.EnumerateDirectories(_backups));

        Assert.Equal(0, await host.InterruptAsync());
        Assert.Empty(StartedProcesses.Of(_folder));
    }

    private IEnumerable<(int Id, string Module)> Modules() => StartedProcesses.ModulesOf(_folder);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string url)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(url));
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return HttpStatusCode.ServiceUnavailable;
        }
    }
}
