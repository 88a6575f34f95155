using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Gateway.Identity;

/// <summary>
/// Where people find the pages: <c>Gateway:PublicUrl</c>, such as https://coproduction.example, when that is not this machine's own name. The proxy that
/// stands before them is believed about who asks when its address is in <c>Gateway:Proxies</c>.
/// </summary>
internal sealed class PublicAddress
{
    private static readonly HashSet<string> _ownNames = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };
    private readonly Uri? _public;
    private readonly ForwardedHeadersOptions _proxies = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor };

    /// <summary>Throws in one line when one of the two settings is wrong.</summary>
    public PublicAddress(IConfiguration configuration)
    {
        if (configuration["Gateway:PublicUrl"] is { Length: > 0 } url)
            _public = Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw Wrong("PublicUrl", "the address where people find the pages, such as https://coproduction.example");
        _proxies.KnownProxies.Clear();
        _proxies.KnownIPNetworks.Clear();
        foreach (var proxy in (configuration["Gateway:Proxies"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            _proxies.KnownProxies.Add(IPAddress.TryParse(proxy, out var address) ? address : throw Wrong("Proxies", "the IP address of the proxy before the gateway, or several with commas between"));
    }

    /// <summary>The pages are behind TLS.</summary>
    public bool IsSecure => _public?.Scheme == Uri.UriSchemeHttps;

    /// <summary>The address of a page for somebody who is not there yet, such as in an email.</summary>
    public string Of(HttpContext http, string path) => (_public?.GetLeftPart(UriPartial.Authority) ?? $"{http.Request.Scheme}://{http.Request.Host}") + path;

    /// <summary>
    /// Answers only to names that are ours: without it, a page from elsewhere could reach in by pointing a name of its own at this machine.
    /// </summary>
    public void Use(WebApplication app)
    {
        if (_proxies.KnownProxies.Count > 0)
            app.UseForwardedHeaders(_proxies);
        app.Use((http, next) =>
        {
            if (http.Request.Host.Host is var host && !_ownNames.Contains(host) && !string.Equals(host, _public?.Host, StringComparison.OrdinalIgnoreCase))
            {
                http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
                return http.Response.WriteAsync("This address is not served here. Use the address that was printed at the start, or the one in the setting Gateway:PublicUrl.");
            }
            if (IsSecure)
                http.Request.Scheme = Uri.UriSchemeHttps; // TLS ends at the proxy
            return next(http);
        });
    }

    private static InvalidOperationException Wrong(string name, string meaning) =>
        new($"gateway: the setting Gateway:{name} (environment variable Gateway__{name}) is wrong. It must be {meaning}.");
}
