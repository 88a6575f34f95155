using System.Net;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Keys;

/// <summary>One process with everything in it, on a folder in which something is not as it should be.</summary>
public sealed class NotWellTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Pages_StrayAndDamagedKeysAndAFullDisk_WorkAndAdministratorsAreTold()
    {
        await SampleFolder.CopyToAsync(_folder);
        var keys = Path.Combine(_folder, "keys", "tokens");
        await File.WriteAllTextAsync(Path.Combine(keys, "backup.key"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(keys, "000001.key"), "", TestContext.Current.CancellationToken);
        await using var host = await HostProcess.StartAsync(
            _folder, withSample: true, settings: new Dictionary<string, string> { ["Health__LeastFreeMegabytes"] = "1000000000" });
        var entry = await host.EnterAsync();

        using (var program = entry.NewProgram())
        {
            Assert.NotEmpty(await new RestClient(program).SampleCycleAsync());
            using var ready = await program.GetAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Not ready: disk, review, stakeholder. The log says why.\n"),
                (ready.StatusCode, await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }
        Assert.Contains("backup.key", host.Output);
        Assert.Contains("000001.key cannot be read", host.Output);
        using var administrator = entry.NewPerson();
        await Eventually.GetAsync(
            () => administrator.GetStringAsync(new Uri("/partnerships", UriKind.Relative), TestContext.Current.CancellationToken),
            page => page.Contains("Something is wrong with this installation") && page.Contains("MB are free, and"));
        using var analyst = new Visitor(host.Url);
        await analyst.SignInAsDemoAsync("analyst");
        Assert.DoesNotContain("Something is wrong with this installation", await analyst.ReadAsync("/projects"));
    }

    [Fact]
    public async Task Run_KeyOfFormsIsDamaged_RefusedInOneLine()
    {
        await SampleFolder.CopyToAsync(_folder);
        var file = Directory.GetFiles(Path.Combine(_folder, "keys", "forms"), "*.xml").First();
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var (exitCode, output) = await HostProcess.StartInVainAsync(_folder, HostProcess.FreePort());

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"The key file {file} is damaged", Assert.Single(output.Trim().Split('\n')));
    }
}
