using System.Net;
using CoProduction.Shared.Settings;
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
    private static readonly Setting<Uri?> _publicUrl = new(
        "Gateway:PublicUrl", "the address where people find the pages, such as https://coproduction.example", TryReadUrl, null);

    private static readonly Setting<IReadOnlyList<IPAddress>> _known = new(
        "Gateway:Proxies", "the IP address of the proxy before the gateway, or several with commas between", TryReadAddresses, []);

    private readonly Uri? _public;
    // However many of them a request has passed: only those that are known are believed.
    private readonly ForwardedHeadersOptions _proxies = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };

    public static IEnumerable<Setting> Settings => [_publicUrl, _known];

    /// <summary>Throws in one line when one of the two settings is wrong.</summary>
    public PublicAddress(IConfiguration configuration)
    {
        _public = _publicUrl.Read(configuration);
        _proxies.KnownProxies.Clear();
        _proxies.KnownIPNetworks.Clear();
        foreach (var proxy in _known.Read(configuration))
            _proxies.KnownProxies.Add(proxy);
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

    private static bool TryReadUrl(string text, out Uri? url)
    {
        url = Setting.IsWebAddress(text) ? new(text) : null;
        return url is not null;
    }

    private static bool TryReadAddresses(string text, out IReadOnlyList<IPAddress> addresses)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        addresses = [.. parts.Select(part => IPAddress.TryParse(part, out var address) ? address : null).OfType<IPAddress>()];
        return addresses.Count == parts.Length && parts.Length > 0;
    }
}
