using System.Text.RegularExpressions;
using CoProduction.Host.Postgres;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Hosting;
using Dapper;
using Npgsql;
using Xunit;
using static CoProduction.EndToEnd.Tests.Access.Asker;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>Every REST route, asked for with every kind of token and with none.</summary>
public sealed partial class RestAccessTests(RunningHost host) : IAsyncLifetime
{
    private readonly Visitor _administrator = new(host.Url);

    public static TheoryData<string> Scopes => [.. Permissions.OfPrograms];

    public async ValueTask InitializeAsync() => await _administrator.SignInAsDemoAsync(Roles.Administrator);

    public ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task Routes_WithATokenOfOneScope_AreOpenAsTheTableSays(string scope)
    {
        using var asker = WithToken(host.Url, await NewTokenAsync(scope));

        Assert.Empty(await TryAsync(asker, route => route.Needed == scope ? Outcome.Allowed : Outcome.Forbidden));
    }

    [Fact]
    public async Task Routes_WithEveryScopeButThoseThatTellWhoPeopleAre_AreOpenButForThose()
    {
        using var asker = WithToken(host.Url, host.Entry.Token);

        Assert.Empty(await TryAsync(asker, route => Entry.Scopes.Contains(route.Needed) ? Outcome.Allowed : Outcome.Forbidden));
    }

    [Fact]
    public async Task Routes_WithoutAToken_AreClosed()
    {
        using var asker = Nobody(host.Url);

        Assert.Empty(await TryAsync(asker, _ => Outcome.SignInFirst));
    }

    [Fact]
    public async Task Routes_WithAPersonsSession_AreClosed()
    {
        using var asker = WithSession(host.Url, host.Entry.Session);

        Assert.Empty(await TryAsync(asker, _ => Outcome.SignInFirst));
    }

    [Fact]
    public async Task Routes_WithATokenOfNobody_AreClosed()
    {
        using var asker = WithToken(host.Url, "coproduction_" + new string('A', 43));

        Assert.Empty(await TryAsync(asker, _ => Outcome.SignInFirst));
    }

    [Fact]
    public async Task Routes_WithATokenTakenBack_AreClosed()
    {
        var token = await NewTokenAsync("project.read");
        var revoke = Revoke().Match(await _administrator.ReadAsync("/api-tokens")).Value; // the newest is the first
        (await _administrator.SubmitAsync("/api-tokens", revoke)).Dispose();
        using var asker = WithToken(host.Url, token);

        Assert.Empty(await TryAsync(asker, _ => Outcome.SignInFirst));
    }

    [Fact]
    public async Task Routes_WithATokenThatHasRunOut_AreClosed()
    {
        var token = await NewTokenAsync("project.read");
        await using var connection = new NpgsqlConnection(EmbeddedPostgres.AccessTo("stakeholder", host.Folder).Migrator);
        var expired = await connection.ExecuteAsync(
            "UPDATE api_token SET expires_at = now() - interval '1 second' WHERE secret_hash = sha256(convert_to(@token, 'UTF8'))", new { token });
        Assert.Equal(1, expired);
        using var asker = WithToken(host.Url, token);

        Assert.Empty(await TryAsync(asker, _ => Outcome.SignInFirst));
    }

    private async Task<List<string>> TryAsync(Asker asker, Func<Route, Outcome> expected) =>
        await asker.TryAsync((await Route.ListedAsync()).Where(route => route.IsRest), await SampleThings.FindAsync(host.Entry), expected);

    private async Task<string> NewTokenAsync(string scope)
    {
        using var answer = await _administrator.SubmitAsync("/api-tokens", "token", ("Input.Name", scope), ("Input.Scopes", scope), ("Input.Days", "1"));
        return Secret().Match(await answer.Content.ReadAsStringAsync()).Value;
    }

    [GeneratedRegex("coproduction_[A-Za-z0-9_-]+")]
    private static partial Regex Secret();

    [GeneratedRegex("revoke-[0-9a-f-]{36}")]
    private static partial Regex Revoke();
}
