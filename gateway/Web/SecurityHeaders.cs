using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Web;

/// <summary>
/// Headers by which the browser keeps pages to themselves: no script at all, nothing from elsewhere, in no frame, nothing kept. Before all else, so that no
/// answer goes without: not an error, a file, a refusal or a look at health.
/// </summary>
internal sealed class SecurityHeaders(bool isSecure) : IStartupFilter
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            // At the last moment: what shows an error clears the headers that were there.
            http.Response.OnStarting(() => SetAsync(http.Response));
            return rest(http);
        });
        next(app);
    };

    private Task SetAsync(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XFrameOptions = "DENY"; // frame-ancestors, for browsers that do not know it
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (isSecure)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Style sheets and public keys may be kept; what people said may not.
        if (response.ContentType is not ("text/css" or "application/jwk-set+json"))
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
