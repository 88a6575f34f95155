using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

public class PersonPageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Roles_SavedWithOneMoreProject_KeepThoseInOthers()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false);
        var name = $"Jo {Guid.NewGuid():N}";
        await page.GotoAsync("/people/add");
        await page.GetByLabel("Their name").FillAsync(name);
        await page.GetByLabel("Sign-in name").FillAsync(name);
        await page.GetByLabel("Project", new() { Exact = true }).SelectOptionAsync("Support at home");
        await page.GetByLabel("Role in it").SelectOptionAsync("Analyst");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite them" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to people and roles" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();

        await page.GetByLabel("One more project").SelectOptionAsync("Breaks for carers");
        await page.GetByLabel("Role in it").SelectOptionAsync("Facilitator");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the roles" }).ClickAsync();

        await Assertions.Expect(page.GetByText("The roles are saved.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Analyst in Support at home")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Facilitator in Breaks for carers")).ToBeCheckedAsync();

        await page.GetByLabel("Analyst in Support at home").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the roles" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("Analyst in Support at home")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("Facilitator in Breaks for carers")).ToBeCheckedAsync();
    }
}
