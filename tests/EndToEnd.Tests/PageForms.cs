using CoProduction.Shared.Access;
using CoProduction.TestCommon.Hosting;
using Microsoft.Playwright;

namespace CoProduction.EndToEnd.Tests;

/// <summary>What tests of a project's pages do with them.</summary>
internal static class PageForms
{
    /// <summary>Presses the button of exactly this name.</summary>
    public static Task PressAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Sets up a project of the test's own; gives its address.</summary>
    public static async Task<string> SetUpProjectAsync(this IPage page)
    {
        await page.GotoAsync("/projects/new");
        await page.GetByLabel("Name").FillAsync($"Breaks {Guid.NewGuid():N}");
        await page.GetByLabel("What is it for?").FillAsync("To plan breaks for carers.");
        await page.PressAsync("Set up the project");
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>The sample's member with lived experience, signed in, without JavaScript.</summary>
    public static async Task<IPage> OpenAsMemberAsync(this Browser browser, RunningHost host)
    {
        using var visitor = new Visitor(host.Url);
        await visitor.SignInAsDemoAsync(Roles.Member);
        var page = await browser.OpenAsync(host.Url, javaScript: false);
        await page.Context.AddCookiesAsync([new() { Name = "coproduction-session", Value = visitor.Session, Url = host.Url }]);
        return page;
    }
}
