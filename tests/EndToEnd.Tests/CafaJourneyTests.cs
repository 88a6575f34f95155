using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>
/// A project's whole way through the five steps, by its pages alone: with Walter, who has access needs, Amina, who has no email, and Mina, who has a supporter.
/// </summary>
public class CafaJourneyTests(RunningHost host, Browser browser)
{
    private readonly (string Name, string Group)[] _representatives =
        [(NewName("Walter"), "People who use a wheelchair"), (NewName("Amina"), "Family carers"), (NewName("Mina"), "People with a learning disability")];

    private static readonly string[] _verdicts =
    [
        "It was run in co-production throughout", "It was meant to be co-production, with areas where that did not happen", "Some parts of it were run in co-production",
        "It was not run in co-production",
    ];

    [Fact]
    public async Task Journey_ReadyToClosedWithEachVerdict_EveryStepIsDone()
    {
        var page = await browser.OpenAsync(host.Entry);
        var mina = await MeetAsync(page);
        var address = await page.SetUpProjectAsync();
        var project = await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();

        await page.BeReadyAsync(address);
        await IdentifyAsync(page, address);
        await VerifyAsync(mina, address);
        await ExpectAsync(page, address, "Identify", "Done");
        await RepresentAsync(page, address);
        await EngageAsync(page, address);
        await ExpectAsync(page, address, "Engage", "Done");
        await EmpowerAsync(page, project);
        await ExpectAsync(page, address, "Empower", "Done");
        await GovernAsync(page, address);
        await ExpectAsync(page, address, "Govern", "Done");
        await CheckAsync(page, address);
        foreach (var verdict in _verdicts)
            await CloseAsync(page, mina, address, verdict);
        await ExpectAsync(page, address, "Deliver", "Done");
        await Assertions.Expect(page.GetByText("Engaged representatives of every group at every step.")).ToBeVisibleAsync();
    }

    private async Task IdentifyAsync(IPage page, string address)
    {
        foreach (var (_, group) in _representatives)
            await page.NameGroupAsync(address, group, "60");
        await page.SayNobodyElseAsync(address);
    }

