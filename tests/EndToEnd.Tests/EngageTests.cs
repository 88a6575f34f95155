using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>Who of a project's groups has been told and what stands in the way, by its pages alone and without JavaScript.</summary>
public class EngageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Group_ToldByLetterAndAnswered_ShowsHowFarThatGoesAndTheFlagIsGone()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await ProjectWithAGroupAsync(page, "Family carers", "200");
        await Assertions.Expect(page.GetByText("A group has not been told.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Who has been told?" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Write down who was told in Family carers" }).ClickAsync();
        await page.PressAsync("Save");
        await Assertions.Expect(page.Locator("#people-error")).ToContainTextAsync("Say about how many people it was");
        await page.GetByLabel("About how many people was it?").FillAsync("40");
        await page.GetByLabel("How were they told?").SelectOptionAsync("Letter");
        await page.PressAsync("Save");
        await Assertions.Expect(page.GetByText("About 40 of about 200 people, at most 20 in 100")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Write down the answer of About 40 people" }).ClickAsync();
        await page.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("If yes: how many of them?").FillAsync("400");
        await page.PressAsync("Save the answer");
        await Assertions.Expect(page.Locator("#said_yes-error")).ToContainTextAsync("from 1 to 40");
        await page.GetByLabel("If yes: how many of them?").FillAsync("7");
        await page.PressAsync("Save the answer");

        await Assertions.Expect(page.GetByText("7 said yes")).ToBeVisibleAsync();
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText("A group has not been told.")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("1 of 1 group has been told, and in 1 somebody has said yes.").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Person_WhoHasNotAgreed_IsNotAskedUnlessTheyCameToUs()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await ProjectWithAGroupAsync(page, "Family carers", "");
        await page.GotoAsync(address + "/engagement/add");
        await page.GetByLabel("Was it somebody of the register?").FillAsync("Amina");
        await page.PressAsync("Find them");
        await page.GetByRole(AriaRole.Link, new() { Name = "Amina Yusuf" }).ClickAsync();
        await Assertions.Expect(page.GetByText("So do not ask them, unless they came to us.")).ToBeVisibleAsync();
        await page.GetByLabel("Which group do they belong to?").SelectOptionAsync("Family carers");
        await page.GetByLabel("How were they told?").SelectOptionAsync("In person");
        await page.PressAsync("Save");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("They have not agreed to be asked about new projects.");

        await page.GetByLabel("They came to us by themselves").CheckAsync();
        await page.PressAsync("Save");

        await Assertions.Expect(page.GetByText("They came to us.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Amina Yusuf").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Barrier_AddedAndRemoved_SaysHowAndItsFlagIsGone()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await page.SetUpProjectAsync();
        await page.GotoAsync(address + "/barriers");
        await page.GetByLabel("What stands in the way?").FillAsync("The room is up two flights of stairs.");
        await page.PressAsync("Add it");
        await Assertions.Expect(page.Locator("#category-error")).ToContainTextAsync("Choose what it is about.");
        await page.GetByLabel("What is it about?").SelectOptionAsync("The place");
        await page.PressAsync("Add it");
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText("Something stands in the way of taking part.")).ToBeVisibleAsync();

        await page.GotoAsync(address + "/barriers");
        await page.Locator("summary").ClickAsync();
        await page.GetByLabel("It is removed").CheckAsync();
        await PressWithHiddenWordsAsync(page, "Save what became of it: The room is up two flights of stairs.");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say how it was removed, or why it stays.");
        await page.ExpectProblemsToLeadToFieldsAsync();
        await page.GetByLabel("How was it removed, or why does it stay?").FillAsync("We meet at the library.");
        await PressWithHiddenWordsAsync(page, "Save what became of it: The room is up two flights of stairs.");

        await Assertions.Expect(page.GetByText("We meet at the library.").First).ToBeVisibleAsync();
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText("What stood in the way has been removed.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Opportunity_OfferedSaidYesToAndAnswered_IsOnTheProjectPageAndOnMine()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await page.SetUpProjectAsync();
        var title = $"Plan breaks {Guid.NewGuid():N}";
        await page.GotoAsync(address);
        await page.GetByRole(AriaRole.Link, new() { Name = "Offer a way to take part" }).ClickAsync();
        await page.GetByLabel("Title").FillAsync(title);
        await page.PressAsync("Offer it");
        await Assertions.Expect(page.Locator("#kind-error")).ToContainTextAsync("Choose what kind it is.");
        await page.GetByLabel("What kind is it?").SelectOptionAsync("Working group");
        await page.GetByLabel("What is it?").FillAsync("A small group plans breaks.");
        await page.GetByLabel("How much time does it take?").FillAsync("Two hours a month.");
        await page.GetByLabel("Not paid, but expenses are met").CheckAsync();
        await page.GetByLabel("What is paid, and how are expenses met?").FillAsync("Travel is paid beforehand.");
        await page.GetByLabel("How can somebody without email say yes?").FillAsync("Ring us.");
        await page.GetByLabel("Day").FillAsync("1");
        await page.GetByLabel("Month").FillAsync("2");
        await page.GetByLabel("Year").FillAsync("2098");
        await page.PressAsync("Offer it");
        var offered = new Uri(page.Url).AbsolutePath;

        var mina = await browser.OpenAsMemberAsync(host);
        await mina.GotoAsync(offered);
        await mina.PressAsync("Yes, I would like to");
        await Assertions.Expect(mina.GetByText("You have said that you would like to.")).ToBeVisibleAsync();
        await page.GotoAsync(offered);
        await PressWithHiddenWordsAsync(page, "Takes part: Mina, member with lived experience");
        await mina.GotoAsync(offered);
        await Assertions.Expect(mina.GetByText("You take part.")).ToBeVisibleAsync();

        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText($"{title}: say yes by 1 February 2098")).ToBeVisibleAsync();
        await page.GotoAsync(offered);
        await page.PressAsync("End it");
        await Assertions.Expect(page.Locator("#because-error")).ToContainTextAsync("Say why it ends.");
        await page.GetByLabel("End it today: why?").FillAsync("All places are taken.");
        await page.PressAsync("End it");
        await Assertions.Expect(page.GetByText("because: All places are taken.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Opportunity_OfTheSample_IsToldToSomebodyWhoseInterestsFit()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync("/opportunities");
        await page.GetByRole(AriaRole.Link, new() { Name = "Help to choose the new travel planner" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Whom to tell: people whose interests fit" }).ClickAsync();
        await PressWithHiddenWordsAsync(page, "They were told today: Walter Hughes");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose how they were told.");
        await page.ExpectProblemsToLeadToFieldsAsync();
        await page.GetByLabel("How was Walter Hughes told?").SelectOptionAsync("Telephone call");
        await PressWithHiddenWordsAsync(page, "They were told today: Walter Hughes");

        await Assertions.Expect(page.GetByText("telephone call.").First).ToBeVisibleAsync();
        var mina = await browser.OpenAsMemberAsync(host);
        await mina.GotoAsync("/my-page");
        await Assertions.Expect(mina.GetByRole(AriaRole.Link, new() { Name = "Plan the morning visits together" })).ToBeVisibleAsync();
    }

    // What is there for screen readers alone is set apart by a blank in the button's name.
    private static Task PressWithHiddenWordsAsync(IPage page, string words) => page.Locator("button").Filter(new() { HasText = words }).ClickAsync();

    private static async Task<string> ProjectWithAGroupAsync(IPage page, string name, string size)
    {
        var address = await page.SetUpProjectAsync();
        await page.NameGroupAsync(address, name, size);
        await page.GotoAsync(address);
        return address;
    }
}
