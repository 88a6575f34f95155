using CoProduction.Gateway.Web;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Identity;

/// <summary>By what somebody may be known: a page takes no token, and REST no cookie, so that a page from elsewhere cannot use somebody's browser for it.</summary>
internal readonly record struct Credential(string Secret, bool IsToken)
{
    private const string Scheme = "Bearer ";

    /// <summary>What the request has with it; null when that is nothing.</summary>
    public static Credential? Of(HttpContext http)
    {
        if (!Refusal.IsApi(http))
            return SessionCookies.Session(http) is { Length: > 0 } session ? new(session, IsToken: false) : null;
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? new(header[Scheme.Length..], IsToken: true) : null;
    }
}
