using System.Net;
using System.Text.RegularExpressions;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>What every answer tells the browser, and the cookies that it gets.</summary>
public partial class HeaderTests(RunningHost host)
{
    private const string StyleSheet = "/_content/CoProduction.Gateway/site.css";

    [Fact]
    public async Task Answers_OfEveryRoute_KeepToThemselvesAndHoldNoScriptOrStyle()
    {
        var things = await SampleThings.FindAsync(host.Entry);
        using var person = Asker.WithSession(host.Url, host.Entry.Session);
        using var program = Asker.WithToken(host.Url, host.Entry.Token);
        var wrong = new List<string>();
        foreach (var route in await Route.ListedAsync())
        {
            using var response = await (route.IsRest ? program : person).AskAsync(route, things);
            wrong.AddRange(WrongIn(response, isSecure: false).Select(what => $"{route}: {what}"));
            if (response.Content.Headers.ContentType?.MediaType == "text/html" && Inline().Match(await response.Content.ReadAsStringAsync()) is { Success: true } inline)
                wrong.Add($"{route}: {inline.Value}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/no-such-route", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/projects", HttpStatusCode.Unauthorized)]
    [InlineData("/projects", HttpStatusCode.SeeOther)]
    [InlineData(StyleSheet, HttpStatusCode.OK)]
    [InlineData("/.well-known/jwks.json", HttpStatusCode.OK)]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/readyz", HttpStatusCode.OK)]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    public async Task Answers_ToNobody_KeepToThemselves(string path, HttpStatusCode status)
    {
        using var http = NewBrowser(host.Url);
        using var response = await http.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
        Assert.Empty(WrongIn(response, isSecure: false));
    }

    [Fact]
    public async Task Answer_UnderAnotherName_KeepsToItself()
    {
        using var http = NewBrowser(host.Url);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "elsewhere.example" } };
        using var response = await http.SendAsync(request);

        Assert.Empty(WrongIn(response, isSecure: false));
    }

    [Fact]
    public async Task SignIn_WithoutTls_SetsCookiesThatScriptsAndOtherSitesCannotUse()
    {
        var cookies = await CookiesOfSignInAsync(host.Url, "demo-");

        Assert.Equal(["coproduction-device", "coproduction-form", "coproduction-session"], cookies.Select(cookie => cookie.Split('=')[0]).Order());
        Assert.All(cookies, cookie => Assert.Matches("; httponly", cookie));
        Assert.All(cookies, cookie => Assert.Matches("; samesite=(lax|strict)", cookie));
        Assert.All(cookies, cookie => Assert.DoesNotContain("; secure", cookie));
    }

    [Fact]
    public async Task SignIn_BehindTls_SetsCookiesThatAreBoundToTheHostAndHeadersThatAskForTls()
    {
        var (folder, port) = (HostProcess.NewDataFolder(), HostProcess.FreePort());
        await using (var secure = await HostProcess.StartAsync(folder, withSample: false, port, settings: new Dictionary<string, string> { ["Gateway__PublicUrl"] = $"https://localhost:{port}" }))
        {
            using var http = NewBrowser(secure.Url);
            foreach (var path in new[] { "/sign-in", "/no-such-page", "/api/v1/projects", StyleSheet })
            {
                using var response = await http.GetAsync(path);
                Assert.Empty(WrongIn(response, isSecure: true));
            }

            var cookies = await CookiesOfSignInAsync(
                secure.Url, "sign-in", new("Input.AccountName", "admin"), new("Input.Password", Entry.OneTimePasswordIn(secure.Output)));

            Assert.Equal(["__Host-coproduction-device", "__Host-coproduction-form", "__Host-coproduction-session"], cookies.Select(cookie => cookie.Split('=')[0]).Order());
            Assert.All(cookies, cookie => Assert.Matches("; path=/(;|$)", cookie));
            Assert.All(cookies, cookie => Assert.Contains("; secure", cookie));
            Assert.All(cookies, cookie => Assert.Contains("; httponly", cookie));
            Assert.All(cookies, cookie => Assert.DoesNotContain("domain=", cookie));
        }
        HostProcess.DeleteFolder(folder);
    }

    private static IEnumerable<string> WrongIn(HttpResponseMessage response, bool isSecure)
    {
        var policy = Header(response, "Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries);
        if (!policy.Contains("default-src 'none'") || !policy.Contains("frame-ancestors 'none'") || !policy.Contains("form-action 'self'") || !policy.Contains("base-uri 'none'"))
            yield return $"policy {string.Join("; ", policy)}";
        if (Header(response, "X-Frame-Options") != "DENY")
            yield return $"a frame policy for older browsers that says {Header(response, "X-Frame-Options")}";
        if (policy.Any(rule => rule.StartsWith("script-src", StringComparison.Ordinal) || rule.Contains("unsafe", StringComparison.Ordinal)))
            yield return "a policy that lets scripts or inline styles in";
        if (Header(response, "X-Content-Type-Options") != "nosniff")
            yield return "a type that may be guessed";
        if (Header(response, "Referrer-Policy") != "no-referrer")
            yield return "addresses handed on";
        if (Header(response, "Strict-Transport-Security").StartsWith("max-age=31536000", StringComparison.Ordinal) != isSecure)
            yield return "strict transport security where it should not be, or none";
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    /// <summary>Sends the sign-in page's form of this name, or the first that begins so, and gives each cookie as it was set, in lower case but for its value.</summary>
    private static async Task<List<string>> CookiesOfSignInAsync(string url, string form, params IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var http = NewBrowser(url);
        using var page = await http.GetAsync("/sign-in");
        var html = await page.Content.ReadAsStringAsync();
        var formCookie = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Headers = { { "Cookie", formCookie.Split(';')[0] } },
            Content = new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", Token().Match(html).Groups[1].Value), new("_handler", Regex.Match(html, $"value=\"({form}[^\"]*)\"").Groups[1].Value), .. fields,
            ]),
        };
        using var signedIn = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        return [formCookie, .. signedIn.Headers.GetValues("Set-Cookie")];
    }

    private static HttpClient NewBrowser(string url) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(url) };

    [GeneratedRegex("<script|\\sstyle=\"|\\son[a-z]+=\"|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
