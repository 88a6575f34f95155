using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Web;

/// <summary>
/// Answers HEAD wherever GET is answered: the same work, status and headers, and the server leaves the body out. So a HEAD counts as a look in the audit:
/// the same was read, and the headers tell of it.
/// </summary>
internal static class HeadRequests
{
    public static void UseHeadRequests(this WebApplication app) => app.Use((http, next) =>
    {
        if (HttpMethods.IsHead(http.Request.Method))
            http.Request.Method = HttpMethods.Get;
        return next(http);
    });
}
