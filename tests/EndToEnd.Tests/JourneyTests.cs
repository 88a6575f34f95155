using System.Text.RegularExpressions;
using CoProduction.TestCommon.Reviews;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>What an analyst does on a Monday: from a file of reviews to themes that are ready for people.</summary>
public partial class JourneyTests(RunningHost host, Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Journey_FromReviewsToConfirmedThemes_WorksWithAndWithoutJavaScript(bool javaScript)
    {
        var page = await browser.OpenAsync(host.Entry, javaScript);
        await SetUpAsync(page, $"Journey {javaScript} {Guid.NewGuid():N}", javaScript);
        await ImportAsync(page, javaScript);
        await SettleAsync(page, javaScript);
        await ThemeAsync(page, javaScript);
        await MergeAndUndoAsync(page, javaScript);
        await ConfirmAsync(page, javaScript);
        await DownloadAsync(page);
    }

    private static async Task SetUpAsync(IPage page, string name, bool javaScript)
    {
        await VisitAsync(page, "/", javaScript);
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up a project" }).ClickAsync();
        await CheckAsync(page, "Set up a project", javaScript);
        await PressAsync(page, "Set up the project");
        await CheckAsync(page, "Set up a project", javaScript);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Give the project a name");

        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("What is it for?").FillAsync("To try the whole way once.");
        await PressAsync(page, "Set up the project");
        await CheckAsync(page, name, javaScript);
        await page.GetByLabel("Name of the cycle").FillAsync("Autumn reviews");
        await PressAsync(page, "Start the cycle");
        await CheckAsync(page, "Autumn reviews", javaScript);
    }

    private static async Task ImportAsync(IPage page, bool javaScript)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Bring in the reviews" }).ClickAsync();
        await CheckAsync(page, "Bring in reviews", javaScript);
        await SendAsync(page, "question,statement\nwhatever,It is fine\n");
        await CheckAsync(page, "What is in the file?", javaScript);
        await PressAsync(page, "Go on");
        await CheckAsync(page, "1 row with a problem", javaScript);
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on, and leave these rows out" }).ClickAsync();
        await CheckAsync(page, "Bring them in?", javaScript);
        await PressAsync(page, "Bring them in");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No row of this file can be added");
        await page.GetByRole(AriaRole.Link, new() { Name = "What is in the file?" }).First.ClickAsync();
        await PressAsync(page, "Let go of this file");
        await Assertions.Expect(page.GetByText("The file is gone. Nothing was added.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Bring in the reviews" }).ClickAsync();
        await SendAsync(page, SomeReviews.Csv());
        await page.BringInAsync();
        await CheckAsync(page, "The reviews are in", javaScript);
        await page.GetByRole(AriaRole.Link, new() { Name = "Bring in another file" }).ClickAsync();
        await SendAsync(page, SomeReviews.Csv());
        await page.BringInAsync();
        await CheckAsync(page, "This file was brought in before", javaScript);
    }

    private static async Task SettleAsync(IPage page, bool javaScript)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at what is held back" }).ClickAsync();
        await CheckAsync(page, "Held back", javaScript);
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at “Dr Okafor”" }).ClickAsync();
        await CheckAsync(page, "Held back, one by one", javaScript);
        await PressAsync(page, "Settle these statements");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose at least one statement");

        await page.GetByLabel("All alike").CheckAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Take the detail out" }).CheckAsync();
        await PressAsync(page, "Settle these statements");
        await CheckAsync(page, "Held back", javaScript);
        await Assertions.Expect(page.GetByText("Dr Okafor")).ToHaveCountAsync(0);
        // The sign of harm comes first in the list, and stays until somebody reads it.
        await Assertions.Expect(page.GetByText("May tell of harm").First).ToBeVisibleAsync();
    }

    private static async Task ThemeAsync(IPage page, bool javaScript)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Autumn reviews" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Theme the statements" }).ClickAsync();
        await CheckAsync(page, "Theme the statements", javaScript);
        await PressAsync(page, "Start theming");
        // The page looks again by itself until the themes are there.
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at the themes" }).ClickAsync(new() { Timeout = 60_000 });
        await CheckAsync(page, "Themes", javaScript);
        await VisitAsync(page, await AddressOfAsync(page, "What is not working"), javaScript);
        await CheckAsync(page, "Themes", javaScript);
    }

    private static async Task MergeAndUndoAsync(IPage page, bool javaScript)
    {
        var before = await ThemeNamesAsync(page);
        Assert.True(before.Count >= 2, "There should be several themes.");
        await page.GetByRole(AriaRole.Link, new() { Name = before[^1], Exact = true }).First.ClickAsync();
        await CheckAsync(page, before[^1], javaScript);
        await page.GetByRole(AriaRole.Link, new() { Name = "Merge it into another theme" }).ClickAsync();
        await CheckAsync(page, "Merge", javaScript);
        await page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await PressAsync(page, "Merge the two themes");
        await CheckAsync(page, "", javaScript);

        await PressAsync(page, "Undo this change");
        await CheckAsync(page, "Themes", javaScript);
        Assert.Equal(before, await ThemeNamesAsync(page));
    }

    private static async Task ConfirmAsync(IPage page, bool javaScript)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = (await ThemeNamesAsync(page))[0], Exact = true }).First.ClickAsync();
        await page.GetByText("Change the name or the “I” statement").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Rotas");
        await page.GetByLabel("“I” statement", new() { Exact = true }).FillAsync("I never know who will come.");
        await PressAsync(page, "Save the change");
        await CheckAsync(page, "Rotas", javaScript);
        await PressAsync(page, "Confirm: ready for people");
        await CheckAsync(page, "Rotas", javaScript);
        await Assertions.Expect(page.GetByText("Ready for people", new() { Exact = true })).ToBeVisibleAsync();

        await page.GetByLabel("Find words in these statements").FillAsync("zzzz");
        await PressAsync(page, "Find");
        await CheckAsync(page, "Rotas", javaScript);
        await Assertions.Expect(page.GetByText("No statement has these words")).ToBeVisibleAsync();
    }

    private static async Task DownloadAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "What is not working" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download the themes" }).ClickAsync());
        var csv = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.StartsWith("theme_id,question,name,i_statement", csv);
        Assert.Contains("Rotas,I never know who will come.,Ready for people", csv);
    }

    private static async Task VisitAsync(IPage page, string address, bool javaScript)
    {
        await page.GotoAsync(address);
        await CheckAsync(page, "", javaScript);
    }

    // Every page on the way has one heading that says what it is, and nothing that axe finds wrong.
    private static async Task CheckAsync(IPage page, string heading, bool javaScript)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(heading);
        if (javaScript)
            await Browser.AssertAccessibleAsync(page);
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    private static async Task SendAsync(IPage page, string csv)
    {
        await page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "reviews.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv) });
        await PressAsync(page, "Go on");
    }

    private static async Task<string> AddressOfAsync(IPage page, string link) =>
        (await page.GetByRole(AriaRole.Link, new() { Name = link }).GetAttributeAsync("href"))!;

    private static async Task<IReadOnlyList<string>> ThemeNamesAsync(IPage page) =>
        [.. (await page.Locator("table.site-bars tbody th").AllInnerTextsAsync()).Select(text => Blank().Replace(text, " ").Trim())];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
