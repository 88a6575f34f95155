using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Limits;

/// <summary>What somebody had filled in when their form was refused, so that it can be sent again. Passwords are not shown again, and files are not held.</summary>
internal static class KeptForm
{
    private const int Longest = 256 * 1024;
    private static readonly string[] _secret = ["/sign-in", "/password", "/recovery-codes"];

    /// <summary>Its fields in their order; empty when there are none to keep.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> OfAsync(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method) || request.ContentLength is not <= Longest || !IsPlainForm(request) || _secret.Any(path => request.Path.StartsWithSegments(path)))
            return [];
        try
        {
            var form = await request.ReadFormAsync(http.RequestAborted);
            return [.. form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))];
        }
        catch (InvalidDataException)
        {
            return []; // not a form after all
        }
    }

    private static bool IsPlainForm(HttpRequest request) => request.HasFormContentType && request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
}
