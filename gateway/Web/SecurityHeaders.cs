using Microsoft.AspNetCore.Builder;

namespace CoProduction.Gateway.Web;

/// <summary>Headers by which the browser keeps pages to themselves: no script at all, nothing from elsewhere, nothing kept.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void UseSecurityHeaders(this WebApplication app, bool isSecure) => app.Use((http, next) =>
    {
        // At the last moment: what shows an error clears the headers that were there.
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            if (isSecure)
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            // Style sheets and public keys may be kept; what people said may not.
            if (http.Response.ContentType is not ("text/css" or "application/jwk-set+json"))
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    });
}
