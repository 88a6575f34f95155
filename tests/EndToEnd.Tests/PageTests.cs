using CoProduction.EndToEnd.Tests.Access;
using CoProduction.Shared.Access;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

public class PageTests(RunningHost host, Browser browser)
{
    /// <summary>Every page of the table of permissions.</summary>
    public static TheoryData<string> Pages =>
    [
        .. Permissions.Pages.Where(page => !page.StartsWith("/api/", StringComparison.Ordinal) && Path.GetExtension(page).Length == 0)
            .Except(["/", "/cycles/{cycleId:guid}/import-file", "/people/import-file", "/sign-in/provider"]), // they show nothing themselves
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_OfTheTable_OnAPhone_HasNothingThatAxeFindsAndNoSidewaysScrolling(string pattern)
    {
        var page = await browser.PhoneAsync(host.Entry);
        await page.GotoAsync(new Route("GET", pattern, null).Of(await SampleThings.FindAsync(host.Entry)));

        await AssertGoodOnAPhoneAsync(page);
    }

    [Theory]
    [InlineData("/audit?service=review&from=yesterday&person=somebody")]
    [InlineData("/no-such-page")]
    [InlineData("/cycles/00000000-0000-7000-8000-00000000dead")]
    public async Task Page_OnAPhone_HasNothingThatAxeFindsAndNoSidewaysScrolling(string address)
    {
        var page = await browser.OpenAsync(host.Entry, phone: true);
        await page.GotoAsync(address);

        await AssertGoodOnAPhoneAsync(page);
    }

    [Fact]
    public async Task Page_AfterAForm_OnAPhone_HasNothingThatAxeFindsAndNoSidewaysScrolling()
    {
        var page = await browser.OpenAsync(host.Entry, phone: true);
        await page.GotoAsync("/people/add");
        await page.GetByLabel("Their name").FillAsync("Philippa Featherstonehaugh-Cholmondeley");
        await page.GetByLabel("Sign-in name").FillAsync($"philippa.featherstonehaugh-cholmondeley.{Guid.NewGuid():N}@partnership.example");
        await page.GetByLabel("Analyst", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite them" }).ClickAsync();
        await Assertions.Expect(page.Locator(".site-secret")).ToContainTextAsync("/sign-in/link");
        await AssertGoodOnAPhoneAsync(page);
        await page.GotoAsync("/people");
        await AssertGoodOnAPhoneAsync(page);

        await page.GotoAsync("/people/add");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite them" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await AssertGoodOnAPhoneAsync(page);

        await page.GotoAsync("/api-tokens");
        await page.GetByLabel("Which program is it for?").FillAsync("Sends the reviews over every night");
        await page.GetByLabel("See projects").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await Assertions.Expect(page.Locator(".site-secret")).ToContainTextAsync("coproduction_");
        await AssertGoodOnAPhoneAsync(page);

        await page.GotoAsync("/recovery-codes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make ten new codes" }).ClickAsync();
        await Assertions.Expect(page.Locator(".site-secret li")).ToHaveCountAsync(10);
        await AssertGoodOnAPhoneAsync(page);
    }

    [Fact]
    public async Task Page_WithAVeryLongWordOnAPhone_DoesNotScrollSideways()
    {
        var word = $"Llanfair{Guid.NewGuid():N}{Guid.NewGuid():N}";
        var page = await browser.OpenAsync(host.Entry, phone: true);
        await page.GotoAsync("/projects/new");
        await page.GetByLabel("Name").FillAsync(word);
        await page.GetByLabel("What is it for?").FillAsync(word);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up the project" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(word);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await page.GotoAsync("/projects");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = word })).ToBeVisibleAsync();
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Page_Printed_HasNoAddressesOfThisPlaceBesideItsLinks()
    {
        var page = await browser.OpenAsync(host.Entry);
        await page.GotoAsync(new Route("GET", "/projects/{projectId:guid}", null).Of(await SampleThings.FindAsync(host.Entry)));
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main a')].filter(link => link.checkVisibility() && getComputedStyle(link, '::after').content.includes('Link:')).map(link => link.href)
            """));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Where it stands" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_ByKeyboard_ReachesTheMainContentFirst()
    {
        var page = await browser.OpenAsync(host.Entry);
        await page.GotoAsync("/projects");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to main content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#maincontent")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task List_LongerThanAPage_GoesOnAtNextPage()
    {
        using var http = host.Entry.NewProgram();
        var rest = new RestClient(http);
        var rows = string.Concat(Enumerable.Range(1, 60).Select(row => $"sideways,Row {row} of {Guid.NewGuid()}\n"));
        using var refused = await rest.ImportAsync(await rest.SampleCycleAsync(), System.Text.Encoding.UTF8.GetBytes("question,statement\n" + rows));
        var import = (await RestClient.ReadAsync(refused)).GetProperty("importId").GetString();
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync($"/imports/{import}");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "61", Exact = true })).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "61", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next page" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the first page" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "2", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Theme_ThatAStatementOfAnotherHasSecond_ShowsItAndTheWayToItsOwn()
    {
        using var http = host.Entry.NewProgram();
        var (text, first, second, secondName) = await StatementOfTwoThemesAsync(new RestClient(http));
        var page = await browser.OpenAsync(host.Entry, phone: true);
        await page.GotoAsync($"/themes/{second}");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Also said here" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("h2#also ~ blockquote").Filter(new() { HasText = text }).First).ToBeVisibleAsync();
        await AssertGoodOnAPhoneAsync(page);
        await page.Locator($"h2#also ~ p a[href='/themes/{first}']").First.ClickAsync();
        await AssertGoodOnAPhoneAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = secondName, Exact = true }).First).ToHaveAttributeAsync("href", $"/themes/{second}");
        using var person = host.Entry.NewPerson();
        var csv = await person.GetStringAsync($"/cycles/{await new RestClient(http).SampleCycleAsync()}/statements.csv");
        Assert.Contains(",similarity,reason,second_theme\r\n", csv);
        Assert.Matches($",\"?{System.Text.RegularExpressions.Regex.Escape(secondName)}\"?\r\n", csv);
    }

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+44 is all I was given")]
    [InlineData("-1+cmd|' /C calc'!A0")]
    [InlineData("@SUM(1)")]
    public async Task Download_StatementLikeAFormula_IsTextToASpreadsheet(string statement)
    {
        using var http = host.Entry.NewProgram();
        var rest = new RestClient(http);
        var cycle = await rest.SampleCycleAsync();
        using var added = await rest.ImportAsync(cycle, System.Text.Encoding.UTF8.GetBytes($"question,statement\nworking,{statement}\n"));

        using var person = host.Entry.NewPerson();
        var csv = await person.GetStringAsync($"/cycles/{cycle}/statements.csv");

        Assert.Contains($",'{statement},", csv);
        Assert.DoesNotContain($",{statement}", csv);
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        using var http = host.Entry.NewPerson();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "project", ["Input.Name"] = "Forged", ["Input.Purpose"] = "x" });

        using var response = await http.PostAsync("/projects/new", form);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("Forged", await http.GetStringAsync("/projects"));
    }

    [Fact]
    public async Task Upload_WithoutItsToken_IsRefused()
    {
        using var program = host.Entry.NewProgram();
        var cycle = await new RestClient(program).SampleCycleAsync();
        using var http = host.Entry.NewPerson();
        using var form = new MultipartFormDataContent { { new StringContent("question,statement\nworking,Forged\n"), "file", "reviews.csv" } };

        using var response = await http.PostAsync($"/cycles/{cycle}/import-file", form);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Request_ToAnotherHostName_IsRefused()
    {
        using var http = host.Entry.NewPerson();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/projects") { Headers = { Host = "evil.example" } };

        using var response = await http.SendAsync(request);

        Assert.Equal(System.Net.HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    // Among the first 25 of its theme, which is what the page shows.
    private static async Task<(string Text, string First, string Second, string SecondName)> StatementOfTwoThemesAsync(RestClient rest)
    {
        var themes = (await rest.GetAsync($"cycles/{await rest.SampleCycleAsync()}/themes?page_size=1000")).GetProperty("themes");
        foreach (var theme in themes.EnumerateArray().Select(theme => theme.GetProperty("themeId").GetString()!))
            foreach (var statement in (await rest.GetAsync($"themes/{theme}/statements?page_size=25")).GetProperty("statements").EnumerateArray())
                if (statement.GetProperty("secondThemeId").GetString() is { } second)
                    return (statement.GetProperty("text").GetString()!, theme, second, statement.GetProperty("secondTheme").GetString()!);
        throw new InvalidOperationException("No statement of the sample has a second theme.");
    }

    private static async Task AssertGoodOnAPhoneAsync(IPage page)
    {
        await Browser.AssertAccessibleAsync(page);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }
}
