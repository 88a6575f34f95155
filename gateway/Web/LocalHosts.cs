using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Web;

/// <summary>
/// Answers only to this machine's own names: without it, a page from elsewhere could reach in by pointing a name of its own at this machine.
/// </summary>
internal static class LocalHosts
{
    private static readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    public static void UseLocalHostsOnly(this WebApplication app) => app.Use((http, next) =>
    {
        if (_names.Contains(http.Request.Host.Host))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return http.Response.WriteAsync("This address is not served here. Use http://localhost with the port that was printed at the start.");
    });
}
