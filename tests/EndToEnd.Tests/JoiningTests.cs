using System.Text;
using CoProduction.Host.Postgres;
using CoProduction.TestCommon.Reviews;
using Dapper;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>What came later joins the themes that people have worked on, and the next cycle starts from them.</summary>
public sealed class JoiningTests(RunningHost host, Browser browser)
{
    private const string Late = "question,statement\nnot working,The bus was late again on Sunday\nworking,The art group makes me happy\n";
    private const string Joining = "Put new statements into the themes that are there";

    [Fact]
    public async Task Theming_StatementsCameLater_JoinTheThemesAndTheOldOnesStay()
    {
        var page = await browser.OpenAsync(host.Entry);
        var cycle = await ThemedAsync(page, $"Joining {Guid.NewGuid():N}");
        var before = await StatementsAsync(cycle);

        await BringInAsync(page, cycle, Late);
        await page.GotoAsync(cycle);
        await page.GetByRole(AriaRole.Link, new() { Name = "Put new statements into themes" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 new statements have not been looked at yet")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = Joining })).ToBeCheckedAsync();
        await Browser.AssertAccessibleAsync(page);
        await StartAsync(page);

        var after = await StatementsAsync(cycle);
        Assert.Equal(before, after.Where(before.Contains));
        Assert.Equal(2, after.Count - before.Count);
        Assert.DoesNotContain(after, line => line.Contains("Not themed yet"));
        await page.GotoAsync($"{cycle}/theming");
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Find themes anew" })).ToBeCheckedAsync(); // Nothing is new any more
    }

    [Fact]
    public async Task Theming_NextCycle_StartsFromTheThemesOfTheLast()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var project = $"Carried {Guid.NewGuid():N}";
        var cycle = await ThemedAsync(page, project);
        await page.GotoAsync($"{cycle}/themes?question=not-working");
        await page.Locator("table.site-bars tbody th a").First.ClickAsync();
        await page.GetByText("Change the name or the “I” statement").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Getting about");
        await page.GetByLabel("“I” statement", new() { Exact = true }).FillAsync("I get about.");
        await PressAsync(page, "Save the change");
        await PressAsync(page, "Confirm: ready for people");

        await page.GotoAsync("/projects");
        await page.GetByRole(AriaRole.Link, new() { Name = project }).ClickAsync();
        var next = await StartCycleAsync(page, "Winter reviews");
        await BringInAsync(page, next, Late);
        await page.GotoAsync($"{next}/theming");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Start from the themes of Autumn reviews" }).CheckAsync();
        await StartAsync(page);

        await page.GotoAsync($"{next}/themes?question=not-working");
        await page.GetByRole(AriaRole.Link, new() { Name = "Getting about", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("I get about.").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Proposed", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task NotThemed_StatementWithASuggestion_IsPutThereWithOneButton()
    {
        var page = await browser.OpenAsync(host.Entry);
        var cycle = await ThemedAsync(page, $"Suggested {Guid.NewGuid():N}");
        await SuggestAsync(Guid.Parse(cycle.Split('/')[^1]));
        await page.GotoAsync($"{cycle}/not-themed?question=not-working");
        await Assertions.Expect(page.GetByText("because of the words “bus”, “Sundays”")).ToBeVisibleAsync();
        await Browser.AssertAccessibleAsync(page);

        await PressAsync(page, "Put it there");

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The statements are moved");
        await Assertions.Expect(page.GetByText("Suggested:")).ToHaveCountAsync(0);
        Assert.DoesNotContain(await StatementsAsync(cycle), line => line.Contains("There is no bus on Sundays") && line.Contains("Not near any theme"));
    }

    // As a run leaves a statement that is near no theme, but like those of one.
    private async Task SuggestAsync(Guid cycleId)
    {
        await using var connection = new NpgsqlConnection(EmbeddedPostgres.AccessTo("review", host.Folder).Migrator);
        await connection.ExecuteAsync(
            """
            WITH one AS (
              SELECT p.partnership_id, p.statement_id, p.theme_id FROM placement p JOIN statement s USING (partnership_id, statement_id)
              WHERE p.cycle_id = @cycleId AND s.text = 'There is no bus on Sundays'),
            suggested AS (
              INSERT INTO suggestion (partnership_id, statement_id, theme_id, words) SELECT partnership_id, statement_id, theme_id, ARRAY['bus', 'Sundays'] FROM one)
            UPDATE placement p SET theme_id = NULL, reason = 5 FROM one WHERE p.partnership_id = one.partnership_id AND p.statement_id = one.statement_id
            """,
            new { cycleId });
    }

    // Gives the address of the cycle.
    private static async Task<string> ThemedAsync(IPage page, string project)
    {
        await page.GotoAsync("/projects/new");
        await page.GetByLabel("Name").FillAsync(project);
        await page.GetByLabel("What is it for?").FillAsync("To try how later statements are taken in.");
        await PressAsync(page, "Set up the project");
        var cycle = await StartCycleAsync(page, "Autumn reviews");
        await BringInAsync(page, cycle, SomeReviews.Csv());
        await page.GotoAsync($"{cycle}/theming");
        await StartAsync(page);
        return cycle;
    }

    private static async Task<string> StartCycleAsync(IPage page, string name)
    {
        await page.GetByLabel("Name of the cycle").FillAsync(name);
        await PressAsync(page, "Start the cycle");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task BringInAsync(IPage page, string cycle, string csv)
    {
        await page.SendFileAsync(cycle, Encoding.UTF8.GetBytes(csv));
        await page.BringInAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The reviews are in");
    }

    private static async Task StartAsync(IPage page)
    {
        await PressAsync(page, "Start theming");
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at the themes" }).ClickAsync(new() { Timeout = 60_000 });
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    // Each with its theme and why it is in none, one a line.
    private async Task<List<string>> StatementsAsync(string cycle)
    {
        using var person = host.Entry.NewPerson();
        return [.. (await person.GetStringAsync($"{cycle}/statements.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }
}
