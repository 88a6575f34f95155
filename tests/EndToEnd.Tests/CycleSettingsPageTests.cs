using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>A wrong file is taken back, and a cycle renamed, closed, opened and removed, without JavaScript; and the same by a program.</summary>
public sealed class CycleSettingsPageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Import_TakenBack_LeavesAnEmptyCycleThatSaysSo()
    {
        var (page, cycle) = await StartCycleAsync();
        await BringInAsync(page, cycle);
        await Assertions.Expect(page.GetByText("You can take it back until its statements are themed.")).ToBeVisibleAsync();

        await page.PressAsync("Take this file back");

        await Assertions.Expect(page.GetByText("The file is taken back. Its statements are gone.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This file was taken back");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take this file back" })).ToHaveCountAsync(0);
        await page.GotoAsync(cycle);
        await Assertions.Expect(page.GetByText("taken back")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("What people said")).ToHaveCountAsync(0);
        await BringInAsync(page, cycle);
        await Assertions.Expect(page.GetByText("2 statements from 2 rows.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Cycle_RenamedAndClosed_TakesNothingNewUntilItIsOpened()
    {
        var (page, cycle) = await StartCycleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Rename, close or remove this cycle" }).ClickAsync();
        await page.GetByLabel("Name of the cycle").FillAsync("");
        await page.PressAsync("Save the name");
        await page.ExpectProblemsToLeadToFieldsAsync();
        await page.GetByLabel("Name of the cycle").FillAsync("Winter reviews");
        await page.PressAsync("Save the name");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Winter reviews");

        await page.GotoAsync($"{cycle}/settings");
        await page.PressAsync("Close the cycle");

        await Assertions.Expect(page.GetByText("The cycle is closed. Nothing new comes into it.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Bring in the reviews" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Rename, open again or remove this cycle" }).ClickAsync();
        await page.PressAsync("Open the cycle again");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Bring in the reviews" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Cycle_Removed_IsGoneOnceTheBoxIsTicked()
    {
        var (page, cycle) = await StartCycleAsync();
        await page.GotoAsync($"{cycle}/settings");
        await page.PressAsync("Remove the cycle");
        await Assertions.Expect(page.Locator("#sure-error")).ToContainTextAsync("Tick the box if you are sure.");
        await page.ExpectProblemsToLeadToFieldsAsync();

        await page.GetByLabel("I am sure").CheckAsync();
        await page.PressAsync("Remove the cycle");

        await Assertions.Expect(page.GetByText("The cycle is removed.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("There are no cycles yet.")).ToBeVisibleAsync();
        Assert.Equal(404, (await page.GotoAsync(cycle))!.Status);
    }

    [Fact]
    public async Task Settings_OfACycleWithStatements_AreAccessibleAndOfferNoRemoving()
    {
        var (empty, cycle) = await StartCycleAsync();
        await BringInAsync(empty, cycle);
        var page = await browser.OpenAsync(host.Entry);
        await page.GotoAsync(new Uri(empty.Url).AbsolutePath);
        await Browser.AssertAccessibleAsync(page);

        await page.GotoAsync($"{cycle}/settings");

        await Browser.AssertAccessibleAsync(page);
        await Assertions.Expect(page.GetByText("There are 2 statements in this one.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove the cycle" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Rest_CycleAndItsFile_AreRenamedClosedTakenBackAndRemoved()
    {
        var (_, address) = await StartCycleAsync();
        using var http = host.Entry.NewProgram();
        var rest = new RestClient(http);
        var cycle = address["/cycles/".Length..];
        var file = Encoding.UTF8.GetBytes($"question,statement\nworking,{Guid.NewGuid()}\n");
        using var imported = await rest.ImportAsync(cycle, file);
        var import = (await RestClient.ReadAsync(imported)).GetProperty("importId").GetString();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await SendAsync("", HttpMethod.Patch, new { name = "Winter reviews" }), await SendAsync("/close")));
        var closed = await rest.GetAsync($"cycles/{cycle}");
        Assert.Equal(("Winter reviews", true), (closed.GetProperty("name").GetString(), closed.GetProperty("closed").GetBoolean()));
        using (var refused = await rest.ImportAsync(cycle, file))
            Assert.Equal("CYCLE_CLOSED", (await RestClient.ReadAsync(refused)).GetProperty("reason").GetString());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (await SendAsync("/reopen"), await SendAsync("", HttpMethod.Delete)));
        using (var taken = await rest.SendAsync($"imports/{import}/take-back", JsonContent.Create(new { })))
            Assert.Equal("taken_back", (await RestClient.ReadAsync(taken)).GetProperty("state").GetString());
        Assert.Equal("taken_back", (await rest.GetAsync($"imports/{import}")).GetProperty("state").GetString());
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (await SendAsync("", HttpMethod.Delete), await SendAsync("/close")));

        async Task<HttpStatusCode> SendAsync(string what, HttpMethod? verb = null, object? body = null)
        {
            using var response = await rest.SendAsync($"cycles/{cycle}{what}", JsonContent.Create(body ?? new { }), verb: verb);
            return response.StatusCode;
        }
    }

    private async Task<(IPage Page, string Cycle)> StartCycleAsync()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.SetUpProjectAsync();
        await page.GetByLabel("Name of the cycle").FillAsync("Autumn reviews");
        await page.PressAsync("Start the cycle");
        return (page, new Uri(page.Url).AbsolutePath);
    }

    // Through REST, so that it does not matter here how people choose what columns are for.
    private async Task BringInAsync(IPage page, string cycle)
    {
        using var http = host.Entry.NewProgram();
        using var imported = await new RestClient(http).ImportAsync(cycle["/cycles/".Length..], Encoding.UTF8.GetBytes("question,statement\nworking,My dog\nfuture,A job\n"));
        await page.GotoAsync($"/imports/{(await RestClient.ReadAsync(imported)).GetProperty("importId").GetString()}");
    }
}
