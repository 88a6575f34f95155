using System.Net;
using System.Text.RegularExpressions;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>What an administrator sees of others' tokens, before and after their owner goes.</summary>
public sealed partial class TokenOwnerPageTests(RunningHost host)
{
    [Fact]
    public async Task TakingAllRolesFromSomebody_WithTwoTokens_ShowsThemAndLetsOneBeTakenOver()
    {
        using var administrator = new Visitor(host.Url);
        await administrator.SignInAsDemoAsync(Roles.Administrator);
        var name = $"Pat {Guid.NewGuid():N}";
        using var pat = await InvitedAsync(administrator, name);
        var (going, staying) = (await NewTokenAsync(pat, "Going"), await NewTokenAsync(pat, "Staying"));
        var roles = Regex.Match(await administrator.ReadAsync("/people/roles"), $"(/people/[0-9a-f-]{{36}}/roles)\">{name}<").Groups[1].Value;

        var before = await administrator.ReadAsync(roles);
        using (var taken = await administrator.SubmitAsync(roles, FormBefore(before, "Staying")))
            Assert.Contains("The token is yours now", await taken.Content.ReadAsStringAsync());
        (await administrator.SubmitAsync(roles, "remove")).Dispose();
        var tokens = await administrator.ReadAsync("/api-tokens");

        Assert.Contains("Going, until", before);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await AskAsync(going), await AskAsync(staying)));
        Assert.Contains("its owner does not look after the partnership any more", RowOf(tokens, "Going"));
        Assert.DoesNotContain(name, RowOf(tokens, "Staying"));
        Assert.Contains("Runs out in 5 days", RowOf(tokens, "Staying"));
        Assert.Contains("Tokens of programs run out soon", await administrator.ReadAsync("/projects"));
    }

    private static string FormBefore(string page, string token) => Regex.Match(page, $"value=\"(take-over-[0-9a-f-]{{36}})\"(?:(?!</form>).)*the token for {token}", RegexOptions.Singleline).Groups[1].Value;

    private static string RowOf(string page, string token) => Regex.Match(page, $"<tr[^>]*>(?:(?!</tr>).)*<span>{token}</span>(?:(?!</tr>).)*</tr>", RegexOptions.Singleline).Value;

    private async Task<HttpStatusCode> AskAsync(string token)
    {
        using var program = Asker.WithToken(host.Url, token);
        using var answer = await program.AskAsync((await Route.ListedAsync()).Single(route => route is { Method: "GET", Pattern: "/api/v1/projects" }), new Dictionary<string, string>());
        return answer.StatusCode;
    }

    private static async Task<string> NewTokenAsync(Visitor visitor, string name)
    {
        using var answer = await visitor.SubmitAsync("/api-tokens", "token", ("Input.Name", name), ("Input.Scopes", "project.read"), ("Input.Days", "6"));
        return Secret().Match(await answer.Content.ReadAsStringAsync()).Value;
    }

    private async Task<Visitor> InvitedAsync(Visitor administrator, string name)
    {
        using var invited = await administrator.SubmitAsync("/people/add", "invite",
            ("Input.DisplayName", name), ("Input.AccountName", $"pat-{Guid.NewGuid()}"), ("Input.Roles", Roles.Administrator));
        var visitor = new Visitor(host.Url);
        (await visitor.SubmitAsync(Link().Match(await invited.Content.ReadAsStringAsync()).Value, "link")).Dispose();
        (await visitor.SubmitAsync("/password", "password", ("Input.New", Entry.Password))).Dispose();
        return visitor;
    }

    [GeneratedRegex("/sign-in/link\\?secret=[A-Za-z0-9_-]+")]
    private static partial Regex Link();

    [GeneratedRegex("coproduction_[A-Za-z0-9_-]+")]
    private static partial Regex Secret();
}
