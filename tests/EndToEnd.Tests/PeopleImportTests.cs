using System.Net;
using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>Bringing in a list of people, in the browser without JavaScript and by a program.</summary>
public class PeopleImportTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Page_RowLikeSomebodyThere_BothAreShownAndPeopleDecide()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var name = $"Ottoline {Guid.NewGuid().ToString("N")[..8]} Wetherspoon";
        await page.GotoAsync("/people");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bring in a list of people" }).ClickAsync();
        await SendAsync(page, "name,agreed\n");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no rows below them");
        await SendAsync(page, $"name,experience,pronouns,agreed\n{name},carer,,yes\n{name},,she/her,yes\nSomebody,royal,,yes\n");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The file was not added");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "3", Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Bring in another file" }).ClickAsync();
        await page.GetByLabel("Add the good rows").CheckAsync();
        await SendAsync(page, $"name,experience,pronouns,agreed\n{name},carer,,yes\n{name},,she/her,yes\nSomebody,royal,,yes\n");
        await page.GetByRole(AriaRole.Link, new() { Name = "Row 2" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Stays as it is").First).ToBeVisibleAsync();
        await PressAsync(page, "Save");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say whether it is the same person.");
        await page.GetByLabel("The same person: fill in only what is empty").CheckAsync();
        await PressAsync(page, "Save");

        await Assertions.Expect(page.GetByText("It is the same person.")).ToBeVisibleAsync();
        await page.GotoAsync($"/people?name={name}");
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Assertions.Expect(page.GetByText("she/her")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Carer", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Rest_FileOfPeople_AddedOnceAndReadBack()
    {
        using var http = host.Entry.NewRegister();
        var rest = new RestClient(http);
        var file = Encoding.UTF8.GetBytes($"name,agreed\nSam {Guid.NewGuid():N},yes\nSam,no\n");
        var key = Guid.NewGuid();

        using var refused = await rest.ImportPeopleAsync(file);
        using var first = await rest.ImportPeopleAsync(file, key, keepGoodRows: true);
        using var second = await rest.ImportPeopleAsync(file, key, keepGoodRows: true);

        Assert.Equal(("refused", 0), Of(await RestClient.ReadAsync(refused)));
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var import = await RestClient.ReadAsync(first);
        Assert.Equal(("added", 1), Of(import));
        var id = import.GetProperty("importId").GetString();
        Assert.Equal(id, (await RestClient.ReadAsync(second)).GetProperty("importId").GetString());
        Assert.Equal(("added", 1), Of(await rest.GetAsync($"people/imports/{id}")));
        Assert.Equal(2, Assert.Single((await rest.GetAsync($"people/imports/{id}/problems")).GetProperty("problems").EnumerateArray()).GetProperty("row").GetInt32());
        Assert.Empty((await rest.GetAsync($"people/imports/{id}/waiting")).GetProperty("rows").EnumerateArray());

        static (string?, int) Of(System.Text.Json.JsonElement import) => (import.GetProperty("state").GetString(), import.GetProperty("peopleAdded").GetInt32());
    }

    private static async Task SendAsync(IPage page, string file)
    {
        await page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await PressAsync(page, "Bring in the file");
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
}
