using System.Text.RegularExpressions;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Hosting;
using Xunit;
using static CoProduction.EndToEnd.Tests.Access.Asker;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>Every page, asked for by everybody who could. Forms are sent without their token, so that nothing happens where they are let in.</summary>
public partial class PageAccessTests(RunningHost host)
{
    // A way to take part: everybody in the partnership may see it, whatever project it is of.
    private const string OpenToAll = "/opportunities/{OpportunityId:guid}";

    public static TheoryData<string> RolesOfPeople => [.. Roles.OfPeople];

    [Theory]
    [MemberData(nameof(RolesOfPeople))]
    public async Task Pages_WithARole_AreShownAsTheTableSays(string role)
    {
        using var visitor = new Visitor(host.Url);
        await visitor.SignInAsDemoAsync(role);
        using var asker = WithSession(host.Url, visitor.Session);

        Assert.Empty(await asker.TryAsync(await PagesAsync(), await SampleThings.FindAsync(host.Entry), route => route.IsAllowedTo(role) ? Outcome.Allowed : Outcome.Forbidden));
    }

    [Fact]
    public async Task Pages_ForNobody_LeadToSignIn()
    {
        using var asker = Nobody(host.Url);

        await AssertSignInFirstAsync(asker);
    }

    [Fact]
    public async Task Pages_WithAnEndedSession_LeadToSignIn()
    {
        using var visitor = new Visitor(host.Url);
        await visitor.SignInAsDemoAsync(Roles.Administrator);
        var session = visitor.Session;
        (await visitor.SubmitAsync("/sign-out", "here")).Dispose();
        using var asker = WithSession(host.Url, session);

        await AssertSignInFirstAsync(asker);
    }

    [Fact]
    public async Task Pages_WithATamperedSession_LeadToSignIn()
    {
        var session = host.Entry.Session;
        using var asker = WithSession(host.Url, session[..^2] + (session[^2] == 'A' ? 'B' : 'A') + session[^1]);

        await AssertSignInFirstAsync(asker);
    }

    [Fact]
    public async Task Pages_WithAProgramsToken_LeadToSignIn()
    {
        using var asker = WithToken(host.Url, host.Entry.Token);

        await AssertSignInFirstAsync(asker);
    }

    [Theory]
    [InlineData(Roles.Facilitator)]
    [InlineData(Roles.Analyst)]
    public async Task Pages_WithARoleInAnotherProjectAlone_HaveNoWordOfThisOne(string role)
    {
        var things = await SampleThings.FindAsync(host.Entry);
        using var asker = WithSession(host.Url, await InvitedToAsync("Breaks for carers", role));
        var wrong = new List<string>();
        // What is public names its project to everybody.
        foreach (var route in (await PagesAsync()).Where(route => route.IsGet && route.Needed != Permissions.Public))
        {
            using var response = await asker.AskAsync(route, things);
            var text = await response.Content.ReadAsStringAsync();
            if (text.Contains("Support at home", StringComparison.Ordinal) || text.Contains("Spring reviews", StringComparison.Ordinal)
                || (route.NamesSomething && route.Pattern != OpenToAll && response.IsSuccessStatusCode))
                wrong.Add($"{route}: {(int)response.StatusCode} {text}");
        }

        Assert.Empty(wrong);
    }

    private async Task AssertSignInFirstAsync(Asker asker) => Assert.Empty(await asker.TryAsync(
        await PagesAsync(), await SampleThings.FindAsync(host.Entry), route => route.Needed == Permissions.Public ? Outcome.Allowed : Outcome.SignInFirst));

    private static async Task<IEnumerable<Route>> PagesAsync() => (await Route.ListedAsync()).Where(route => !route.IsRest);

    private async Task<string> InvitedToAsync(string project, string role)
    {
        using var administrator = new Visitor(host.Url);
        await administrator.SignInAsDemoAsync(Roles.Administrator);
        var projectId = ProjectId(project).Match(await administrator.ReadAsync("/people/add")).Groups[1].Value;
        using var invited = await administrator.SubmitAsync("/people/add", "invite",
            ("Input.DisplayName", "Pat"), ("Input.AccountName", $"pat-{Guid.NewGuid()}"), ("Input.Project", projectId), ("Input.ProjectRole", role));
        using var pat = new Visitor(host.Url);
        (await pat.SubmitAsync(Link().Match(await invited.Content.ReadAsStringAsync()).Value, "link")).Dispose();
        (await pat.SubmitAsync("/password", "password", ("Input.New", Entry.Password))).Dispose();
        Assert.Contains(project, await pat.ReadAsync("/projects"));
        return pat.Session;
    }

    private static Regex ProjectId(string name) => new($"value=\"([0-9a-f-]{{36}})\"[^>]*>{name}<");

    [GeneratedRegex("/sign-in/link\\?secret=[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
