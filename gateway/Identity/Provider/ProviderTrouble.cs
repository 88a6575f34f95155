using CoProduction.Gateway.Web;
using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.Gateway.Identity.Provider;

/// <summary>
/// Why somebody has come back from the provider without being signed in, by a short code in the address of the sign-in page: there is the way on.
/// </summary>
internal static class ProviderTrouble
{
    public const string Declined = "declined";
    public const string Lost = "lost";
    public const string Away = "away";
    public const string Failed = "failed";
    public const string NoAccess = "no-access";

    /// <summary>The sign-in page that says so, and leads to where the person wanted to go.</summary>
    public static string Address(string code, string? wanted) => $"/sign-in?trouble={code}&return={Uri.EscapeDataString(Refusal.LocalPath(wanted))}";

    /// <summary>In words; null for a code that is none.</summary>
    public static ServiceError? Find(string? code, string provider) =>
        Words(code, provider) is { } words ? new(StatusCode.Unauthenticated, code!, words, new Dictionary<string, string>(), []) : null;

    private static string? Words(string? code, string provider) => code switch
    {
        Declined => $"You were not signed in, because {provider} was told not to. You can try again.",
        Lost => "Signing in took too long, or was begun in another window. Please try again.",
        Away => $"We cannot reach {provider} just now. Please try again in a few minutes.",
        Failed => $"{provider} sent an answer that we could not use. Please try again. If it happens again, tell whoever looks after CoProduction for you.",
        NoAccess => $"{provider} knows you, but you have no role in a partnership here yet. Ask whoever looks after yours.",
        _ => null,
    };
}
