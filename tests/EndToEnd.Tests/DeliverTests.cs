using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>How a project is seen while it runs, and how it ends, by its pages alone and without JavaScript.</summary>
public class DeliverTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Ladder_SidesSeeItFarApart_ShowsTheGapAndAFlag()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await page.SetUpProjectAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Where we stand on the ladder of co-production" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Think Local Act Personal (TLAP)")).ToBeVisibleAsync();
        await page.PressAsync("Save where it stands");
        await Assertions.Expect(page.Locator("#level-error")).ToContainTextAsync("Choose what you are looking at.");
        await page.RateAsync("6. Co-design", "Staff");

        await page.RateAsync("3. Informing", "Carers", "Ivy", agrees: false);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ask them first, and say that they agree.");
        await page.GetByLabel("They agree that I write this down for them").CheckAsync();
        await page.PressAsync("Save where it stands");

        await Assertions.Expect(page.GetByText("3 rungs. Staff see it higher.").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "6. Co-design 1" })).ToBeVisibleAsync();
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText("Staff and people with lived experience see the project far apart.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task CloseOut_SidesDisagree_BothVerdictsStandAndTheProjectClosesAndOpensAgain()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await page.SetUpProjectAsync();
        await page.GotoAsync(address + "/close-out");
        await page.GetByLabel("What went well?").FillAsync("We chose the provider together.");
        await page.GetByLabel("How could we do better?").FillAsync("Start with a blank page.");
        await page.PressAsync("Save the review");
        await Assertions.Expect(page.Locator("#less_well-error")).ToContainTextAsync("Say what went less well.");
        await page.GetByLabel("What went less well?").FillAsync("The first year was decided without us.");
        await page.PressAsync("Save the review");
        await page.SignAsync("Management", "It was run in co-production throughout", "Grace Obi");
        await page.SignAsync("Experts by experience", "It was not run in co-production", "Mina Shah", agrees: true);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You have signed for the other side.");
        var mina = await browser.OpenAsMemberAsync(host);
        await mina.GotoAsync(address + "/close-out");
        await mina.SignAsync("Experts by experience", "Some parts of it were run in co-production", "Mina Shah");
        await Assertions.Expect(mina.GetByText("The two sides do not agree.")).ToBeVisibleAsync();

        await page.GotoAsync(address + "/close-out");
        await page.PressAsync("Close the project");
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText("The project was closed on").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("The project was closed without the signature")).ToHaveCountAsync(0);

        await page.GotoAsync(address + "/close-out");
        await page.GetByLabel("Why?", new() { Exact = true }).FillAsync("There is money for another year.");
        await page.PressAsync("Open it again");
        await Assertions.Expect(page.GetByText("because: There is money for another year.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("It is not written yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Story_ToldAndTakenAway_IsShownWithWhoAgreedAndThenGone()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync(await page.SetUpProjectAsync() + "/close-out");
        await page.GetByLabel("Good news").CheckAsync();
        await page.GetByLabel("Title").FillAsync("A taxi that waits");
        await page.GetByLabel("Tell it").FillAsync("The driver waits until the meeting ends.");
        await page.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await page.PressAsync("Add it");
        await Assertions.Expect(page.Locator("#agreed_by-error")).ToContainTextAsync("Say who agreed");
        await page.GetByLabel("If so, who agreed?").FillAsync("The driver");
        await page.PressAsync("Add it");
        await Assertions.Expect(page.GetByText("Agreed by: The driver.")).ToBeVisibleAsync();

        await page.Locator("button").Filter(new() { HasText = "Take it away: A taxi that waits" }).ClickAsync();

        await Assertions.Expect(page.GetByText("There are none yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SelfAssessment_SecondTime_ShowsWhatMoved()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync(await page.SetUpProjectAsync() + "/self-assessment");
        await page.PressAsync("Save the self-assessment");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say how many people were there.");
        await ScoreAsync(page, "3, in part");

        await ScoreAsync(page, "5, always");

        await Assertions.Expect(page.GetByText("Up by 2 since the time before.")).ToHaveCountAsync(15);
        await Assertions.Expect(page.GetByText("4 who draw on support").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Checkpoint_NextDateTooEarly_IsSaidAtTheFieldAndSavedOncePutRight()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync(await page.SetUpProjectAsync() + "/checkpoints");
        await page.GetByLabel("Who looked back?").FillAsync("The working group");
        await page.GetByLabel("What goes well?").FillAsync("We meet in a place that all can reach.");
        await page.GetByLabel("What goes less well?").FillAsync("Papers come late.");
        await page.GetByLabel("What is to change?").FillAsync("Papers a week before.");
        var next = page.GetByRole(AriaRole.Group, new() { Name = "When do you look back next? (if you know)" });
        await next.GetByLabel("Day").FillAsync("1");
        await next.GetByLabel("Month").FillAsync("2");
        await next.GetByLabel("Year").FillAsync("2020");
        await page.PressAsync("Save the checkpoint");
        await Assertions.Expect(page.Locator("#next_on-error")).ToContainTextAsync("The next time must be after this one.");

        await next.GetByLabel("Year").FillAsync("2099");
        await page.PressAsync("Save the checkpoint");

        await Assertions.Expect(page.GetByText("1 February 2099")).ToBeVisibleAsync();
    }

    private static async Task ScoreAsync(IPage page, string score)
    {
        await page.GetByLabel("How many people who draw on support were there?").FillAsync("4");
        foreach (var choice in await page.GetByLabel(score, new() { Exact = true }).AllAsync())
            await choice.CheckAsync();
        await page.PressAsync("Save the self-assessment");
        await Assertions.Expect(page.GetByText("It is saved.")).ToBeVisibleAsync();
    }
}
