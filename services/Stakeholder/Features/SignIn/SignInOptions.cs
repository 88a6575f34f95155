using Microsoft.Extensions.Configuration;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>
/// How long somebody stays signed in without doing anything (<c>Identity:IdleMinutes</c>) and at all (<c>Identity:LongestHours</c>), and whether the sample's
/// people are offered (<c>Identity:OfferDemo</c>), and whether people sign in with accounts of our own (<c>Identity:BuiltInAccounts</c>) or only by a provider.
/// </summary>
internal sealed record SignInOptions(TimeSpan Idle, TimeSpan Longest, bool OfferDemo, bool BuiltInAccounts)
{
    // Long, because reading and writing takes some people long, and short enough for a shared computer in a library.
    public static SignInOptions From(IConfiguration configuration) => new(
        TimeSpan.FromMinutes(configuration.GetValue("Identity:IdleMinutes", 120)),
        TimeSpan.FromHours(configuration.GetValue("Identity:LongestHours", 12)),
        configuration.GetValue("Identity:OfferDemo", false),
        configuration.GetValue("Identity:BuiltInAccounts", true));
}
