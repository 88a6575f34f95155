using CoProduction.EndToEnd.Tests.Access;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>What a theme's page says of people's words, on screen and on paper.</summary>
public class ThemePageTests(RunningHost host, Browser browser)
{
    [Fact]
    public async Task Theme_Printed_ShowsWhatPeopleSaidAndNothingToPress()
    {
        var page = await OpenAsync();
        var words = await page.Locator("label.site-words").First.InnerTextAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(page.GetByText(words, new() { Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Move the ticked statements" })).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByLabel("Move them to")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Theme_OnAPhone_ShowsWhatPeopleSaidAtReadingSize()
    {
        var page = await OpenAsync(phone: true);

        Assert.Equal("19px", await page.Locator("label.site-words").First.EvaluateAsync<string>("label => getComputedStyle(label).fontSize"));
    }

    [Fact]
    public async Task Move_WhereToNotChosen_SaysSoAndKeepsWhatIsTicked()
    {
        var page = await OpenAsync();
        await page.Locator("[name='Move.Ids']").First.CheckAsync();

        await page.PressAsync("Move the ticked statements");

        await Assertions.Expect(page.Locator("#to_theme_id-error")).ToContainTextAsync("Choose where to move them.");
        await page.ExpectProblemsToLeadToFieldsAsync();
        await Assertions.Expect(page.Locator("[name='Move.Ids']").First).ToBeCheckedAsync();
    }

    [Fact]
    public async Task IStatement_WordedByStaff_IsNotSaidToBePeoplesOwn()
    {
        var page = await OpenAsync();
        await page.GetByText("Change the name or the “I” statement").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "“I” statement" }).FillAsync("I know who comes to my door.");
        await page.PressAsync("Save the change");

        await Assertions.Expect(page.GetByText("Worded by a person. Those who said it have still to agree.")).ToBeVisibleAsync();
    }

    private async Task<IPage> OpenAsync(bool phone = false)
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: false, phone: phone);
        await page.GotoAsync(new Route("GET", "/themes/{themeId:guid}", null).Of(await SampleThings.FindAsync(host.Entry)));
        return page;
    }
}
