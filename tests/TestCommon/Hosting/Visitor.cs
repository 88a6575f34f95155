using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace CoProduction.TestCommon.Hosting;

/// <summary>Somebody with a simple browser: it keeps cookies, follows links, and sends forms with all that is in them.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly CookieContainer _cookies = new();

    /// <summary>A visitor of the pages at this address, who comes from this machine's usual address, or from another of its own such as 127.0.0.9.</summary>
    public Visitor(string url, string? from = null) => Http = new(From(from, _cookies)) { BaseAddress = new(url) };

    /// <summary>The visitor's browser, without a thought of its own.</summary>
    public HttpClient Http { get; }

    /// <summary>The session's cookie; empty when there is none.</summary>
    public string Session => _cookies.GetCookies(Http.BaseAddress!)["coproduction-session"]?.Value ?? "";

    /// <summary>Loads a page.</summary>
    public Task<string> ReadAsync(string path) => Http.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Fills in a page's form, found by its name, and sends it; gives the answer after all redirections.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string form, params IEnumerable<(string Name, string Value)> filled)
    {
        using var request = await FillInAsync(path, form, filled);
        return await Http.SendAsync(request);
    }

    /// <summary>The same without sending it.</summary>
    public async Task<HttpRequestMessage> FillInAsync(string path, string form, params IEnumerable<(string Name, string Value)> filled)
    {
        var page = await ReadAsync(path);
        var html = Forms().Matches(page).Select(match => match.Value).FirstOrDefault(html => html.Contains($"value=\"{form}\""))
            ?? throw new InvalidOperationException($"The page {path} has no form {form}:\n{page}");
        var hidden = Hidden().Matches(html).Select(match => (Name: WebUtility.HtmlDecode(match.Groups[1].Value), Value: WebUtility.HtmlDecode(match.Groups[2].Value)));
        var fields = hidden.Concat(filled).Select(field => KeyValuePair.Create(field.Name, field.Value));
        return new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent(fields) };
    }

    /// <summary>Signs in by name and password; gives the page that comes then.</summary>
    public Task<HttpResponseMessage> SignInAsync(string accountName, string password) =>
        SubmitAsync("/sign-in", "sign-in", ("Input.AccountName", accountName), ("Input.Password", password));

    /// <summary>Becomes the one of the sample's people who has this role.</summary>
    public async Task SignInAsDemoAsync(string role)
    {
        var person = DemoPeople().Matches(await ReadAsync("/sign-in")).Single(match => match.Groups[2].Value.Contains($", {role.Replace('_', ' ')}", StringComparison.OrdinalIgnoreCase));
        (await SubmitAsync("/sign-in", person.Groups[1].Value)).Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();

    /// <summary>How to ask from another of this machine's addresses.</summary>
    public static SocketsHttpHandler From(string? address, CookieContainer? cookies = null)
    {
        var handler = new SocketsHttpHandler { CookieContainer = cookies ?? new() };
        if (address is not null)
            handler.ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            };
        return handler;
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("value=\"(demo-[^\"]+)\".*?<button[^>]*>([^<]+)</button>", RegexOptions.Singleline)]
    private static partial Regex DemoPeople();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
