using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>What people write into the bank is drafted. Of airships, so that no other test's themes are about it.</summary>
public sealed class StatementBankPageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Bank_StatementAdded_IsDraftedUntilItIsRemoved()
    {
        var page = await browser.OpenAsync(host.Entry);
        await page.GotoAsync("/statement-bank?question=not-working");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a statement" }).ClickAsync();
        await page.GetByLabel("The “I” statement").FillAsync("Airships are late.");
        await page.GetByLabel("What is it about?").FillAsync("airships");
        await page.GetByLabel("Words that people use for it").FillAsync("airship, airships");
        await PressAsync(page, "Save");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("as somebody would say it of themselves");
        await Browser.AssertAccessibleAsync(page);

        await page.GetByLabel("The “I” statement").FillAsync("I wait too long for my airship");
        await PressAsync(page, "Save");

        await Assertions.Expect(page.GetByText("The bank is changed.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("“I wait too long for my airship.”").First).ToBeVisibleAsync();
        await Browser.AssertAccessibleAsync(page);
        Assert.Contains("I wait too long for my airship.", await DraftsAsync());

        await page.GotoAsync("/statement-bank?question=not-working&search=airship");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change or remove" }).ClickAsync();
        await PressAsync(page, "Remove it");

        await Assertions.Expect(page.GetByText("None yet for this question.")).ToBeVisibleAsync();
        Assert.DoesNotContain("I wait too long for my airship.", await DraftsAsync());
    }

    [Fact]
    public async Task Bank_BuiltInStatement_IsSwitchedOffAndOn()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync("/statement-bank?question=future&search=permanent+staff");
        Assert.Contains("I want permanent staff who get to know me.", await DownloadAsync());
        await PressAsync(page, "Switch off");

        await Assertions.Expect(page.GetByText("That statement is not drafted any more.")).ToBeVisibleAsync();
        Assert.DoesNotContain("I want permanent staff who get to know me.", await DownloadAsync());

        await page.GotoAsync("/statement-bank?question=future&search=permanent+staff");
        await PressAsync(page, "Switch on");

        await Assertions.Expect(page.GetByText("That statement may be drafted again.")).ToBeVisibleAsync();
        Assert.Contains("I want permanent staff who get to know me.", await DownloadAsync());
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

    private async Task<string> DownloadAsync()
    {
        using var person = host.Entry.NewPerson();
        return await person.GetStringAsync("/statement-bank.csv");
    }

    // Of a new cycle of statements about airships.
    private async Task<string> DraftsAsync()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync("/projects/new");
        await page.GetByLabel("Name").FillAsync($"Airships {Guid.NewGuid():N}");
        await page.GetByLabel("What is it for?").FillAsync("To try what is drafted.");
        await PressAsync(page, "Set up the project");
        await page.GetByLabel("Name of the cycle").FillAsync("Autumn reviews");
        await PressAsync(page, "Start the cycle");
        var cycle = new Uri(page.Url).AbsolutePath;
        var csv = "question,statement\n" + string.Concat(Enumerable.Range(1, 8).Select(i => $"not working,The airship is late and I wait for it {i}\n"));
        await page.SendFileAsync(cycle, Encoding.UTF8.GetBytes(csv));
        await page.BringInAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The reviews are in");
        await page.GotoAsync($"{cycle}/theming");
        await PressAsync(page, "Start theming");
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at the themes" }).ClickAsync(new() { Timeout = 60_000 });
        using var person = host.Entry.NewPerson();
        return await person.GetStringAsync($"{cycle}/themes.csv");
    }
}
