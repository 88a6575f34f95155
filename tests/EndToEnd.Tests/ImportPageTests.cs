using System.Text;
using CoProduction.TestCommon.Files;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>Files as survey tools and people write them, by pages alone and without JavaScript: from what is in them to statements with themes.</summary>
public class ImportPageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Import_ThreeHeadersOfQualtrics_ComesToThemes()
    {
        var (page, cycle) = await NewCycleAsync();
        var rows = Answers().Select((answer, i) => $"R_{i},{answer.Working},{answer.NotWorking},{answer.Future}\n");
        await page.SendFileAsync(cycle, Encoding.UTF8.GetBytes(
            "ResponseId,working,not working,future\n"
            + "Response ID,What is working well for you at the moment?,What is not working so well for you?,What would you like to be different next year?\n"
            + "\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID4_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"QID5_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"QID6_TEXT\"\"}\"\n"
            + string.Concat(rows)));
        await Assertions.Expect(page.GetByText("2 further rows of headers were passed over.")).ToBeVisibleAsync();

        await BringInAsync(page);

        await AssertThemedAsync(page, cycle);
    }

    [Fact]
    public async Task Import_GroupsOfKobo_ComesToThemes()
    {
        var (page, cycle) = await NewCycleAsync();
        var rows = Answers().Select((answer, i) => $"\"{i}\";\"{answer.Working}\";\"{answer.NotWorking}\";\"{answer.Future}\"\n");

        await page.SendFileAsync(cycle, Encoding.UTF8.GetBytes("\"reference\";\"working\";\"group_b/not_working\";\"group_b/future\"\n" + string.Concat(rows)));
        await Assertions.Expect(page.GetByLabel("group_b/not_working")).ToHaveValueAsync("NotWorking");
        await BringInAsync(page);

        await AssertThemedAsync(page, cycle);
    }

    [Fact]
    public async Task Import_MessyWorkbook_IsSortedOutOnThePagesAndRemembered()
    {
        var (page, cycle) = await NewCycleAsync();
        var workbook = SomeWorkbook.Of(
        [
            ["Home support reviews", "exported 1 March 2024"],
            [],
            ["Case", "What is good?", "What is not working well?", "Do you agree that we use this?"],
            .. Answers().Select((answer, i) => new[] { $"{i}", answer.Working, answer.NotWorking, i == 3 ? "Yes, but not my exact words" : "yes" }),
            ["Total", "40", "", ""],
        ]);
        await page.SendFileAsync(cycle, workbook, "reviews.xlsx");
        await page.GetByLabel("What is good?").SelectOptionAsync("An answer: what is working");
        await page.PressAsync("Go on");
        await page.ExpectHeadingAsync("1 row with a problem");
        await Assertions.Expect(page.GetByText("The file says: “Yes, but not my exact words”")).ToBeVisibleAsync();
        await page.GetByLabel("Did this person agree").SelectOptionAsync("Yes, they agreed");
        await page.PressAsync("Save these answers");
        await page.ExpectHeadingAsync("All rows are good");
        await page.Locator("main a.nhsuk-button").ClickAsync();
        await page.PressAsync("Bring them in");
        await page.ExpectHeadingAsync("The reviews are in");
        await Assertions.Expect(page.GetByText("80 statements from 40 rows.")).ToBeVisibleAsync();
        await AssertThemedAsync(page, cycle);

        await page.SendFileAsync(cycle, SomeWorkbook.Of([["Case", "What is good?", "What is not working well?", "Do you agree that we use this?"], ["99", "The choir", "The stairs at the hall", "yes"]]), "next.xlsx");

        await Assertions.Expect(page.GetByText("as it was said for a file like this before")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("What is good?")).ToHaveValueAsync("Working");
    }

    [Fact]
    public async Task Import_PlainListOfComments_AnswersTheQuestionThatIsChosen()
    {
        var (page, cycle) = await NewCycleAsync();
        await page.SendFileAsync(cycle, Encoding.UTF8.GetBytes("Comments\nThe bus is late\nNobody rings me back\n"));
        await page.GetByLabel("Is it a plain list").SelectOptionAsync("What is not working");

        await BringInAsync(page);

        await Assertions.Expect(page.GetByText("2 statements from 2 rows.")).ToBeVisibleAsync();
    }

    private static async Task BringInAsync(IPage page)
    {
        await page.BringInAsync();
        await page.ExpectHeadingAsync("The reviews are in");
    }

    private static async Task AssertThemedAsync(IPage page, string cycle)
    {
        await page.GotoAsync($"{cycle}/theming");
        await page.PressAsync("Start theming");
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at the themes" }).ClickAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("main h3 a").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("ImportId")).ToHaveCountAsync(0);
    }

    private static IEnumerable<(string Working, string NotWorking, string Future)> Answers() => Enumerable.Range(1, 40).Select(i => (i % 4) switch
    {
        0 => ($"The garden group gets me out of the flat on day {i}", $"Buses stop too early in the evening on route {i}", $"A lunch club on Sunday {i}"),
        1 => ($"My physio explains things slowly in session {i}", $"I wait {i} weeks for a letter from the clinic", $"More time with the physio, {i} minutes more"),
        2 => ($"The lunch club food is warm on day {i}", $"The lift is broken for {i} days again", $"A lift that works by month {i}"),
        _ => ($"Staff at the library know my name since week {i}", $"Letters are in tiny print on page {i}", $"Letters in large print from page {i}"),
    });

    private async Task<(IPage Page, string Cycle)> NewCycleAsync()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.SetUpProjectAsync();
        await page.GetByLabel("Name of the cycle").FillAsync("Autumn reviews");
        await page.PressAsync("Start the cycle");
        return (page, new Uri(page.Url).AbsolutePath);
    }
}