    // In the register: one with needs, one who is written to, and one who has a sign-in and a supporter.
    private async Task<IPage> MeetAsync(IPage page)
    {
        var (walter, amina, mina) = (_representatives[0].Name, _representatives[1].Name, _representatives[2].Name);
        await WriteDownAsync(page, walter);
        await page.GetByRole(AriaRole.Link, new() { Name = "What they need" }).ClickAsync();
        await page.GetByLabel("What is it about?").SelectOptionAsync("Getting in and about");
        await page.GetByLabel("What would help?").FillAsync("No stairs");
        await page.PressAsync("Add");
        await Assertions.Expect(page.GetByText("No stairs").First).ToBeVisibleAsync();
        await WriteDownAsync(page, amina);
        await page.GetByRole(AriaRole.Link, new() { Name = "How to reach them" }).ClickAsync();
        await page.GetByLabel("How", new() { Exact = true }).First.SelectOptionAsync("Letter");
        await page.GetByLabel("The address, the number, or whom to ask").First.FillAsync("4 Mill Lane");
        await page.PressAsync("Save");
        await Assertions.Expect(page.GetByText("It is saved.")).ToBeVisibleAsync();
        var member = await browser.OpenAsInvitedAsync(host, mina, "Member with lived experience");
        var supporter = await browser.OpenAsInvitedAsync(host, NewName("Sunny"), "Supporter", actsFor: mina);
        await supporter.GotoAsync("/my-page");
        await supporter.GetByRole(AriaRole.Link, new() { Name = mina }).ClickAsync();
        await Assertions.Expect(supporter.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Page of {mina}");
        return member;
    }

    private static async Task WriteDownAsync(IPage page, string name)
    {
        await page.GotoAsync("/people/new");
        await page.GetByLabel("What do they want to be called?").FillAsync(name);
        await page.GetByLabel("They have said that we may keep this about them").CheckAsync();
        await page.PressAsync("Save");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
    }

    private static string NewName(string name) => $"{name} {Guid.NewGuid().ToString("N")[..12]}";

    private static async Task VerifyAsync(IPage somebodyElse, string address)
    {
        await somebodyElse.GotoAsync(address + "/groups/check");
        await somebodyElse.GetByLabel("Nobody is missing").CheckAsync();
        await somebodyElse.PressAsync("Save what I found");
    }

    private async Task RepresentAsync(IPage page, string address)
    {
        foreach (var (name, group) in _representatives)
        {
            await page.GotoAsync(address + "/coverage");
            await page.GetByRole(AriaRole.Link, new() { Name = group }).ClickAsync();
            await page.GetByLabel("Who is it? Find them by name").FillAsync(name);
            await page.PressAsync("Find people");
            await page.GetByLabel(name).CheckAsync();
            await page.GetByLabel("Somebody with needs of their own now").CheckAsync();
            await page.GetByLabel("Through an organisation led by people who draw on support").CheckAsync();
            foreach (var step in await page.GetByRole(AriaRole.Group, new() { Name = "At which steps are they engaged?" }).GetByRole(AriaRole.Checkbox).AllAsync())
                await step.CheckAsync();
            await page.GetByLabel("They have said that they speak for the group").CheckAsync();
            await page.PressAsync("Save");
        }
        await page.GotoAsync(address + "/coverage");
        await Assertions.Expect(page.GetByText("There is no gap: somebody is engaged for every group at every step.")).ToBeVisibleAsync();
        await Browser.AssertAccessibleAsync(page);
    }

    // Each group in its own way: what reaches one does not reach the other.
    private async Task EngageAsync(IPage page, string address)
    {
        foreach (var (channel, (_, group)) in new[] { "Meeting or event", "Letter", "In person" }.Zip(_representatives))
        {
            await page.GotoAsync(address + "/engagement");
            await page.GetByRole(AriaRole.Link, new() { Name = $"Write down who was told in {group}" }).ClickAsync();
            await page.GetByLabel("About how many people was it?").FillAsync("40");
            await page.GetByLabel("How were they told?").SelectOptionAsync(channel);
            await page.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
            await page.GetByLabel("If yes: how many of them?").FillAsync("5");
            await page.PressAsync("Save");
            await Assertions.Expect(page.GetByText("It is saved.")).ToBeVisibleAsync();
        }
        await Browser.AssertAccessibleAsync(page);
    }

    private async Task EmpowerAsync(IPage page, string project)
    {
        foreach (var (name, _) in _representatives)
        {
            await page.GotoAsync($"/people?name={Uri.EscapeDataString(name)}");
            await page.GetByRole(AriaRole.Link, new() { Name = name }).First.ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "What they want to learn" }).ClickAsync();
            await page.GetByLabel("What is it?").SelectOptionAsync("Induction: what this is about and how it works");
            await page.GetByLabel("For which project?").SelectOptionAsync(project);
            await page.PressAsync("Add");
            await page.Locator("li, .nhsuk-card").Filter(new() { HasText = project }).GetByRole(AriaRole.Button, new() { Name = "It was had" }).First.ClickAsync();
        }
        await Browser.AssertAccessibleAsync(page);
    }

    private async Task GovernAsync(IPage page, string address)
    {
        await page.GotoAsync(address + "/governance");
        await page.BeAccountableAsync();
        await page.AddGoverningGroupAsync("Board");
        await page.GotoAsync(address + "/governance");
        await page.GetByRole(AriaRole.Link, new() { Name = "Board", Exact = true }).ClickAsync();
        foreach (var (name, _) in _representatives)
            await page.AddMemberAsync(name, "Lived experience");
        await page.GetByRole(AriaRole.Link, new() { Name = "The group’s terms of reference" }).ClickAsync();
        await page.PressAsync("Start a draft");
        await page.WriteTermsAsync("Aims", "To plan breaks together.");
        await page.SayHowToSettleAsync();
        foreach (var (name, _) in _representatives)
            await page.AgreeAsync(name);
        await page.AgreeAsync("Grace Obi, accountable for success");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Version 1: in force since" })).ToBeVisibleAsync();
        await Browser.AssertAccessibleAsync(page);
    }

    private static async Task CheckAsync(IPage page, string address)
    {
        await page.GotoAsync(address + "/ladder");
        await page.RateAsync("6. Co-design", "Staff");
        await page.RateAsync("5. Engagement", "Carers", "Amina");
        await page.GotoAsync(address + "/checkpoints");
        await page.GetByLabel("Who looked back?").FillAsync("The board");
        await page.GetByLabel("What goes well?").FillAsync("We meet in a place that all can reach.");
        await page.GetByLabel("What goes less well?").FillAsync("Papers come late.");
        await page.GetByLabel("What is to change?").FillAsync("Papers a week before.");
        await page.PressAsync("Save the checkpoint");
        await Assertions.Expect(page.GetByText("It is saved.")).ToBeVisibleAsync();
        await Browser.AssertAccessibleAsync(page);
    }

    // Closed with one verdict, it is opened again for the next.
    private static async Task CloseAsync(IPage page, IPage expert, string address, string verdict)
    {
        await page.GotoAsync(address + "/close-out");
        if (await page.GetByLabel("Why?", new() { Exact = true }).IsVisibleAsync())
        {
            await page.GetByLabel("Why?", new() { Exact = true }).FillAsync("There is money for another year.");
            await page.PressAsync("Open it again");
        }
        await page.GetByLabel("What went well?").FillAsync("We chose the provider together.");
        await page.GetByLabel("What went less well?").FillAsync("The first month was decided without us.");
        await page.GetByLabel("How could we do better?").FillAsync("Start with a blank page.");
        await page.PressAsync("Save the review");
        await page.SignAsync("Management", verdict, "Grace Obi");
        await expert.GotoAsync(address + "/close-out");
        await expert.SignAsync("Experts by experience", verdict, "Mina Shah");
        await page.GotoAsync(address + "/close-out");
        await Assertions.Expect(page.GetByText(verdict).First).ToBeVisibleAsync();
        await Browser.AssertAccessibleAsync(page);
        await page.PressAsync("Close the project");
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText("The project was closed on").First).ToBeVisibleAsync();
    }

    private static async Task ExpectAsync(IPage page, string address, string step, string state)
    {
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator(".site-five-steps li").Filter(new() { HasText = step }).Locator(".nhsuk-tag").First).ToHaveTextAsync(state);
        await Browser.AssertAccessibleAsync(page);
    }
}
