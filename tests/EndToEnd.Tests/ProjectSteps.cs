using Microsoft.Playwright;

namespace CoProduction.EndToEnd.Tests;

/// <summary>The steps of a project as people take them on its pages, for tests of single pages and for the whole journey.</summary>
internal static class ProjectSteps
{
    /// <summary>A sponsor says yes to every question.</summary>
    public static async Task BeReadyAsync(this IPage page, string address)
    {
        await page.GotoAsync(address + "/readiness");
        foreach (var yes in await page.GetByLabel("Yes", new() { Exact = true }).AllAsync())
            await yes.CheckAsync();
        await page.GetByLabel("Who answers?").FillAsync("Grace Obi");
        await page.PressAsync("Save the answers");
        await Assertions.Expect(page.GetByText("Answered by Grace Obi on")).ToBeVisibleAsync();
    }

    /// <summary>Says who is accountable, from the page on how the project is run.</summary>
    public static async Task BeAccountableAsync(this IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Say who is accountable" }).ClickAsync();
        await page.GetByLabel("Who is accountable for success?").FillAsync("Grace Obi");
        await page.GetByLabel("Who is accountable for the money?").FillAsync("Finn");
        await page.PressAsync("Save");
    }

    /// <summary>Adds a board in which people with lived experience have half of the seats.</summary>
    public static async Task AddGoverningGroupAsync(this IPage page, string name)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a group" }).ClickAsync();
        await page.GetByLabel("What is the group called?").FillAsync(name);
        await page.GetByLabel("Board", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("What is it for?").FillAsync("To see that it comes about.");
        await page.GetByLabel("They decide").CheckAsync();
        await page.GetByLabel("How many seats are there?").FillAsync("8");
        await page.GetByLabel("How many of them are for people with lived experience?").FillAsync("4");
        await page.PressAsync("Save the group");
    }

    /// <summary>Adds somebody to the group that the page is about.</summary>
    public static async Task AddMemberAsync(this IPage page, string name, string perspective)
    {
        await page.GetByLabel("What are they called?").FillAsync(name);
        await page.GetByLabel(perspective, new() { Exact = true }).CheckAsync();
        await page.PressAsync("Add them");
    }

    /// <summary>Writes one part of a draft of terms.</summary>
    public static async Task WriteTermsAsync(this IPage page, string part, string words)
    {
        await page.Locator($"a[href$='?part={part}']").ClickAsync();
        await page.GetByLabel("In your words").FillAsync(words);
        await page.PressAsync("Save this part");
    }

    /// <summary>Says in a draft of terms how disagreements are settled.</summary>
    public static async Task SayHowToSettleAsync(this IPage page)
    {
        await page.Locator("a[href$='?part=Settling']").ClickAsync();
        await page.GetByLabel("We vote, and more than half decide").CheckAsync();
        await page.GetByLabel("In your words").FillAsync("One vote each.");
        await page.PressAsync("Save this part");
        await Assertions.Expect(page.Locator("#quorum-error")).ToContainTextAsync("from 1 to 100");
        await page.GetByLabel("If we vote, how many in a hundred of us have to be there?").FillAsync("60");
        await page.PressAsync("Save this part");
    }

    /// <summary>Records that somebody agrees to the draft.</summary>
    public static async Task AgreeAsync(this IPage page, string who)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Record that somebody agrees" }).ClickAsync();
        await page.GetByLabel(who, new() { Exact = true }).CheckAsync();
        await page.GetByLabel("How did they tell you?").FillAsync("At the meeting");
        await page.PressAsync("Save that they agree");
    }

    /// <summary>Says where somebody sees the project on the ladder.</summary>
    public static async Task RateAsync(this IPage page, string rung, string side, string onBehalfOf = "", bool agrees = true)
    {
        await page.GetByLabel("How one service works").CheckAsync();
        await page.GetByLabel(rung).CheckAsync();
        await page.GetByLabel(side, new() { Exact = true }).CheckAsync();
        await page.GetByLabel("What shows it?").FillAsync("We were told afterwards.");
        await page.GetByLabel("Are you writing it down for somebody else?").FillAsync(onBehalfOf);
        await page.GetByLabel("They agree that I write this down for them").SetCheckedAsync(agrees);
        await page.PressAsync("Save where it stands");
    }

    /// <summary>Signs the joint review for one side.</summary>
    public static async Task SignAsync(this IPage page, string side, string verdict, string name, bool agrees = false)
    {
        await page.GetByLabel(side, new() { Exact = true }).CheckAsync();
        await page.GetByLabel(verdict).CheckAsync();
        await page.GetByLabel("Who signs?").FillAsync(name);
        if (agrees)
            await page.GetByLabel("If I write this down for others: they agree").CheckAsync();
        await page.PressAsync("Sign");
    }

    /// <summary>Names an affected group among those who receive what comes of it.</summary>
    public static async Task NameGroupAsync(this IPage page, string address, string name, string size = "")
    {
        await page.GotoAsync(address + "/groups/add");
        await page.GetByLabel("What are they called?").FillAsync(name);
        await page.GetByLabel("People who receive what comes of it").CheckAsync();
        await page.GetByLabel("For better").CheckAsync();
        await page.GetByLabel("Directly").CheckAsync();
        await page.GetByLabel("About how many people?").FillAsync(size);
        await page.PressAsync("Save the group");
        await Assertions.Expect(page.GetByText("It is saved.")).ToBeVisibleAsync();
    }

    /// <summary>Says of each of the other six categories that nobody is in it.</summary>
    public static async Task SayNobodyElseAsync(this IPage page, string address)
    {
        for (var left = 6; left > 0; left--)
        {
            await page.GotoAsync(address + "/groups/nobody");
            // Those of which this was said are offered too: the reason can be put right.
            await page.GetByRole(AriaRole.Radio).Nth(left - 1).CheckAsync();
            await page.GetByLabel("How do you know that there is nobody?").FillAsync("We asked carers.");
            await page.PressAsync("Save");
        }
    }
}
