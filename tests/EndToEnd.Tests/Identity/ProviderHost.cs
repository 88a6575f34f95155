using System.Text.RegularExpressions;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Identity;

/// <summary>The built host with a provider, whose groups and teams mean roles in two partnerships.</summary>
public class ProviderHost : IAsyncLifetime
{
    public const string Wenlow = "Wenlow partnership";
    public const string Riverside = "Riverside partnership";
    private readonly string _verb;
    private readonly string _folder = HostProcess.NewDataFolder();
    private HostProcess _host = null!;

    public ProviderHost() : this("run")
    {
    }

    protected ProviderHost(string verb) => _verb = verb;

    public string Url => _host.Url;

    public string Output => _host.Output;

    public TestProvider Provider { get; private set; } = null!;

    /// <summary>Settings for this provider.</summary>
    public static Dictionary<string, string> SettingsFor(string provider) => new()
    {
        ["Oidc__Authority"] = provider,
        ["Oidc__ClientId"] = TestProvider.ClientId,
        ["Oidc__ClientSecret"] = TestProvider.ClientSecret,
        ["Oidc__Name"] = "Wenlow Council",
        ["Oidc__Mapping__0__Claim"] = "groups",
        ["Oidc__Mapping__0__Value"] = "co-production staff",
        ["Oidc__Mapping__0__Partnership"] = Wenlow,
        ["Oidc__Mapping__0__Role"] = Roles.Facilitator,
        ["Oidc__Mapping__1__Claim"] = "groups",
        ["Oidc__Mapping__1__Value"] = "panel",
        ["Oidc__Mapping__1__Partnership"] = Wenlow,
        ["Oidc__Mapping__1__Role"] = Roles.Member,
        ["Oidc__Mapping__2__Claim"] = "teams",
        ["Oidc__Mapping__2__Value"] = "riverside analysts",
        ["Oidc__Mapping__2__Partnership"] = Riverside.ToUpperInvariant(),
        ["Oidc__Mapping__2__Role"] = Roles.Analyst,
    };

    public async ValueTask InitializeAsync()
    {
        Provider = await TestProvider.StartAsync();
        _host = await HostProcess.StartAsync(_folder, withSample: false, verb: _verb, settings: SettingsFor(Provider.Url));
        await SetUpPartnershipsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _host.DisposeAsync();
        await Provider.DisposeAsync();
        HostProcess.DeleteFolder(_folder);
    }

    private async Task SetUpPartnershipsAsync()
    {
        using var administrator = new Visitor(Url);
        using var entered = await administrator.SignInAsync("admin", Regex.Match(Output, "one-time password (\\S+)").Groups[1].Value);
        using var chosen = await administrator.SubmitAsync("/password", "password", ("Input.New", Entry.Password));
        foreach (var name in (string[])[Wenlow, Riverside])
        {
            using var made = await administrator.SubmitAsync("/partnerships/new", "partnership", ("Input.Name", name));
            Assert.True(made.IsSuccessStatusCode, $"{name} could not be set up: {made.StatusCode} at {made.RequestMessage!.RequestUri}: {await made.Content.ReadAsStringAsync()}");
        }
    }
}

/// <summary>The same with each module in a process of its own.</summary>
public sealed class DistributedProviderHost() : ProviderHost("distributed");
