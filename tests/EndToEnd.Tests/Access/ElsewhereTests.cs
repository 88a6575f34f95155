using System.Net;
using System.Text.RegularExpressions;
using CoProduction.Host.Postgres;
using CoProduction.Shared.Access;
using Dapper;
using Npgsql;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>Every route, asked for things of another partnership: answered as if they were nowhere, word for word.</summary>
public sealed partial class ElsewhereTests(RunningHost host)
{
    // A list that knows no projects: whatever is named, it has nothing of it to show.
    private static readonly string[] _empty = ["/api/v1/projects/{projectId:guid}/cycles"];

    [Fact]
    public async Task Routes_WithThingsOfAnotherPartnership_AnswerAsForThingsThatAreNowhere()
    {
        var things = await SampleThings.FindAsync(host.Entry);
        var nowhere = things.ToDictionary(thing => thing.Key, thing => Guid.TryParse(thing.Value, out _) ? Guid.NewGuid().ToString() : thing.Value);
        var (session, token) = await EntryElsewhereAsync();
        using var person = Asker.WithSession(host.Url, session);
        using var program = Asker.WithToken(host.Url, token);
        var wrong = new List<string>();
        foreach (var route in (await Route.ListedAsync()).Where(route => route.NamesSomething && route.Needed != Permissions.Public))
        {
            var asker = route.IsRest ? program : person;
            using var theirs = await asker.AskAsync(route, things);
            using var none = await asker.AskAsync(route, nowhere);
            if (theirs.StatusCode != none.StatusCode || await WordsAsync(theirs) != await WordsAsync(none))
                wrong.Add($"{route}: {(int)theirs.StatusCode} {await WordsAsync(theirs)} and {(int)none.StatusCode} {await WordsAsync(none)}");
            else if (route.IsGet && theirs.StatusCode != HttpStatusCode.NotFound && !_empty.Contains(route.Pattern) && IsAllowed(route))
                wrong.Add($"{route}: {(int)theirs.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    private static bool IsAllowed(Route route) => route.IsRest || route.IsAllowedTo(Roles.Administrator) || route.IsAllowedTo(Roles.Facilitator);

    private static async Task<string> WordsAsync(HttpResponseMessage response) => Varying().Replace(await response.Content.ReadAsStringAsync(), "");

    // An administrator of a partnership of its own, and a program of theirs, made past the pages so that nobody else's choice of partnership changes.
    private async Task<(string Session, string Token)> EntryElsewhereAsync()
    {
        var (partnership, person, session, token) = (Guid.NewGuid(), Guid.NewGuid(), $"session-{Guid.NewGuid():N}", $"coproduction_{Guid.NewGuid():N}");
        await using var connection = new NpgsqlConnection(EmbeddedPostgres.AccessTo("stakeholder", host.Folder).Migrator);
        await connection.ExecuteAsync(
            """
            INSERT INTO partnership (partnership_id, name, created_at) VALUES (@partnership, @session, now());
            INSERT INTO account (person_id, account_name, display_name, must_set_password) VALUES (@person, @session, 'Elsa', false);
            INSERT INTO membership (partnership_id, person_id, roles) VALUES (@partnership, @person, '{administrator,facilitator}');
            INSERT INTO session (secret_hash, person_id, started_at, seen_at, may_set_password) VALUES (sha256(convert_to(@session, 'UTF8')), @person, now(), now(), false);
            INSERT INTO api_token (partnership_id, token_id, name, scopes, secret_hash, created_at, created_by_id, owner_id, expires_at)
            VALUES (@partnership, gen_random_uuid(), 'Elsewhere', @scopes, sha256(convert_to(@token, 'UTF8')), now(), @person, @person, now() + interval '1 day')
            """, new { partnership, person, session, token, scopes = Permissions.OfPrograms.ToArray() });
        return (session, token);
    }

    // Numbers of things, of requests and of failures, and proofs that a form is ours.
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}(-[0-9a-f]{16}-[0-9]{2})?|(?<=RequestVerificationToken\" value=\")[^\"]+")]
    private static partial Regex Varying();
}
