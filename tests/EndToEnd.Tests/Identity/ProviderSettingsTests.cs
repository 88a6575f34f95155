using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Identity;

/// <summary>A gateway in a process of its own that is told of a provider, rightly or not.</summary>
public sealed class ProviderSettingsTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Theory]
    [InlineData("Oidc__Authority", "", "Oidc:Authority .* is missing: ")]
    [InlineData("Oidc__Authority", "http://login.example", "Oidc:Authority .* is wrong: ")]
    [InlineData("Oidc__ClientId", "", "Oidc:ClientId .* is missing: ")]
    [InlineData("Oidc__ClientSecret", "", "Oidc:ClientSecret .* is missing: ")]
    [InlineData("Oidc__ClientSecretFile", "/no/such/file", "Oidc:ClientSecretFile .* is wrong")]
    [InlineData("Oidc__Mapping__1__Claim", "", "Oidc:Mapping:1:Claim .*Oidc__Mapping__1__Claim.* is missing: ")]
    [InlineData("Oidc__Mapping__1__Partnership", "", "Oidc:Mapping:1:Partnership .* is missing: ")]
    [InlineData("Oidc__Mapping__2__Role", "king", "Oidc:Mapping:2:Role .* is wrong: one of administrator, ")]
    public async Task Run_SettingMissingOrWrong_RefusedInOneLineWithItsName(string variable, string value, string expected)
    {
        var settings = Settings();
        settings[variable] = value;

        var (exitCode, _, error) = await HostProcess.RunToEndAsync(settings, "run");

        Assert.Equal(1, exitCode);
        Assert.Matches($"^gateway: the setting {expected}", Assert.Single(error.Trim().Split('\n')));
        Assert.DoesNotContain(TestProvider.ClientSecret, error);
    }

    [Fact]
    public async Task Run_NoMapping_RefusedInOneLine()
    {
        var settings = Settings().Where(setting => !setting.Key.Contains("Mapping")).ToDictionary();

        var (exitCode, _, error) = await HostProcess.RunToEndAsync(settings, "run");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("gateway: the setting Oidc:Mapping:0:Claim ", Assert.Single(error.Trim().Split('\n')));
    }

    [Fact]
    public async Task Run_BehindTls_SendsPeopleWithItsPublicAddressAndCookiesForItAlone()
    {
        await using var provider = await TestProvider.StartAsync();
        var secret = Path.Combine(_folder, "secret");
        await File.WriteAllTextAsync(secret, TestProvider.ClientSecret + "\n", TestContext.Current.CancellationToken);
        var settings = Settings(provider.Url);
        settings.Remove("Oidc__ClientSecret");
        settings["Oidc__ClientSecretFile"] = secret;
        settings["Gateway__PublicUrl"] = "https://coproduction.example";
        await using var gateway = HostProcess.StartModule(settings);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        using var start = (await Eventually.GetAsync(() => AskAsync(http, settings["Listen"] + "/sign-in/provider"), answer => answer is not null))!;

        Assert.Contains("redirect_uri=https%3A%2F%2Fcoproduction.example%2Fsign-in%2Fprovider%2Fcallback", start.Headers.Location!.Query);
        Assert.All(start.Headers.GetValues("Set-Cookie"), cookie => Assert.Matches("^__Host-coproduction-.*; path=/; secure; samesite=lax; httponly$", cookie));
    }

    private static async Task<HttpResponseMessage?> AskAsync(HttpClient http, string url)
    {
        try
        {
            return await http.GetAsync(new Uri(url));
        }
        catch (HttpRequestException)
        {
            return null; // it does not listen yet
        }
    }

    private Dictionary<string, string> Settings(string provider = "https://login.example")
    {
        var settings = ProviderHost.SettingsFor(provider);
        settings["Modules"] = "gateway";
        settings["Listen"] = $"http://127.0.0.1:{HostProcess.FreePort()}";
        settings["DataDir"] = _folder;
        settings["Services__stakeholder"] = settings["Services__review"] = $"http://127.0.0.1:{HostProcess.FreePort()}";
        return settings;
    }
}
