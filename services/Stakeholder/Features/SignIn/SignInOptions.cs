using CoProduction.Shared.Settings;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>
/// How long somebody stays signed in without doing anything and at all, whether the sample's people are offered, and whether people sign in with accounts of our own
/// or only by a provider.
/// </summary>
internal sealed record SignInOptions(TimeSpan Idle, TimeSpan Longest, bool OfferDemo, bool BuiltInAccounts)
{
    // Long, because reading and writing takes some people long, and short enough for a shared computer in a library.
    private static readonly Setting<int> _idle = Setting.Number("Identity:IdleMinutes", "after how many minutes without use somebody is signed out", 120, 1, 10_080);
    private static readonly Setting<int> _longest = Setting.Number("Identity:LongestHours", "after how many hours somebody is signed out at the latest", 12, 1, 720);
    private static readonly Setting<bool> _offerDemo = Setting.YesNo("Identity:OfferDemo", "whether the sample's people are offered for signing in", false);

    public static IEnumerable<Setting> Settings => [_idle, _longest, _offerDemo, Shared.Access.BuiltInAccounts.AreUsed];

    public static SignInOptions From(IConfiguration configuration) => new(
        TimeSpan.FromMinutes(_idle.Read(configuration)), TimeSpan.FromHours(_longest.Read(configuration)), _offerDemo.Read(configuration), Shared.Access.BuiltInAccounts.AreUsed.Read(configuration));
}
