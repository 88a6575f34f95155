using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Identity;

/// <summary>Signing in at a provider, in a browser, is the same in both modes.</summary>
public abstract class ProviderJourney(ProviderHost host, Browser browser)
{
    [Fact]
    public async Task SignIn_AtTheProviderFromAPage_BackOnThatPageWithTheMappedRoles()
    {
        var name = Name("Wren");
        host.Provider.Know(name, ["co-production staff", "choir"]);
        var page = await browser.OpenAsync(host.Url);
        await page.GotoAsync("/my-page");
        await Browser.AssertAccessibleAsync(page);

        await GoThroughProviderAsync(page, name);

        await page.WaitForURLAsync(host.Url + "/my-page");
        await Assertions.Expect(page.GetByText("Facilitator: Runs projects and cycles")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(name)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(ProviderHost.Wenlow)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Choose a new password" })).ToHaveCountAsync(0);
        await Browser.AssertAccessibleAsync(page);
        Assert.DoesNotContain(name, host.Output);
        Assert.Contains(host.Url + "/sign-in/provider/callback", host.Provider.RedirectUris);
    }

    [Fact]
    public async Task SignIn_RolesChangedAtTheProvider_OldOnesAreGoneAndNewOnesThere()
    {
        var name = Name("Robin");
        host.Provider.Know(name, ["co-production staff"], "riverside analysts");
        var page = await browser.OpenAsync(host.Url);
        await page.GotoAsync("/sign-in");
        await GoThroughProviderAsync(page, name);
        await page.GotoAsync("/partnerships");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = ProviderHost.Wenlow })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = ProviderHost.Riverside })).ToBeVisibleAsync();

        host.Provider.Know(name, ["panel"]);
        await page.GotoAsync("/sign-in");
        await GoThroughProviderAsync(page, name);

        await page.GotoAsync("/my-page"); // the only partnership that is left is chosen
        await Assertions.Expect(page.GetByText("Member with lived experience: Takes part")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Facilitator:")).ToHaveCountAsync(0);
        await page.GotoAsync("/people");
        await Assertions.Expect(page.GetByText("Your role does not allow this.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_NothingMapped_SaysSoAndLetsNobodyIn()
    {
        var name = Name("Lark");
        host.Provider.Know(name, ["choir"], "bowls");
        var page = await browser.OpenAsync(host.Url, phone: true);
        await page.GotoAsync("/projects");

        await GoThroughProviderAsync(page, name);

        await Assertions.Expect(page.GetByText("Wenlow Council knows you, but you have no role in a partnership here yet.")).ToBeVisibleAsync();
        await Browser.AssertAccessibleAsync(page);
        await page.GotoAsync("/my-page");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_PersonSaysNoAtTheProvider_SignInPageSaysSoAndLeadsOn()
    {
        var name = Name("Jay");
        host.Provider.Know(name, ["panel"]);
        var page = await browser.OpenAsync(host.Url, javaScript: false);
        await page.GotoAsync("/my-page");
        await StartAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "No, thank you" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You were not signed in, because Wenlow Council was told not to.")).ToBeVisibleAsync();

        await GoThroughProviderAsync(page, name);

        await page.WaitForURLAsync(host.Url + "/my-page");
    }

    private static async Task GoThroughProviderAsync(IPage page, string name)
    {
        await StartAsync(page);
        await page.GetByLabel("Your name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Contentinfo)).ToBeVisibleAsync(); // one of our pages again
    }

    private static Task StartAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Sign in with Wenlow Council" }).ClickAsync();

    private static string Name(string name) => $"{name} {Guid.NewGuid():N}";
}

/// <summary>In one process.</summary>
public sealed class ProviderJourneyTests(ProviderHost host, Browser browser) : ProviderJourney(host, browser), IClassFixture<ProviderHost>;

/// <summary>In many.</summary>
public sealed class DistributedProviderJourneyTests(DistributedProviderHost host, Browser browser)
    : ProviderJourney(host, browser), IClassFixture<DistributedProviderHost>;
