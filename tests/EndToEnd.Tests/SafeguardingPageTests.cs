using CoProduction.TestCommon;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>From words that may tell of harm to the person who acts, and back to whoever wrote them; by pages alone and without JavaScript.</summary>
public class SafeguardingPageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Harm_SaidWithoutSigningIn_IsTakenOnActedOnAndToldBack()
    {
        var (facilitator, project) = await NewProjectAsync();
        var somebody = await browser.OpenAsync(host.Url, javaScript: false);
        await somebody.GotoAsync(await VoicePageTests.OpenAsync(facilitator, project));
        await somebody.GetByLabel("What do you want to say?").FillAsync("He hits me when the door is shut.");
        await somebody.PressAsync("Send it");
        await Assertions.Expect(somebody.GetByText("People whose work is to keep others safe have been told")).ToBeVisibleAsync();
        var receipt = await somebody.Locator(".site-secret").InnerTextAsync();

        var responder = await browser.OpenAsInvitedAsync(host, "Noor Halim", "Safeguarding responder");
        await responder.GotoAsync("/my-page");
        await responder.GetByRole(AriaRole.Link, new() { Name = "new: look now" }).ClickAsync();
        await OpenConcernAsync(responder, project);
        await Assertions.Expect(responder.Locator("blockquote").First).ToHaveTextAsync("He hits me when the door is shut.");
        await Assertions.Expect(responder.Locator("mark").First).ToBeVisibleAsync();
        await responder.PressAsync("I take this on");
        await Assertions.Expect(responder.GetByText("Noor Halim works on it.")).ToBeVisibleAsync();
        await responder.PressAsync("Write it down");
        await responder.ExpectProblemsToLeadToFieldsAsync();
        await responder.GetByLabel("Nothing more is needed").CheckAsync();
        await responder.GetByLabel("Say it in a few words").FillAsync("Spoke with the police and her sister.");
        await responder.GetByLabel("Tell the person who wrote").FillAsync("You can ring Noor on 01632 960003, day and night.");
        await responder.PressAsync("Write it down");
        await Assertions.Expect(responder.Locator("#is_safe-error")).ToContainTextAsync("Tick this when it is safe");
        await responder.GetByLabel("It is safe for them").CheckAsync();
        await responder.PressAsync("Write it down");
        await Assertions.Expect(responder.GetByText("– Spoke with the police and her sister.")).ToBeVisibleAsync();

        await somebody.GotoAsync("/say/answer");
        await somebody.GetByLabel("Your code").FillAsync(receipt);
        await somebody.PressAsync("Show me the answer");
        await Assertions.Expect(somebody.GetByText("You can ring Noor on 01632 960003, day and night.")).ToBeVisibleAsync();
        await facilitator.GotoAsync("/audit");
        await Assertions.Expect(facilitator.GetByRole(AriaRole.Cell, new() { Name = "Closed something that may be about harm" }).First).ToBeVisibleAsync();
        await Assertions.Expect(facilitator.GetByText("her sister")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Harm_InAFileOfReviews_ReachesTheResponderWithoutAnAnalyst()
    {
        var (page, project) = await NewProjectAsync();
        await page.GetByLabel("Name of the cycle").FillAsync("Autumn reviews");
        await page.PressAsync("Start the cycle");
        await page.SendFileAsync(new Uri(page.Url).AbsolutePath, "reference,captured by,not working\nR-9,Femi Ade,My nephew took my money and hits me\n"u8.ToArray());
        await page.BringInAsync();
        await page.ExpectHeadingAsync("The reviews are in");

        var address = await Eventually.GetAsync(() => AddressOfConcernAsync(page, project), found => found is not null);
        await page.GotoAsync(address!);

        await Assertions.Expect(page.Locator("blockquote").First).ToHaveTextAsync("My nephew took my money and hits me");
        await Assertions.Expect(page.GetByText("Written down by: Femi Ade.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("The file calls the review “R-9”")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Responders_NamedAndEnded_ByAnAdministrator()
    {
        var name = $"Will {Guid.NewGuid():N}";
        await browser.OpenAsInvitedAsync(host, name, "Member with lived experience");
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync("/safeguarding/responders");
        await page.PressAsync("Save");
        await page.ExpectProblemsToLeadToFieldsAsync();
        await page.GetByLabel("Who?").SelectOptionAsync(name);
        await page.GetByLabel("The lead", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Monday").CheckAsync();
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("09:00");
        await page.GetByLabel("Until").FillAsync("17:00");
        await page.PressAsync("Save");
        await Assertions.Expect(page.GetByText("Monday, 09:00 to 17:00.")).ToBeVisibleAsync();

        await page.PressAsync($"Take this from {name}");

        await Assertions.Expect(page.GetByText("They do not answer for safeguarding any more.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText($"{name}, lead")).ToHaveCountAsync(0);
    }

    private async Task<(IPage Page, string Project)> NewProjectAsync()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        return (page, await page.SetUpProjectAsync());
    }

    private async Task OpenConcernAsync(IPage page, string project) => await page.GotoAsync((await AddressOfConcernAsync(page, project))!);

    // The one of this project, which has a name of its own.
    private async Task<string?> AddressOfConcernAsync(IPage page, string project)
    {
        var admin = await browser.OpenAsync(host.Entry, javaScript: false);
        await admin.GotoAsync(project);
        var name = await admin.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();
        await admin.CloseAsync();
        await page.GotoAsync("/safeguarding");
        var card = page.Locator(".nhsuk-card", new() { HasText = name });
        return await card.CountAsync() == 0 ? null : await card.First.GetByRole(AriaRole.Link).GetAttributeAsync("href");
    }
}
