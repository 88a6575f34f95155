using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CoProduction.TestCommon.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>What people say to a project and what they are answered, by its pages alone and without JavaScript.</summary>
public partial class VoicePageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Say_WithoutSigningIn_IsReadClearedAnsweredAndAskedAgain()
    {
        var facilitator = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await facilitator.SetUpProjectAsync();
        var somebody = await browser.OpenAsync(host.Url, javaScript: false);
        await somebody.GotoAsync(await OpenAsync(facilitator, address));
        await Assertions.Expect(somebody.GetByText("Here: Helpline 01632 960002")).ToBeVisibleAsync();
        await somebody.GetByLabel("How would you like to be answered?").FillAsync("Read it to me at the library");
        await somebody.PressAsync("Send it");
        await Assertions.Expect(somebody.Locator("[id='said.words-error']")).ToContainTextAsync("Write what you want to say.");
        await Assertions.Expect(somebody.GetByLabel("How would you like to be answered?")).ToHaveValueAsync("Read it to me at the library");
        await somebody.GetByLabel("What do you want to say?").FillAsync("Ask Dr Okafor. He hits me.");
        await somebody.PressAsync("Send it");
        await Assertions.Expect(somebody.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Thank you. It has arrived.");
        var receipt = await somebody.Locator(".site-secret").InnerTextAsync();

        await facilitator.GotoAsync(address);
        await Assertions.Expect(facilitator.GetByText("1 message waits to be read")).ToBeVisibleAsync();
        await Assertions.Expect(facilitator.GetByText("He hits me")).ToHaveCountAsync(0);
        await facilitator.GetByRole(AriaRole.Link, new() { Name = "Read it now" }).ClickAsync();
        await Assertions.Expect(facilitator.Locator("mark").First).ToHaveTextAsync("Dr Okafor");
        await facilitator.GetByLabel("Clear it with other words").CheckAsync();
        await OtherWords(facilitator).FillAsync("Ask Dr Okafor.");
        await SettleAsync(facilitator);
        await Assertions.Expect(facilitator.GetByText("These words may still tell who somebody is.").Last).ToBeVisibleAsync();
        await facilitator.ExpectProblemsToLeadToFieldsAsync();
        await OtherWords(facilitator).FillAsync("Somebody hurts me.");
        await SettleAsync(facilitator);
        await facilitator.GotoAsync(address + "/said");
        await facilitator.Locator("summary").ClickAsync();
        await facilitator.GetByLabel("What do you answer?").FillAsync("We have taken this up today.");
        await facilitator.PressAsync("Send the answer");
        await Assertions.Expect(facilitator.GetByText("Somebody hurts me.")).ToBeVisibleAsync();

        await somebody.GotoAsync("/say/answer");
        await somebody.GetByLabel("Your code").FillAsync("k7mqp-wrong");
        await somebody.PressAsync("Show me the answer");
        await Assertions.Expect(somebody.Locator("#receipt-error")).ToContainTextAsync("No message has this code.");
        await somebody.GetByLabel("Your code").FillAsync(receipt.ToUpperInvariant());
        await somebody.PressAsync("Show me the answer");
        await Assertions.Expect(somebody.GetByText("We have taken this up today.")).ToBeVisibleAsync();
        await somebody.PressAsync("I am not satisfied");
        await Assertions.Expect(somebody.GetByText("You said that you are not satisfied.")).ToBeVisibleAsync();

        await facilitator.GotoAsync(address + "/said");
        await facilitator.Locator("summary").ClickAsync();
        await facilitator.GetByLabel("What do you answer?").FillAsync("The same again.");
        await facilitator.PressAsync("Send the answer");
        await Assertions.Expect(facilitator.GetByRole(AriaRole.Alert)).ToContainTextAsync("You gave the first answer");
        await Assertions.Expect(facilitator.GetByLabel("What do you answer?")).ToHaveValueAsync("The same again.");
    }

    [Fact]
    public async Task Say_ClosedMeanwhile_ShowsWhatWasWrittenAndWhomToAsk()
    {
        var facilitator = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await facilitator.SetUpProjectAsync();
        var somebody = await browser.OpenAsync(host.Url, javaScript: false);
        await somebody.GotoAsync(await OpenAsync(facilitator, address));
        await somebody.GetByLabel("What do you want to say?").FillAsync("The bus comes too late.");
        await facilitator.PressAsync("Close the channel");
        await Assertions.Expect(facilitator.GetByText("The channel is closed.")).ToBeVisibleAsync();

        await somebody.PressAsync("Send it");

        await Assertions.Expect(somebody.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing can be said here any more, so this was not sent.");
        await Assertions.Expect(somebody.GetByText("The bus comes too late.")).ToBeVisibleAsync();
        await Assertions.Expect(somebody.GetByText("Femi, on 01632 960001").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Held_TwoPeopleSettleTheSame_TheSecondIsToldWhoWasFirst()
    {
        var first = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await first.SetUpProjectAsync();
        var somebody = await browser.OpenAsync(host.Url, javaScript: false);
        await somebody.GotoAsync(await OpenAsync(first, address));
        await somebody.GetByLabel("What do you want to say?").FillAsync("The bus comes too late.");
        await somebody.PressAsync("Send it");
        var second = await browser.OpenAsync(host.Entry, javaScript: false);
        foreach (var page in new[] { first, second })
        {
            await page.GotoAsync(address + "/said/held");
            await page.GetByLabel("Clear it: it can be seen").CheckAsync();
        }

        await SettleAsync(first);
        await SettleAsync(second);

        await Assertions.Expect(first.GetByText("That message is settled.")).ToBeVisibleAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("Administrator has settled this message already.");
    }

    [Fact]
    public async Task Say_VeryOften_IsToldWhenToTryAgainAndNothingTypedIsLost()
    {
        var facilitator = await browser.OpenAsync(host.Entry, javaScript: false);
        var path = new Uri(await OpenAsync(facilitator, await facilitator.SetUpProjectAsync())).AbsolutePath;
        using var somebody = new Visitor(host.Url);
        for (var i = 0; i < 20; i++)
            using (var sent = await somebody.SubmitAsync(path, "say", ("Input.Said.Words", "Words.")))
                Assert.Equal(HttpStatusCode.OK, sent.StatusCode);

        using var refused = await somebody.SubmitAsync(path, "say", ("Input.Said.Words", "One more thing."));

        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        Assert.Matches("Please try again in \\d+ minutes\\.", page);
        Assert.Contains("One more thing.", page);
        Assert.Contains("999", page);
    }

    [Fact]
    public async Task Challenge_BySomebodyWhoTakesPart_IsAnsweredAndSeenOnTheirPage()
    {
        var facilitator = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await facilitator.SetUpProjectAsync();
        var mina = await browser.OpenAsMemberAsync(host);
        await mina.GotoAsync(address);
        await mina.GetByRole(AriaRole.Link, new() { Name = "Challenge a decision" }).ClickAsync();
        var what = $"The move to hall {Guid.NewGuid():N}";
        await mina.GetByLabel("What was decided?").FillAsync(what);
        await mina.PressAsync("Send it");
        await Assertions.Expect(mina.Locator("[id='said.words-error']")).ToContainTextAsync("Say why, in your own words.");
        await mina.GetByLabel("Why do you disagree?").FillAsync("It has stairs.");
        await mina.GetByLabel("It was decided before people were asked").CheckAsync();
        await mina.PressAsync("Send it");
        await Assertions.Expect(mina.GetByText("You find the answer on this page.")).ToBeVisibleAsync();

        await facilitator.GotoAsync(address + "/said/held");
        await facilitator.GetByLabel("Clear it: it can be seen").CheckAsync();
        await SettleAsync(facilitator);
        await facilitator.GotoAsync(address + "/said");
        await facilitator.Locator("summary").ClickAsync();
        await facilitator.GetByLabel("What are the reasons?").FillAsync("The lease has ended.");
        await facilitator.PressAsync("Send the answer");
        await Assertions.Expect(facilitator.GetByText("Say whether anything changes.").Last).ToBeVisibleAsync();
        await facilitator.ExpectProblemsToLeadToFieldsAsync();
        await facilitator.GetByLabel("It is not changed").CheckAsync();
        await facilitator.PressAsync("Send the answer");

        await mina.GotoAsync("/my-page");
        var mine = mina.Locator(".nhsuk-card").Filter(new() { HasText = what });
        await Assertions.Expect(mine.GetByText("The lease has ended.")).ToBeVisibleAsync();
        await mine.GetByRole(AriaRole.Button, new() { Name = "I am not satisfied" }).ClickAsync();
        await Assertions.Expect(mina.GetByText("It is noted. Somebody else answers you.")).ToBeVisibleAsync();
        await facilitator.GotoAsync(address);
        await Assertions.Expect(facilitator.GetByText("People say that something was decided before they were asked.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Record_ForSomebodyOnTheTelephone_GivesACodeToHandOver()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await page.SetUpProjectAsync();
        await page.GotoAsync(address + "/said");
        await page.GetByRole(AriaRole.Link, new() { Name = "Write down what somebody said" }).ClickAsync();
        await page.GetByLabel("Say something", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("On the telephone").CheckAsync();
        await page.GetByLabel("What did they say?").FillAsync("The bus comes too late.");
        await page.PressAsync("Save, and show the code to hand over");
        await Assertions.Expect(page.Locator("#they_agree-error")).ToContainTextAsync("Ask them first");
        await Assertions.Expect(page.GetByLabel("What did they say?")).ToHaveValueAsync("The bus comes too late.");
        await page.GetByLabel("They agree that I write this down for them").CheckAsync();
        await page.PressAsync("Save, and show the code to hand over");

        var receipt = await page.Locator(".site-secret").InnerTextAsync();
        await page.GotoAsync("/say/answer");
        await page.GetByLabel("Your code").FillAsync(receipt);
        await page.PressAsync("Show me the answer");

        await Assertions.Expect(page.GetByText("It has arrived. A person has still to read it.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task PublicPages_AfterAForm_OnAPhone_HaveNothingThatAxeFinds()
    {
        var facilitator = await browser.OpenAsync(host.Entry, javaScript: false);
        var channel = await OpenAsync(facilitator, await facilitator.SetUpProjectAsync());
        var somebody = await browser.OpenAsync(host.Url, phone: true);
        await somebody.GotoAsync(channel + "?disagree=yes");
        await somebody.PressAsync("Send it");
        await Assertions.Expect(somebody.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await AssertGoodAsync(somebody);
        await somebody.GetByLabel("What was decided?").FillAsync("The move");
        await somebody.GetByLabel("Why do you disagree?").FillAsync("It has stairs.");
        await somebody.PressAsync("Send it");
        await Assertions.Expect(somebody.GetByText("Keep this code")).ToBeVisibleAsync();
        await AssertGoodAsync(somebody);
        var receipt = await somebody.Locator(".site-secret").InnerTextAsync();

        await somebody.GotoAsync("/say/answer");
        await somebody.GetByLabel("Your code").FillAsync(receipt);
        await somebody.PressAsync("Show me the answer");
        await Assertions.Expect(somebody.GetByText("It has arrived.")).ToBeVisibleAsync();

        await AssertGoodAsync(somebody);
    }

    [Fact]
    public async Task Rest_RecordedTwiceUnderOneKey_IsOneMessageAndAnsweredOnceCleared()
    {
        var facilitator = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await facilitator.SetUpProjectAsync();
        using var http = host.Entry.NewProgram();
        var (rest, project, key) = (new RestClient(http), address.Split('/')[^1], Guid.NewGuid());
        var body = new { kind = "saying", said = new { words = "The bus comes too late." }, cameBy = "letter", theyAgree = true };

        using var first = await rest.SendAsync($"projects/{project}/recorded-messages", JsonContent.Create(body), key);
        using var second = await rest.SendAsync($"projects/{project}/recorded-messages", JsonContent.Create(body), key);
        using var bad = await rest.SendAsync($"projects/{project}/recorded-messages", JsonContent.Create(new { kind = "song" }));
        var message = (await RestClient.ReadAsync(first)).GetProperty("messageId").GetString();
        await facilitator.GotoAsync(address + "/said/held");
        await facilitator.GetByLabel("Clear it: it can be seen").CheckAsync();
        await SettleAsync(facilitator);
        using var answered = await rest.SendAsync($"projects/{project}/messages/{message}/answers", JsonContent.Create(new { words = "We have asked the bus company." }));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.BadRequest), (first.StatusCode, answered.StatusCode, bad.StatusCode));
        Assert.Equal(message, (await RestClient.ReadAsync(second)).GetProperty("messageId").GetString());
        var read = Assert.Single((await rest.GetAsync($"projects/{project}/messages")).GetProperty("messages").EnumerateArray());
        Assert.Equal(("letter", "We have asked the bus company."), (read.GetProperty("cameBy").GetString(), read.GetProperty("answers")[0].GetProperty("words").GetString()));
        var figures = (await rest.GetAsync($"projects/{project}/open-channel")).GetProperty("figures");
        Assert.Equal((1, 1), (figures.GetProperty("cameIn").GetInt32(), figures.GetProperty("answered").GetInt32()));
    }

    // Gives the address that people are given.
    internal static async Task<string> OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address + "/said/channel");
        await page.GetByLabel("Whom can people ask, and how?").FillAsync("Femi, on 01632 960001");
        await page.GetByLabel("Where do people here get help now?").FillAsync("Helpline 01632 960002");
        await page.PressAsync("Open the channel");
        var channel = await page.Locator(".site-secret").InnerTextAsync();
        Assert.Matches(Channel(), channel);
        return channel;
    }

    private static ILocator OtherWords(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Other words" });

    private static Task SettleAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Settle this message" }).ClickAsync();

    private static async Task AssertGoodAsync(IPage page)
    {
        await Browser.AssertAccessibleAsync(page);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [GeneratedRegex("/say/[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}$")]
    private static partial Regex Channel();
}
