using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>How a project starts, by its pages alone: are we ready, what do we hope for, who is affected, and is anybody missing.</summary>
public class ProjectStartTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Project_ReadyThenIdentifiedThenCheckedBySomebodyElse_ShowsWhereItStands()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await page.SetUpProjectAsync();
        await Assertions.Expect(page.GetByText("Nobody has said whether we are ready.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".site-five-steps").GetByText("Not begun")).ToHaveCountAsync(5);

        await page.GotoAsync(address + "/readiness");
        await page.PressAsync("Save the answers");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose an answer to “Do we mean it?”");
        await page.BeReadyAsync(address);
        await HopeAsync(page, address);
        await NameGroupsAsync(page, address);
        await page.GotoAsync(address + "/groups/check");
        await page.GetByLabel("Nobody is missing").CheckAsync();
        await page.PressAsync("Save what I found");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You named one of these groups yourself");

        var mina = await browser.OpenAsMemberAsync(host);
        await mina.GotoAsync(address + "/groups/check");
        await mina.GetByLabel("Nobody is missing").CheckAsync();
        await mina.PressAsync("Save what I found");
        await Assertions.Expect(mina.GetByText("Somebody else has looked, and nobody is missing.")).ToBeVisibleAsync();

        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator(".site-five-steps").GetByText("Done")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nobody has said whether we are ready.")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Staff alone have said what to hope for.")).ToBeVisibleAsync();

        await SetAsideAsync(page, address, "Staff alone have said what to hope for.");
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText("Staff alone have said what to hope for.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Purpose_SavedFromTwoPages_SecondIsToldWhoWasFirst()
    {
        var one = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await one.SetUpProjectAsync();
        var other = await browser.OpenAsync(host.Entry, javaScript: false);
        await one.GotoAsync(address + "/purpose");
        await other.GotoAsync(address + "/purpose");
        await one.GetByLabel("What is it for?").FillAsync("To plan breaks together.");
        await one.PressAsync("Save");
        await other.GetByLabel("What is it for?").FillAsync("To plan something else.");

        await other.PressAsync("Save");

        await Assertions.Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("Administrator changed the name, the purpose, since you opened this page");
        await Assertions.Expect(other.GetByLabel("What is it for?")).ToHaveValueAsync("To plan something else.");
        await other.GetByRole(AriaRole.Link, new() { Name = "Show it as it is now" }).ClickAsync();
        await Assertions.Expect(other.GetByLabel("What is it for?")).ToHaveValueAsync("To plan breaks together.");
    }

    [Fact]
    public async Task TimeFrame_NoRealDate_IsSaidAtTheFieldAndSavedOncePutRight()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await page.SetUpProjectAsync();
        await page.GotoAsync(address + "/time");
        var start = page.GetByRole(AriaRole.Group, new() { Name = "It starts on" });
        await start.GetByLabel("Day").FillAsync("31");
        await start.GetByLabel("Month").FillAsync("2");
        await start.GetByLabel("Year").FillAsync("2027");
        await page.PressAsync("Save");
        await Assertions.Expect(page.Locator("#starts_on-error")).ToContainTextAsync("This must be a real date");

        await start.GetByLabel("Day").FillAsync("1");
        await page.PressAsync("Save");

        await Assertions.Expect(page.GetByText("Starts on 1 February 2027")).ToBeVisibleAsync();
    }

    private static async Task HopeAsync(IPage page, string address)
    {
        await page.GotoAsync(address + "/outcomes");
        await page.Locator("#words").FillAsync("Carers get a break each month.");
        await page.GetByLabel("Staff", new() { Exact = true }).CheckAsync();
        await page.PressAsync("Add it");
        await Assertions.Expect(page.GetByText("1 outcome was proposed, by staff each time")).ToBeVisibleAsync();
    }

    private static async Task NameGroupsAsync(IPage page, string address)
    {
        await page.GotoAsync(address + "/groups");
        await Assertions.Expect(page.GetByText("Nobody named yet")).ToHaveCountAsync(7);
        await page.NameGroupAsync(address, "Unpaid carers", "1,200");
        await Assertions.Expect(page.GetByText("about 1,200 people")).ToBeVisibleAsync();
        await page.SayNobodyElseAsync(address);
        await page.GotoAsync(address + "/groups");
        await Assertions.Expect(page.GetByText("Nobody named yet")).ToHaveCountAsync(0);
    }

    private static async Task SetAsideAsync(IPage page, string address, string flag)
    {
        await page.GotoAsync(address + "/flags");
        var card = page.Locator(".nhsuk-card").Filter(new() { HasText = flag });
        await card.Locator("summary").ClickAsync();
        await card.GetByLabel("Set it aside, until what it rests on changes").CheckAsync();
        await card.GetByLabel("Why?").FillAsync("Carers meet on Friday and start from scratch.");
        await card.Locator("button").ClickAsync();
        await Assertions.Expect(page.GetByText("Carers meet on Friday and start from scratch.")).ToBeVisibleAsync();
    }
}
