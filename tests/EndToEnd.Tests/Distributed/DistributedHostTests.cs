using System.Net;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Distributed;

/// <summary>Starting every process on one machine, losing one, and stopping.</summary>
public sealed class DistributedHostTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    public DistributedHostTests() =>
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Distributed_AProcessIsKilledAndThenAllAreStopped_ItComesBackAndNothingIsLeft()
    {
        await using var host = await HostProcess.StartAsync(_folder, withSample: false, verb: "distributed");
        using var http = new HttpClient();
        Assert.Equal(["analytics", "analytics", "gateway", "review", "stakeholder"], Modules().Select(process => process.Module).Order());

        foreach (var gateway in Modules().Where(process => process.Module == "gateway"))
            System.Diagnostics.Process.GetProcessById(gateway.Id).Kill();
        await Eventually.GetAsync(() => StatusAsync(http, host.Url + "/readyz"), status => status == HttpStatusCode.OK);
        Assert.Contains("gateway ended with", host.Output);

        Assert.Equal(0, await host.InterruptAsync());
        Assert.Empty(Processes());
    }

    private IEnumerable<(int Id, string Module)> Modules() =>
        from process in Processes()
        let module = process.Environment.FirstOrDefault(variable => variable.StartsWith("Modules=", StringComparison.Ordinal))
        where module is not null
        select (process.Id, module["Modules=".Length..]);

    // Everything that was started has the data folder in its environment, as this start was given it.
    private IEnumerable<(int Id, string[] Environment)> Processes() =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), out _)
        let environment = Environment(folder)
        where environment.Contains($"DATA_DIR={_folder}")
        select (int.Parse(Path.GetFileName(folder)), environment);

    private static string[] Environment(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ")).Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // it has just ended, or is somebody else's
        }
    }

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
