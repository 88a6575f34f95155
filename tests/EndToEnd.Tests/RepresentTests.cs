using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>Who speaks for groups, the gaps, and who takes part, by pages without JavaScript and by REST.</summary>
public class RepresentTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Representatives_FoundByNameAddedChangedAndEnded_GapsComeAndGo()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var address = await page.SetUpProjectAsync();
        var group = await AddGroupAsync(page, address);
        await page.GotoAsync(address + "/coverage");
        await Assertions.Expect(page.GetByText("5 gaps, marked with the word “Nobody”. 1 group has nobody at all.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = group }).ClickAsync();
        await page.GetByLabel("Who is it? Find them by name").FillAsync("Walter");
        await page.PressAsync("Find people");
        await page.PressAsync("Save");
        await Assertions.Expect(page.Locator("#person_id-error")).ToContainTextAsync("Choose who speaks for the group.");
        await page.GetByLabel("Walter Hughes").CheckAsync();
        await page.GetByLabel("Somebody with needs of their own now").CheckAsync();
        await page.GetByLabel("They asked themselves").CheckAsync();
        await page.GetByLabel("Govern: how it is run and decided").CheckAsync();
        await page.PressAsync("Save");
        await Assertions.Expect(page.Locator("#they_agree-error")).ToContainTextAsync("Ask them first");
        await Assertions.Expect(page.GetByLabel("Govern: how it is run and decided")).ToBeCheckedAsync();
        await page.GetByLabel("They have said that they speak for the group").CheckAsync();
        await page.PressAsync("Save");
        await Assertions.Expect(page.GetByText("Engaged at: Govern.")).ToBeVisibleAsync();

        await page.Locator("a").Filter(new() { HasText = "Change: Walter Hughes" }).ClickAsync();
        await page.GetByLabel("Deliver: doing it, and looking back").CheckAsync();
        await page.PressAsync("Save the steps");
        await Assertions.Expect(page.GetByText("Engaged at: Govern, Deliver.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Every group at every step" }).ClickAsync();
        await Assertions.Expect(page.GetByText("3 gaps, marked with the word “Nobody”. Every group has somebody who speaks for it.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = group }).ClickAsync();
        await page.Locator("a").Filter(new() { HasText = "Change: Walter Hughes" }).ClickAsync();
        await page.PressAsync("End it");
        await Assertions.Expect(page.Locator("#because-error")).ToContainTextAsync("Say why");
        await page.GetByLabel("Why not?").FillAsync("He asked to stop.");
        await page.PressAsync("End it");
        await Assertions.Expect(page.GetByText("because: He asked to stop.")).ToBeVisibleAsync();
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText("A group has nobody who speaks for it.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Coverage_OnAnotherDay_ShowsThatDayOrSaysWhatIsWrongWithIt()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync(await page.SetUpProjectAsync() + "/coverage");

        await ShowAsync(page, "31", "2", "2026");
        await Assertions.Expect(page.Locator("#on-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Here is how many there are now")).ToBeVisibleAsync();
        await ShowAsync(page, "1", "6", "2026");

        await Assertions.Expect(page.GetByText("Here is how many there were on 1 June 2026")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Year")).ToHaveValueAsync("2026");
    }

    [Fact]
    public async Task Representative_TwoEditors_SecondIsToldWhoWasFirst()
    {
        var (first, second) = (await browser.OpenAsync(host.Entry, javaScript: false), await browser.OpenAsync(host.Entry, javaScript: false));
        var address = await first.SetUpProjectAsync();
        var group = await AddGroupAsync(first, address);
        await first.GotoAsync(address + "/groups");
        await first.Locator("a").Filter(new() { HasText = $"Who speaks for them: {group}" }).ClickAsync();
        await first.GetByLabel("Who is it? Find them by name").FillAsync("Amina Yusuf");
        await first.PressAsync("Find people");
        await first.GetByLabel("Amina Yusuf").CheckAsync();
        await first.GetByLabel("Somebody with needs of their own now").CheckAsync();
        await first.GetByLabel("By staff").CheckAsync();
        await first.GetByLabel("They have said that they speak for the group").CheckAsync();
        await first.PressAsync("Save");
        await first.Locator("a").Filter(new() { HasText = "Change: Amina Yusuf" }).ClickAsync();
        await second.GotoAsync(new Uri(first.Url).AbsolutePath);

        await first.GetByLabel("Engage: getting people to take part").CheckAsync();
        await first.PressAsync("Save the steps");
        await second.GetByLabel("Empower: learning and support").CheckAsync();
        await second.PressAsync("Save the steps");

        await Assertions.Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("changed who speaks for the groups");
        await second.GetByRole(AriaRole.Link, new() { Name = "Show it as it is now" }).ClickAsync();
        await Assertions.Expect(second.GetByLabel("Engage: getting people to take part")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task MyPage_Member_SaysWhatFitsThemAndLeavesTheNumbers()
    {
        var page = await browser.OpenAsMemberAsync(host);
        await page.GotoAsync("/my-page");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What I speak for" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "About me, for counting" }).ClickAsync();
        await page.GetByLabel("35 to 64").CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Disability" }).GetByLabel("I would rather not say").CheckAsync();
        await page.PressAsync("Save what fits me");
        await Assertions.Expect(page.GetByText("It is saved.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("35 to 64")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Disability" }).GetByLabel("I would rather not say")).ToBeCheckedAsync();

        await page.PressAsync("Leave me out of numbers");
        await Assertions.Expect(page.GetByText("Now: left out of all published numbers.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("It can be changed again from")).ToBeVisibleAsync();
        await page.PressAsync("Count me again");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("if it went back and forth");
        await Assertions.Expect(page.GetByText("Now: left out of all published numbers.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Age" }).GetByLabel("Say nothing about this").CheckAsync();
        await page.PressAsync("Save what fits me");
        await Assertions.Expect(page.GetByLabel("35 to 64")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task Counting_StaffForSomebodyElse_TakesASecondStepAndStandsOnTheirPage()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync("/people?name=Amina+Yusuf");
        await page.GetByRole(AriaRole.Link, new() { Name = "Amina Yusuf" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Whether they may be counted" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "They want to be left out of numbers" }).ClickAsync();
        await page.PressAsync("Leave them out of numbers");
        await Assertions.Expect(page.Locator("#because-error")).ToContainTextAsync("Say why");
        await page.GetByLabel("Why do you write it down for them?").FillAsync("She told me at the community centre.");
        await page.PressAsync("Leave them out of numbers");
        await Assertions.Expect(page.Locator("#they_asked-error")).ToContainTextAsync("Ask them first");
        await page.GetByLabel("They have asked for it themselves").CheckAsync();

        await page.PressAsync("Leave them out of numbers");

        await Assertions.Expect(page.GetByText("Now: left out of all published numbers.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("She told me at the community centre.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Population_FileWithAProblemThenPutRight_StandsBesideThoseWhoTakePart()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var area = $"Area {Guid.NewGuid():N}";
        await page.GotoAsync("/population");
        await page.PressAsync("Bring in the figures");
        await Assertions.Expect(page.Locator("#source-error")).ToContainTextAsync("Say where the figures come from");
        await SendAsync(page, $"area,characteristic,value,people\n{area},Age,16 to 34,some\n");
        await Assertions.Expect(page.GetByText("Row 1, people: Give a whole number of people, such as 1200.")).ToBeVisibleAsync();
        await SendAsync(page, $"area,characteristic,value,people\n{area},Age,16 to 34,250\n{area},Age,35 to 64,750\n");
        await Assertions.Expect(page.GetByText($"{area}: 2 figures. Census 2021, for 21 March 2021.")).ToBeVisibleAsync();

        await page.GotoAsync($"{await page.SetUpProjectAsync()}/who-takes-part?area={Uri.EscapeDataString(area)}");

        await Assertions.Expect(page.GetByText("25% (250)")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Figures of " + area)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Rest_RepresentativeAddedChangedAndEnded_CoverageTellsIt()
    {
        using var program = host.Entry.NewProgram();
        using var register = host.Entry.NewRegister();
        var (rest, people, page) = (new RestClient(program), new RestClient(register), await browser.OpenAsync(host.Entry, javaScript: false));
        var address = await page.SetUpProjectAsync();
        await AddGroupAsync(page, address);
        var project = address["/".Length..];
        var group = (await rest.GetAsync($"{project}/coverage")).GetProperty("groups")[0].GetProperty("groupId").GetString();
        var sample = (await rest.GetAsync($"cycles/{await rest.SampleCycleAsync()}")).GetProperty("projectId").GetString();
        var person = (await people.GetAsync($"projects/{sample}/representatives")).GetProperty("representatives")[0].GetProperty("personId").GetString();

        using var bad = await people.SendAsync($"{project}/groups/{group}/representatives", JsonContent.Create(new { personId = person, experience = "royal" }));
        var key = Guid.NewGuid();
        var wanted = new { personId = person, experience = "confident", foundThrough = "led_by_people", stages = new[] { "govern" }, theyAgree = true };
        using var added = await people.SendAsync($"{project}/groups/{group}/representatives", JsonContent.Create(wanted), key);
        using var again = await people.SendAsync($"{project}/groups/{group}/representatives", JsonContent.Create(wanted), key);
        var id = (await RestClient.ReadAsync(added)).GetProperty("representationId").GetString();
        using var stages = await people.SendAsync($"{project}/representatives/{id}/stages", JsonContent.Create(new { etag = await EtagAsync(), stages = new[] { "govern", "deliver" } }), verb: HttpMethod.Put);
        var steps = (await rest.GetAsync($"{project}/coverage")).GetProperty("groups")[0].GetProperty("cells").EnumerateArray().ToList();
        using var ended = await people.SendAsync($"{project}/representatives/{id}/end", JsonContent.Create(new { etag = await EtagAsync(), because = "He asked to stop." }));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NoContent), (bad.StatusCode, added.StatusCode, stages.StatusCode, ended.StatusCode));
        Assert.True((await RestClient.ReadAsync(bad)).GetProperty("errors").TryGetProperty("experience", out _));
        Assert.Equal(id, (await RestClient.ReadAsync(again)).GetProperty("representationId").GetString());
        Assert.Equal([true, true, true, false, false], steps.ConvertAll(step => step.GetProperty("hasNobody").GetBoolean()));
        Assert.All(steps, step => Assert.Equal(JsonValueKind.Null, step.GetProperty("people").ValueKind)); // this token may not read who they are
        Assert.True((await rest.GetAsync($"{project}/coverage")).GetProperty("groups")[0].GetProperty("hasNobody").GetBoolean());

        async Task<string> EtagAsync() => (await people.GetAsync($"{project}/representatives")).GetProperty("etag").GetString()!;
    }

    [Fact]
    public async Task Rest_FiguresSent_AreAddedWholeOrRefusedByRow()
    {
        using var http = host.Entry.NewProgram();
        var rest = new RestClient(http);
        var area = $"Area {Guid.NewGuid():N}";

        using var refused = await rest.SendAsync("population/imports?source=Census&figures_on=2021-03-21", Csv($"area,characteristic,value,people\n{area},Age,,3\n"));
        using var added = await rest.SendAsync("population/imports?source=Census&figures_on=2021-03-21", Csv($"area,characteristic,value,people\n{area},Age,16 to 34,250\n"));
        var sample = (await rest.GetAsync($"cycles/{await rest.SampleCycleAsync()}")).GetProperty("projectId").GetString();
        var answer = await rest.GetAsync($"projects/{sample}/who-takes-part?area={Uri.EscapeDataString(area)}");

        var problems = (await RestClient.ReadAsync(refused)).GetProperty("problems");
        Assert.Equal((1, "value"), (problems[0].GetProperty("row").GetInt32(), problems[0].GetProperty("column").GetString()));
        Assert.Equal("added", (await RestClient.ReadAsync(added)).GetProperty("state").GetString());
        Assert.Contains((await rest.GetAsync("population")).GetProperty("areas").EnumerateArray(), one => one.GetProperty("area").GetString() == area);
        Assert.Equal(30, answer.GetProperty("people").GetProperty("people").GetInt32()); // 29, as it was made when the sample was
        Assert.NotEmpty(answer.GetProperty("asOf").GetString()!);
    }

    private static ByteArrayContent Csv(string text) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new("text/csv") } };

    private static async Task SendAsync(IPage page, string csv)
    {
        await page.GetByLabel("Where do the figures come from?").FillAsync("Census 2021");
        await page.GetByLabel("Day").FillAsync("21");
        await page.GetByLabel("Month").FillAsync("3");
        await page.GetByLabel("Year").FillAsync("2021");
        await page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "figures.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await page.PressAsync("Bring in the figures");
    }

    private static async Task<string> AddGroupAsync(IPage page, string address)
    {
        var name = $"Carers {Guid.NewGuid():N}";
        await page.NameGroupAsync(address, name);
        return name;
    }

    private static async Task ShowAsync(IPage page, string day, string month, string year)
    {
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync(day);
        await page.GetByLabel("Month").FillAsync(month);
        await page.GetByLabel("Year").FillAsync(year);
        await page.PressAsync("Show that day");
    }
}
