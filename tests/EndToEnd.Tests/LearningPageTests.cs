using System.Net;
using System.Net.Http.Json;
using CoProduction.EndToEnd.Tests.Access;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>What people want to learn and had, in the browser without JavaScript and by a program.</summary>
public class LearningPageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Record_WantedHadAndAPeer_TheProjectShowsItInNumbersAndByName()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var project = await page.SetUpProjectAsync();
        await page.GotoAsync(project);
        var projectName = await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();
        await page.GotoAsync("/people?name=Walter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Walter Hughes" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "What they want to learn" }).ClickAsync();
        await page.PressAsync("Add");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose from what is offered.");
        await page.GetByLabel("What is it?").SelectOptionAsync("Taking part in meetings");
        await page.GetByLabel("For which project?").SelectOptionAsync(projectName);
        await page.PressAsync("Add");
        await Assertions.Expect(page.GetByText($"not had yet. For {projectName}.")).ToBeVisibleAsync();

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Amina");
        await page.PressAsync("Find");
        await page.GetByLabel("Amina Yusuf").CheckAsync();
        await page.GetByLabel("In which project?").SelectOptionAsync(projectName);
        await page.PressAsync("Save");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ask both first");
        await page.GetByLabel("They have had a good experience").CheckAsync();
        await page.PressAsync("Save");
        await Assertions.Expect(page.GetByText($"Amina Yusuf (in {projectName})")).ToBeVisibleAsync();

        await page.GotoAsync(project);
        await page.GetByRole(AriaRole.Link, new() { Name = "What people want to learn" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Taking part in meetings 1 0" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Walter Hughes" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task MyPage_HowItWent_IsTheirOwn()
    {
        var page = await browser.OpenAsMemberAsync(host);
        await page.GotoAsync("/my-page");
        await page.GetByRole(AriaRole.Link, new() { Name = "What I want to learn" }).ClickAsync();
        await page.GetByLabel("What is it?").SelectOptionAsync("Chairing a meeting");
        await page.PressAsync("Add");
        await page.GetByLabel("How did it go?").First.FillAsync("I chaired the next one.");
        await page.GetByRole(AriaRole.Button, new() { Name = "It was had" }).First.ClickAsync();

        await Assertions.Expect(page.GetByText("How it went: I chaired the next one.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Rest_LearningHad_OnceForAKeyAndInTheNumbers()
    {
        using var http = host.Entry.NewProgram();
        var rest = new RestClient(http);
        var things = await SampleThings.FindAsync(host.Entry);
        var path = $"projects/{things["projectid"]}/learning";
        var key = Guid.NewGuid();
        JsonContent Had(string kind) => JsonContent.Create(new { personId = things["personid"], kind });
        var before = await HadAsync();

        using var first = await rest.SendAsync($"{path}-had", Had("assertiveness"), key);
        using var second = await rest.SendAsync($"{path}-had", Had("assertiveness"), key);
        using var unknown = await rest.SendAsync($"{path}-had", Had("juggling"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (first.StatusCode, unknown.StatusCode));
        Assert.Equal((await RestClient.ReadAsync(first)).GetProperty("learningId").GetString(), (await RestClient.ReadAsync(second)).GetProperty("learningId").GetString());
        Assert.Equal(before + 1, await HadAsync());

        async Task<int> HadAsync() => (await rest.GetAsync(path)).GetProperty("kinds").EnumerateArray()
            .Where(kind => kind.GetProperty("kind").GetString() == "assertiveness").Sum(kind => kind.GetProperty("had").GetInt32());
    }
}
