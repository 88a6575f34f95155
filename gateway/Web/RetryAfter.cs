using System.Globalization;
using CoProduction.Shared.Errors;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Web;

internal static class RetryAfter
{
    /// <summary>Says in the header of that name, in whole seconds, when to try again, if the error says it.</summary>
    public static void Say(HttpContext http, ServiceError error)
    {
        if (error.RetryAfter is { } wait)
            http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}
