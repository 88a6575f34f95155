using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CoProduction.EndToEnd.Tests.Telemetry;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Limits;

/// <summary>What becomes of whoever asks too often, and of all others. Each test comes from an address of its own.</summary>
public sealed class RequestLimitsTests(LimitedHost host, Browser browser) : IClassFixture<LimitedHost>
{
    private const string Projects = "/api/v1/projects";

    [Fact]
    public async Task Rest_OneTokenTooOften_IsToldWhenAndAnsweredThenAndAnotherAllTheTime()
    {
        using var often = Program(host.Entry.Token, "127.0.0.11");
        using var other = Program(host.Entry.RegisterToken, "127.0.0.11");

        using var refused = await UntilAsync(often, Projects, HttpStatusCode.TooManyRequests);
        using var others = await other.GetAsync(new Uri("/api/v1/people", UriKind.Relative));
        using var again = await UntilAsync(often, Projects, HttpStatusCode.OK);

        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 2);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal((429, "TOO_MANY_REQUESTS"), (problem.RootElement.GetProperty("status").GetInt32(), problem.RootElement.GetProperty("reason").GetString()));
        Assert.StartsWith("A great deal was asked for with this token in a short time. Please try again in", problem.RootElement.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
    }

    [Fact]
    public async Task Rest_WrongTokensFromAnAddress_AreRefusedWithoutAskingAndKnownOnesGoOn()
    {
        using var known = Program(host.Entry.RegisterToken, "127.0.0.12");
        (await known.GetAsync(new Uri("/api/v1/people", UriKind.Relative))).Dispose();

        var (answer, tries) = (HttpStatusCode.OK, 0);
        for (; answer != HttpStatusCode.TooManyRequests && tries < 1000; tries++)
        {
            using var guess = Program($"coproduction_guess{tries}", "127.0.0.12");
            using var guessed = await guess.GetAsync(new Uri(Projects, UriKind.Relative));
            answer = guessed.StatusCode;
        }
        using var goesOn = await known.GetAsync(new Uri("/api/v1/people", UriKind.Relative));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer);
        Assert.Equal(HttpStatusCode.OK, goesOn.StatusCode);
    }

    [Fact]
    public async Task Page_StrangersOfOneAddressTooOften_AreRefusedWhateverTheySayOfWhereTheyComeFromAndOthersAreNot()
    {
        using var often = new Visitor(host.Url, "127.0.0.13");
        using var other = new Visitor(host.Url, "127.0.0.14");
        var (refused, tries) = (HttpStatusCode.OK, 0);
        for (; refused != HttpStatusCode.TooManyRequests && tries < 1000; tries++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { { "X-Forwarded-For", $"198.51.100.{tries % 250}" }, { "Forwarded", $"for=198.51.100.{tries % 250}" } } };
            using var answer = await often.Http.SendAsync(request);
            refused = answer.StatusCode;
        }
        using var others = await other.Http.GetAsync(new Uri("/sign-in", UriKind.Relative));
        var free = new List<HttpStatusCode>();
        foreach (var path in (string[])["/healthz", "/readyz", "/.well-known/jwks.json", "/_content/CoProduction.Gateway/site.css"])
        {
            using var answer = await often.Http.GetAsync(new Uri(path, UriKind.Relative));
            free.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, refused);
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
        Assert.All(free, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Page_FormSentTooOften_KeepsWhatWasTypedAndSendsItByOnePress()
    {
        var page = await browser.OpenAsync(host.Entry, javaScript: true);
        await page.GotoAsync("/projects/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Buses \"to\" <all>");
        await page.GetByLabel("What is it for?").FillAsync("So that\neverybody can come.");
        using var person = host.Entry.NewPerson();
        using var enough = new CancellationTokenSource();
        (await UntilAsync(person, "/words", HttpStatusCode.TooManyRequests)).Dispose();
        var flood = FloodAsync(person, "/words", enough.Token); // else the bucket fills while the browser takes its time

        var heading = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up the project" }).ClickAsync();
        await Assertions.Expect(heading).ToHaveTextAsync("Please wait for a moment");
        await Assertions.Expect(page.GetByText("Please try again in a second.")).ToBeVisibleAsync();
        await Browser.AssertAccessibleAsync(page);
        await enough.CancelAsync();
        await flood;
        await Eventually.GetAsync(async () =>
        {
            // What was sent may be taken, and the page that comes of it be too much again.
            await page.GetByRole(AriaRole.Button, new() { Name = "Send it again" }).Or(page.GetByRole(AriaRole.Link, new() { Name = "Try this page again" })).ClickAsync();
            return await heading.TextContentAsync();
        }, text => text!.Contains("Buses \"to\" <all>"));

        await Assertions.Expect(page.GetByText("everybody can come.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_PasswordSentTooOften_IsNotShownAgain()
    {
        using var visitor = new Visitor(host.Url, "127.0.0.15");
        (await UntilAsync(visitor.Http, "/words", HttpStatusCode.TooManyRequests)).Dispose();

        using var refused = await visitor.Http.PostAsync(
            new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("_handler", "sign-in"), new("Input.AccountName", "admin"), new("Input.Password", "kettle lantern")]));

        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.DoesNotContain("kettle lantern", page);
        Assert.Contains("go back to the page before this one", page);
    }

    [Fact]
    public async Task Metrics_SomethingWasRefused_HaveItByKind()
    {
        using var visitor = new Visitor(host.Url, "127.0.0.16");
        (await UntilAsync(visitor.Http, "/words", HttpStatusCode.TooManyRequests)).Dispose();
        using var metrics = new MetricsReader(host.Metrics);

        Assert.Matches("coproduction_limits_refused_requests_total\\{[^}]*kind=\"address\"[^}]*module=\"gateway\"[^}]*\\} [1-9]", await metrics.ReadAsync());
    }

    private HttpClient Program(string token, string from) =>
        new(Visitor.From(from)) { BaseAddress = new(host.Url), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private static async Task FloodAsync(HttpClient http, string path, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
            (await http.GetAsync(new Uri(path, UriKind.Relative), CancellationToken.None)).Dispose();
    }

    // At once and over and over, as a program would that has gone wrong.
    private static async Task<HttpResponseMessage> UntilAsync(HttpClient http, string path, HttpStatusCode wanted)
    {
        HttpResponseMessage? last = null;
        return await Eventually.GetAsync(async () =>
        {
            last?.Dispose();
            var answers = await Task.WhenAll(Enumerable.Range(0, wanted == HttpStatusCode.OK ? 1 : 20).Select(_ => http.GetAsync(new Uri(path, UriKind.Relative))));
            last = answers.FirstOrDefault(answer => answer.StatusCode == wanted) ?? answers[0];
            foreach (var answer in answers.Where(answer => answer != last))
                answer.Dispose();
            return last;
        }, answer => answer.StatusCode == wanted);
    }
}
