using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Identity;

/// <summary>
/// The two cookies: the session's secret, which lasts as long as the browser is open or the session, and the device's, by which others' wrong tries do not
/// count against a browser that has signed in before.
/// </summary>
internal static class SessionCookies
{
    private static readonly TimeSpan _deviceIsRemembered = TimeSpan.FromDays(365);

    public static string Session(HttpContext http) => http.Request.Cookies[Name(http, "session")] ?? "";

    public static string Device(HttpContext http) => http.Request.Cookies[Name(http, "device")] ?? "";

    public static void Set(HttpContext http, SignedIn signedIn)
    {
        http.Response.Cookies.Append(Name(http, "session"), signedIn.Session, Options(http, null));
        http.Response.Cookies.Append(Name(http, "device"), signedIn.Device, Options(http, _deviceIsRemembered));
    }

    public static void DeleteSession(HttpContext http) => http.Response.Cookies.Delete(Name(http, "session"), Options(http, null));

    /// <summary>Behind TLS the name itself makes the browser refuse a cookie that came from elsewhere, or without TLS.</summary>
    public static string Name(HttpContext http, string what) => (http.Request.IsHttps ? "__Host-" : "") + "coproduction-" + what;

    public static CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax, // a link from an email must find its person signed in
        Path = "/",
        IsEssential = true,
        MaxAge = lifetime,
    };
}
