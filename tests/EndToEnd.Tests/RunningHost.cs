using CoProduction.EndToEnd.Tests;
using CoProduction.TestCommon.Hosting;
using Xunit;

[assembly: AssemblyFixture(typeof(RunningHost))]

namespace CoProduction.EndToEnd.Tests;

/// <summary>The built host with its sample, started once for all tests that leave it running.</summary>
public class RunningHost : IAsyncLifetime
{
    private readonly string _verb;
    private readonly string _folder = HostProcess.NewDataFolder();
    private HostProcess _host = null!;

    public RunningHost() : this("run")
    {
    }

    protected RunningHost(string verb) => _verb = verb;

    public string Url => _host.Url;

    public string Output => _host.Output;

    /// <summary>Where its data is.</summary>
    public string Folder => _folder;

    /// <summary>The way in.</summary>
    public Entry Entry { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (_verb == "run")
            await SampleFolder.CopyToAsync(_folder);
        _host = await HostProcess.StartAsync(_folder, withSample: true, verb: _verb);
        Entry = await _host.EnterAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _host.DisposeAsync();
        HostProcess.DeleteFolder(_folder);
    }
}
