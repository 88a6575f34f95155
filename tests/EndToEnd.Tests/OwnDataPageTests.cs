using System.IO.Compression;
using System.Net;
using System.Text;
using CoProduction.TestCommon;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>Everything held about somebody, in the browser without JavaScript: taken away, and taken out.</summary>
public class OwnDataPageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task MyPage_TakeItAway_HoldsAPageThatAxeFindsNothingInAndTheSameForPrograms()
    {
        using var person = host.Entry.NewPerson();
        using var copy = await Eventually.GetAsync(() => person.GetAsync("/my-page/data.zip"), answer => answer.StatusCode == HttpStatusCode.OK);
        using var zip = new ZipArchive(await copy.Content.ReadAsStreamAsync());
        var html = await ReadAsync(zip, "everything-held-about-you.html");
        var json = await ReadAsync(zip, "everything-held-about-you.json");

        Assert.Contains("Administrator", html);
        Assert.Contains("\"title\": \"Your record\"", json);
        var page = await browser.OpenAsync(host.Entry);
        await page.SetContentAsync(html);
        await Browser.AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task Record_Forgotten_AsksTwiceAndIsFoundNoMore()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var name = Guid.NewGuid().ToString("N"); // unlike any other name
        await page.GotoAsync("/people/new");
        await page.GetByLabel("What do they want to be called?").FillAsync(name);
        await page.GetByLabel("They have said that we may keep this about them").CheckAsync();
        await page.PressAsync("Save");
        await page.GetByRole(AriaRole.Link, new() { Name = "Everything held about them" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Forget them" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your name and all that is said of you goes.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on to the last question" }).ClickAsync();
        await page.PressAsync("Forget them for good");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tick this when you are sure.");
        await page.GetByLabel("Yes, I am sure.").CheckAsync();
        await page.PressAsync("Forget them for good");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tick this when they have asked for it themselves.");
        await page.GetByLabel("They have asked for it themselves").CheckAsync();
        await page.GetByLabel("Yes, I am sure.").CheckAsync();
        await page.PressAsync("Forget them for good");

        await Assertions.Expect(page.GetByText("They are forgotten.")).ToBeVisibleAsync();
        await page.GotoAsync($"/people?name={name}");
        await Assertions.Expect(page.GetByText("Nobody was found.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task MyPage_ForgetMe_SignsOutForGood()
    {
        var page = await browser.OpenAsInvitedAsync(host, "Philippa", "Member with lived experience");

        await page.GotoAsync("/my-page/forget/sure");
        await page.GetByLabel("Yes, I am sure.").CheckAsync();
        await page.PressAsync("Forget me for good");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are forgotten");
        await page.GotoAsync("/my-page");

        Assert.Contains("/sign-in", page.Url);
    }

    private static async Task<string> ReadAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
