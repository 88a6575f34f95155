using System.Net;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Identity;

/// <summary>A host at which people sign in with their organisation only, and a provider that comes and goes.</summary>
public sealed class ProviderOnlyTests(Browser browser) : IAsyncLifetime
{
    private readonly string _folder = HostProcess.NewDataFolder();
    private readonly int _port = HostProcess.FreePort();
    private HostProcess _host = null!;

    public async ValueTask InitializeAsync()
    {
        await SampleFolder.CopyToAsync(_folder);
        _host = await HostProcess.StartAsync(_folder, withSample: false, settings: new Dictionary<string, string>(ProviderHost.SettingsFor($"http://127.0.0.1:{_port}"))
        {
            ["Identity__BuiltInAccounts"] = "false",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        HostProcess.DeleteFolder(_folder);
    }

    [Fact]
    public async Task SignInPage_ProviderOnlyAndAway_OffersNoPasswordAndSaysSoUntilItIsBack()
    {
        var page = await browser.OpenAsync(_host.Url, phone: true);
        await page.GotoAsync("/sign-in");
        await Assertions.Expect(page.GetByLabel("Password")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with Wenlow Council" }).ClickAsync();
        await Assertions.Expect(page.GetByText("We cannot reach Wenlow Council just now.")).ToBeVisibleAsync();
        await Browser.AssertAccessibleAsync(page);

        await using var provider = await TestProvider.StartAsync(_port);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        await Eventually.GetAsync(
            () => http.GetAsync(_host.Url + "/sign-in/provider"), answer => answer.Headers.Location!.ToString().StartsWith(provider.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_ByPasswordWhereThereAreNone_Refused()
    {
        using var visitor = new Visitor(_host.Url);

        using var sent = await visitor.SubmitAsync("/sign-in/send-link", "send", ("Input.AccountName", "admin"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Contains("Here people sign in with their organisation only.", await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
