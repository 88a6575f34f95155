using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace CoProduction.TestCommon.Hosting;

/// <summary>A way into an installation as its first administrator: in the browser by a session, for programs by a token.</summary>
public sealed partial record Entry(string Url, string Session, string Token)
{
    /// <summary>The password that the administrator chooses.</summary>
    public const string Password = "kettle orchard bicycle";

    private static readonly string[] _scopes = ["partnership.read", "project.read", "cycle.read", "statement.import", "statement.read", "theme.read", "theme.write", "person.import", "learning.report"];

    /// <summary>Signs in with the one-time password in what the first start has written, chooses a password and makes a token.</summary>
    public static async Task<Entry> MakeAsync(string url, string output)
    {
        using var visitor = new Visitor(url);
        await visitor.SignInAsync("admin", OneTimePasswordIn(output));
        await visitor.SubmitAsync("/password", "password", ("Input.New", Password));
        using var answer = await visitor.SubmitAsync(
            "/api-tokens", "token", [("Input.Name", "Tests"), .. _scopes.Select(scope => ("Input.Scopes", scope)), ("Input.Days", "90")]);
        return new(url, visitor.Session, Secret().Match(await answer.Content.ReadAsStringAsync()).Value);
    }

    /// <summary>The one-time password that the first start has printed.</summary>
    public static string OneTimePasswordIn(string output) => OneTimePassword().Match(output).Groups[1].Value;

    /// <summary>A program that calls REST with the token.</summary>
    public HttpClient NewProgram(TimeSpan? timeout = null) => new()
    {
        BaseAddress = new(Url),
        Timeout = timeout ?? TimeSpan.FromMinutes(5),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
    };

    /// <summary>Somebody who is signed in, in a simple browser.</summary>
    public HttpClient NewPerson()
    {
        var http = new HttpClient { BaseAddress = new(Url), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Add("Cookie", $"coproduction-session={Session}");
        return http;
    }

    [GeneratedRegex("one-time password (\\S+)")]
    private static partial Regex OneTimePassword();

    [GeneratedRegex("coproduction_[A-Za-z0-9_-]+")]
    private static partial Regex Secret();
}
