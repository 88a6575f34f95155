using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>The audit as an administrator sees it.</summary>
public class AuditPageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Audit_SearchedWithoutJavaScript_ShowsInPlainEnglishWhatWasDone()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync("/projects");
        await page.GetByRole(AriaRole.Link, new() { Name = "Audit" }).ClickAsync();
        await page.GetByLabel("Reviews and themes").CheckAsync();
        await page.GetByText("Look for something in particular").ClickAsync();
        await page.GetByLabel("What was done").SelectOptionAsync("Brought in reviews");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Audit");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Brought in reviews" }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Asked for themes" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("What was done")).ToHaveValueAsync("import.add");
        await Assertions.Expect(page.GetByLabel("Reviews and themes")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Audit_LookedAt_TheLookIsInItNextTime()
    {
        var page = await browser.OpenAsync(host.Entry);
        await page.GotoAsync("/audit?service=review");
        await page.GotoAsync("/audit?service=review&action=audit.read");

        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Looked at the audit" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Audit_LongerThanAPage_GoesOnWithTheSameSearch()
    {
        using var http = host.Entry.NewPerson();
        for (var i = 0; i < 55; i++)
            await http.GetStringAsync("/audit?service=stakeholder&action=audit.export");
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        await page.GotoAsync("/audit?service=stakeholder&action=audit.read");

        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("What was done")).ToHaveValueAsync("audit.read");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Looked at the audit" }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the first page" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next page" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Audit_FieldsThatWillNotDo_AreNamedAndKept()
    {
        var page = await browser.OpenAsync(host.Entry);
        await page.GotoAsync("/audit?from=yesterday");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "This must be a day, such as 2026-11-24." })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("From this day")).ToHaveValueAsync("yesterday");

        await page.GotoAsync("/audit?actor=somebody");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "This must be an id (UUID)." })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Download_OfASearch_HasItsEntriesOnlyAndIsItselfInTheAudit()
    {
        using var http = host.Entry.NewPerson();

        var csv = await http.GetStringAsync("/audit.csv?service=review&action=import.");
        var exports = await http.GetStringAsync("/audit.csv?service=review&action=audit.export");

        var lines = csv.Trim().Split("\r\n");
        Assert.Equal("seal,audit_id,at,actor_id,action,target_kind,target_id,detail,for_person_id,reason", lines[0]);
        Assert.NotEmpty(lines[1..]);
        Assert.All(lines[1..], line => Assert.Contains(",import.", line));
        Assert.Contains(",audit.export,partnership,", exports);
    }
}
