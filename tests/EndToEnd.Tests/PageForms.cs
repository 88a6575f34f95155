using CoProduction.Shared.Access;
using CoProduction.TestCommon.Hosting;
using Microsoft.Playwright;

namespace CoProduction.EndToEnd.Tests;

/// <summary>What tests of a project's pages do with them.</summary>
internal static class PageForms
{
    /// <summary>Presses the button of exactly this name.</summary>
    public static Task PressAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Each problem that the summary names leads to a field that is there.</summary>
    public static async Task ExpectProblemsToLeadToFieldsAsync(this IPage page)
    {
        var problems = page.Locator(".nhsuk-error-summary__list li");
        await Assertions.Expect(problems.First).ToBeVisibleAsync();
        foreach (var problem in await problems.AllAsync())
            await Assertions.Expect(page.Locator($"[id='{(await problem.Locator("a").GetAttributeAsync("href"))![1..]}']")).ToHaveCountAsync(1);
    }

    /// <summary>Sets up a project of the test's own; gives its address.</summary>
    public static async Task<string> SetUpProjectAsync(this IPage page)
    {
        await page.GotoAsync("/projects/new");
        await page.GetByLabel("Name").FillAsync($"Breaks {Guid.NewGuid():N}");
        await page.GetByLabel("What is it for?").FillAsync("To plan breaks for carers.");
        await page.PressAsync("Set up the project");
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Sends a file of reviews to a cycle, as far as what each of its columns is for.</summary>
    public static async Task SendFileAsync(this IPage page, string cycle, byte[] file, string name = "reviews.csv")
    {
        await page.GotoAsync($"{cycle}/import");
        await page.GetByLabel("CSV file or Excel workbook").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = file });
        await page.PressAsync("Go on");
        await page.ExpectHeadingAsync("What is in the file?");
    }

    /// <summary>From what each column is for to the reviews being in, with every step as it is proposed.</summary>
    public static async Task BringInAsync(this IPage page)
    {
        await page.PressAsync("Go on");
        await page.Locator("main a.nhsuk-button").ClickAsync();
        await page.ExpectHeadingAsync("Bring them in?");
        await page.PressAsync("Bring them in");
    }

    /// <summary>Waits for a page with this heading, or one that begins like this.</summary>
    public static Task ExpectHeadingAsync(this IPage page, string heading) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(heading);

    /// <summary>Somebody whom the administrator invites, signed in by the link and a password of their own, without JavaScript; acts for somebody when that is given.</summary>
    public static async Task<IPage> OpenAsInvitedAsync(this Browser browser, RunningHost host, string name, string role, string actsFor = "")
    {
        var administrator = await browser.OpenAsync(host.Entry, javaScript: false);
        await administrator.GotoAsync("/people/add");
        await administrator.GetByLabel("Their name").FillAsync(name);
        await administrator.GetByLabel("Sign-in name").FillAsync($"invited.{Guid.NewGuid():N}");
        await administrator.GetByLabel(role).CheckAsync();
        if (actsFor.Length > 0)
            await administrator.GetByLabel("Acts for").SelectOptionAsync(actsFor);
        await administrator.PressAsync("Invite them");
        var link = (await administrator.Locator(".site-secret").InnerTextAsync()).Split().First(word => word.Contains("/sign-in/link", StringComparison.Ordinal));
        var page = await browser.OpenAsync(host.Url, javaScript: false);
        await page.GotoAsync(link);
        await page.PressAsync("Sign in");
        await page.GetByLabel("New password").FillAsync(Entry.Password);
        await page.PressAsync("Save the password");
        await Assertions.Expect(page.GetByText("Your password is saved.")).ToBeVisibleAsync();
        return page;
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
