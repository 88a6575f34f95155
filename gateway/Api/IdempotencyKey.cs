using CoProduction.Shared.Errors;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Api;

/// <summary>
/// The header that every call that changes something carries: a UUID by which a repeat does nothing new. A page from elsewhere cannot send it
/// through somebody's browser.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public static string Require(HttpContext http)
    {
        var key = http.Request.Headers[Header].ToString();
        return Guid.TryParse(key, out _) ? key : throw Problem.Invalid(Header, $"Send a header {Header} with a new UUID.");
    }
}
