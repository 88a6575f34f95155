using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>Asks for routes as somebody who shows a cookie or a token, or neither, and goes nowhere by itself.</summary>
internal sealed class Asker : IDisposable
{
    private readonly HttpClient _http;

    private Asker(string url) => _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(url) };

    /// <summary>How the gateway took it.</summary>
    public enum Outcome
    {
        /// <summary>Shown, or sent on to another page; a form without its token was let as far as the form.</summary>
        Allowed,
        Forbidden,
        SignInFirst,

        /// <summary>None of these: there is something wrong with the route or with the test.</summary>
        Other,
    }

    public static Asker Nobody(string url) => new(url);

    public static Asker WithSession(string url, string session)
    {
        var asker = new Asker(url);
        asker._http.DefaultRequestHeaders.Add("Cookie", $"coproduction-session={session}");
        return asker;
    }

    public static Asker WithToken(string url, string token)
    {
        var asker = new Asker(url);
        asker._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return asker;
    }

    public async Task<HttpResponseMessage> AskAsync(Route route, IReadOnlyDictionary<string, string> things)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Of(things));
        if (!route.IsGet)
            request.Content = ContentFor(route);
        return await _http.SendAsync(request);
    }

    /// <summary>Asks for each route, and gives those that were taken otherwise than expected.</summary>
    public async Task<List<string>> TryAsync(IEnumerable<Route> routes, IReadOnlyDictionary<string, string> things, Func<Route, Outcome> expected)
    {
        var wrong = new List<string>();
        foreach (var route in routes)
        {
            using var response = await AskAsync(route, things);
            if (OutcomeOf(route, response) != expected(route))
                wrong.Add($"{route}: {(int)response.StatusCode} {response.Headers.Location}, expected {expected(route)}");
        }
        return wrong;
    }

    public void Dispose() => _http.Dispose();

    // Of the right kind: who asks is looked at after what was sent.
    private static HttpContent ContentFor(Route route) => route switch
    {
        { IsRest: false } => new FormUrlEncodedContent([new("forged", "yes")]),
        { Pattern: var pattern } when pattern.EndsWith("/imports", StringComparison.Ordinal) => new StringContent("question,statement\n", Encoding.UTF8, "text/csv"),
        _ => new StringContent("{}", Encoding.UTF8, "application/json"),
    };

    private static Outcome OutcomeOf(Route route, HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized when route.IsRest => Outcome.SignInFirst,
        HttpStatusCode.SeeOther when !route.IsRest && response.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) => Outcome.SignInFirst,
        HttpStatusCode.Forbidden => Outcome.Forbidden,
        HttpStatusCode.OK or HttpStatusCode.Redirect when route.IsGet => Outcome.Allowed,
        HttpStatusCode.BadRequest when !route.IsGet => Outcome.Allowed,
        _ => Outcome.Other,
    };
}
