using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace CoProduction.TestCommon.Hosting;

/// <summary>A way into an installation as its first administrator: in the browser by a session, for programs by a token.</summary>
public sealed partial record Entry(string Url, string Session, string Token, string RegisterToken)
{
    /// <summary>The password that the administrator chooses.</summary>
    public const string Password = "kettle orchard bicycle";

    /// <summary>What the token may do.</summary>
    public static IReadOnlyList<string> Scopes { get; } =
    [
        "partnership.read", "project.read", "project.write", "readiness.answer", "ladder.rate", "close-out.sign", "cycle.read", "cycle.write", "statement.import", "statement.read", "theme.read",
        "theme.write", "voice.record", "voice.answer", "population.import", "learning.report",
    ];

    // Nobody reads both who people are and what they said.
    private static readonly string[] _register = ["person.read", "person.write", "person.contact", "person.import", "representative.read", "representative.write"];

    /// <summary>Signs in with the one-time password in what the first start has written, chooses a password and makes a token.</summary>
    public static async Task<Entry> MakeAsync(string url, string output)
    {
        using var visitor = new Visitor(url);
        await visitor.SignInAsync("admin", OneTimePasswordIn(output));
        await visitor.SubmitAsync("/password", "password", ("Input.New", Password));
        return new(url, visitor.Session, await NewTokenAsync(visitor, "Tests", Scopes), await NewTokenAsync(visitor, "Register", _register));
    }

    /// <summary>The one-time password that the first start has printed.</summary>
    public static string OneTimePasswordIn(string output) => OneTimePassword().Match(output).Groups[1].Value;

    /// <summary>A program that calls REST with the token.</summary>
    public HttpClient NewProgram(TimeSpan? timeout = null) => NewProgram(Token, timeout);

    /// <summary>A program that keeps the register of people through REST.</summary>
    public HttpClient NewRegister() => NewProgram(RegisterToken, null);

    /// <summary>Somebody who is signed in, in a simple browser.</summary>
    public HttpClient NewPerson()
    {
        var http = new HttpClient { BaseAddress = new(Url), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Add("Cookie", $"coproduction-session={Session}");
        return http;
    }

    // Other clients send other letters in headers than ASCII; this one only when it is told to.
    private HttpClient NewProgram(string token, TimeSpan? timeout) => new(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
    {
        BaseAddress = new(Url),
        Timeout = timeout ?? TimeSpan.FromMinutes(5),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    private static async Task<string> NewTokenAsync(Visitor visitor, string name, IReadOnlyList<string> scopes)
    {
        using var answer = await visitor.SubmitAsync("/api-tokens", "token", [("Input.Name", name), .. scopes.Select(scope => ("Input.Scopes", scope)), ("Input.Days", "90")]);
        return Secret().Match(await answer.Content.ReadAsStringAsync()).Value;
    }

    [GeneratedRegex("one-time password (\\S+)")]
    private static partial Regex OneTimePassword();

    [GeneratedRegex("coproduction_[A-Za-z0-9_-]+")]
    private static partial Regex Secret();
}
