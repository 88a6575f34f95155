using Xunit;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>HEAD is answered as GET is, without the body.</summary>
public sealed class HeadTests(RunningHost host)
{
    // When it was, and what differs from one answer to the next.
    private static readonly string[] _varying = ["Date", "Set-Cookie", "Content-Length", "Transfer-Encoding"];

    [Fact]
    public async Task Head_OfEveryRoute_IsGetWithoutABody()
    {
        var things = await SampleThings.FindAsync(host.Entry);
        using var person = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(host.Url) };
        person.DefaultRequestHeaders.Add("Cookie", $"coproduction-session={host.Entry.Session}");
        using var program = host.Entry.NewProgram();
        var wrong = new List<string>();
        foreach (var (address, isRest) in (await Route.ListedAsync()).Where(route => route.IsGet).Select(route => (route.Of(things), route.IsRest))
            .Append(("/healthz", false)).Append(("/readyz", false)).Append(("/.well-known/jwks.json", false)).Append(("/no-such-page", false)).Append(("/api/v1/no-such-route", true))
            .Append(("/_content/CoProduction.Gateway/site.css", false)))
        {
            var http = isRest ? program : person;
            using var get = await http.GetAsync(new Uri(address, UriKind.Relative));
            using var head = await http.SendAsync(new(HttpMethod.Head, address));
            if (head.StatusCode != get.StatusCode || !HeadersOf(head).SequenceEqual(HeadersOf(get)) || (await head.Content.ReadAsByteArrayAsync()).Length > 0)
                wrong.Add($"{address}: {(int)get.StatusCode} and {(int)head.StatusCode}; {string.Join(", ", HeadersOf(get).Except(HeadersOf(head)))} and {string.Join(", ", HeadersOf(head).Except(HeadersOf(get)))}");
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> HeadersOf(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).Where(header => !_varying.Contains(header.Key)).Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order();
}
