using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>How a project is run, by its pages alone: who is accountable, a group, its terms, everybody's yes, and the next version beside it.</summary>
public class GovernTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Project_GroupThenTermsThenEverybodysYes_IsInForceAndItsFlagIsGone()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await page.SetUpProjectAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "How it is run" }).ClickAsync();
        await page.BeAccountableAsync();
        await page.AddGoverningGroupAsync("Board");
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText("There is 1 group, and no terms are in force.")).ToBeVisibleAsync();

        await page.GotoAsync(address + "/governance");
        await page.GetByRole(AriaRole.Link, new() { Name = "Board", Exact = true }).ClickAsync();
        await page.AddMemberAsync("Ada", "Lived experience");
        await page.GetByRole(AriaRole.Link, new() { Name = "The group’s terms of reference" }).ClickAsync();
        await page.PressAsync("Start a draft");
        await page.WriteTermsAsync("Aims", "To plan breaks together.");
        await page.SayHowToSettleAsync();
        await page.AgreeAsync("Ada");
        await page.AgreeAsync("Grace Obi, accountable for success");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Version 1: in force since" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("We vote, and more than half decide, when at least 60 in a hundred of us are there. One vote each.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Ada agrees: At the meeting")).ToContainTextAsync("(recorded by Administrator)");

        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText("There is no agreed way to settle disagreement.")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("1 group runs it, 1 with terms in force.").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Terms_NextVersion_StandsBesideTheOneInForceWithWhatDiffersInWords()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync(await SampleGroupAsync(page));
        await page.GetByRole(AriaRole.Link, new() { Name = "The group’s terms of reference" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show two versions side by side" }).ClickAsync();

        await Assertions.Expect(page.GetByText("1 part differs.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Differs", new() { Exact = true })).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByText("The same", new() { Exact = true })).ToHaveCountAsync(7);
        await page.Locator("#from-1").CheckAsync();
        await page.Locator("#to-1").CheckAsync();
        await page.PressAsync("Show them");
        await Assertions.Expect(page.GetByText("0 parts differ.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Group_FieldsWillNotDo_IsSaidAtEachOfThem()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await page.SetUpProjectAsync();
        await page.GotoAsync(address + "/governance/add");
        await page.GetByLabel("What is the group called?").FillAsync("Board");
        await page.GetByLabel("What is it for?").FillAsync("To decide.");
        await page.GetByLabel("Board", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("They decide").CheckAsync();
        await page.GetByLabel("How many seats are there?").FillAsync("some");
        await page.PressAsync("Save the group");

        await Assertions.Expect(page.Locator("#seats-error")).ToContainTextAsync("Say how many seats there are");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "#seats");
        await Assertions.Expect(page.GetByLabel("What is it for?")).ToHaveValueAsync("To decide.");
    }

    // By its number: on the list of projects those of other tests stand before it.
    private async Task<string> SampleGroupAsync(IPage page)
    {
        using var program = host.Entry.NewProgram();
        var rest = new RestClient(program);
        await page.GotoAsync($"/projects/{(await rest.GetAsync($"cycles/{await rest.SampleCycleAsync()}")).GetProperty("projectId").GetString()}");
        await page.GetByRole(AriaRole.Link, new() { Name = "How it is run" }).ClickAsync();
        await Assertions.Expect(page.Locator("li li").GetByRole(AriaRole.Link, new() { Name = "Morning visits group" })).ToBeVisibleAsync();
        return (await page.GetByRole(AriaRole.Link, new() { Name = "Support at home board" }).GetAttributeAsync("href"))!;
    }
}
