using CoProduction.Shared.Access;
using CoProduction.TestCommon.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>The register in the browser, without JavaScript.</summary>
public class RegisterPageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Register_SomebodyWithoutEmail_WrittenDownChangedAndFoundMisspelt()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var name = $"Ottoline {Guid.NewGuid().ToString("N")[..8]} Wetherspoon";
        await page.GotoAsync("/people");
        await page.GetByRole(AriaRole.Link, new() { Name = "Write somebody down" }).ClickAsync();
        await PressAsync(page, "Save");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Give the name that they want to be called.");
        await page.GetByLabel("What do they want to be called?").FillAsync(name);
        await page.GetByLabel("Carer", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("What are they good at?").FillAsync("Bookbinding\nListening");
        await page.GetByLabel("They have said that we may keep this about them").CheckAsync();
        await PressAsync(page, "Save");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);

        await page.GetByRole(AriaRole.Link, new() { Name = "How to reach them" }).ClickAsync();
        await page.GetByLabel("How", new() { Exact = true }).First.SelectOptionAsync("Through somebody");
        await page.GetByLabel("The address, the number, or whom to ask").First.FillAsync("Ask at the library");
        await PressAsync(page, "Save");
        await Assertions.Expect(page.GetByText("It is saved.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("The address, the number, or whom to ask").First).ToHaveValueAsync("Ask at the library");

        await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "What they need" }).ClickAsync();
        await PressAsync(page, "Add");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose from what is offered.");
        await page.GetByLabel("What is it about?").SelectOptionAsync("Getting in and about");
        await page.GetByLabel("What would help?").FillAsync("No stairs");
        await PressAsync(page, "Add");
        await Assertions.Expect(page.GetByText("No stairs").First).ToBeVisibleAsync();

        await page.GotoAsync("/people");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name.Replace("Ottoline", "Otoline").Replace("Wether", "Wither"));
        await page.GetByLabel("Skill", new() { Exact = true }).FillAsync("bookbinding");
        await PressAsync(page, "Find people");
        await Assertions.Expect(page.GetByText("These are alike")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Record_TwoEditors_SecondIsToldWhoWasFirst()
    {
        var (first, second) = (await browser.OpenAsync(host.Entry, javaScript: false), await browser.OpenAsync(host.Entry, javaScript: false));
        await first.GotoAsync("/people?name=Walter");
        var address = await first.GetByRole(AriaRole.Link, new() { Name = "Walter Hughes" }).GetAttributeAsync("href");
        foreach (var page in new[] { first, second })
        {
            await page.GotoAsync($"{address}/taking-part");
            await page.GetByLabel("When does it suit?").FillAsync($"Afternoons {Guid.NewGuid()}");
        }

        await PressAsync(first, "Save");
        await PressAsync(second, "Save");

        await Assertions.Expect(first.GetByText("It is saved.")).ToBeVisibleAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("Administrator changed this meanwhile (availability).");
        await second.GetByRole(AriaRole.Link, new() { Name = "Show it as it is now" }).ClickAsync();
        await Assertions.Expect(second.GetByText("Afternoons")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task MyPage_Member_SaysWhatTheyBringAndAgreeTo()
    {
        using var visitor = new Visitor(host.Url);
        await visitor.SignInAsDemoAsync(Roles.Sponsor);
        var page = await browser.OpenAsync(host.Entry with { Session = visitor.Session }, javaScript: false);
        await page.GotoAsync("/my-page");
        await page.GetByRole(AriaRole.Link, new() { Name = "What I bring" }).ClickAsync();
        await page.GetByLabel("Skills").FillAsync("Plain speaking");
        await PressAsync(page, "Save");
        await page.GetByRole(AriaRole.Link, new() { Name = "What I bring" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Skills")).ToHaveValueAsync("Plain speaking");

        await page.GotoAsync("/my-page/consents");
        await PressAsync(page, "Use photographs of me");
        await Assertions.Expect(page.GetByText("Agreed on")).ToBeVisibleAsync();
        await PressAsync(page, "Use photographs of me");
        await Assertions.Expect(page.GetByText("Taken back on")).ToBeVisibleAsync();
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
}
