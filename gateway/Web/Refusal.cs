using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Web;

/// <summary>What somebody sees who may not see what they asked for.</summary>
internal static class Refusal
{
    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api");

    /// <summary>A person is led to the sign-in page, and from there to where they wanted to go; a program is told what it needs.</summary>
    public static Task SignInFirstAsync(HttpContext http)
    {
        if (IsApi(http))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Problem("Send a header Authorization: Bearer with an API token. Whoever looks after your partnership can make one.",
                statusCode: StatusCodes.Status401Unauthorized, extensions: Reason("UNAUTHENTICATED")).ExecuteAsync(http);
        }
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = HttpMethods.IsGet(http.Request.Method)
            ? $"/sign-in?return={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}"
            : "/sign-in";
        return Task.CompletedTask;
    }

    public static Task NotAllowedAsync(HttpContext http)
    {
        const string message = "Your role does not allow this. Ask whoever looks after your partnership.";
        return IsApi(http)
            ? Results.Problem(message, statusCode: StatusCodes.Status403Forbidden, extensions: Reason("PERMISSION_DENIED")).ExecuteAsync(http)
            : ProblemPages.ShowAsync(http, StatusCodes.Status403Forbidden, message);
    }

    /// <summary>Where to go after signing in: one of our own pages, whatever the address says. Browsers leave out control characters, and then //elsewhere may be left. Our own addresses are ASCII, and a header takes nothing else.</summary>
    public static string LocalPath(string? path) => path is ['/', not ('/' or '\\'), ..] && !path.Any(char.IsControl) && path.All(char.IsAscii) ? path : "/";

    private static Dictionary<string, object?> Reason(string reason) => new() { ["reason"] = reason };
}
