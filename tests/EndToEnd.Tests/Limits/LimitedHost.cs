using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Limits;

/// <summary>The built host with its sample, where everybody may ask once a second.</summary>
public sealed class LimitedHost : IAsyncLifetime
{
    private readonly string _folder = HostProcess.NewDataFolder();
    private HostProcess _host = null!;

    public string Url => _host.Url;

    public string Metrics { get; } = $"http://127.0.0.1:{HostProcess.FreePort()}";

    public Entry Entry { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await SampleFolder.CopyToAsync(_folder);
        _host = await HostProcess.StartAsync(_folder, withSample: true, settings: new Dictionary<string, string>
        {
            ["Limits__PersonPerMinute"] = "60",
            ["Limits__TokenPerMinute"] = "60",
            ["Limits__AddressPerMinute"] = "60",
            ["Metrics"] = Metrics,
        });
        Entry = await _host.EnterAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        HostProcess.DeleteFolder(_folder);
    }
}
