using CoProduction.Shared.Settings;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>
/// Up to which number counts of people are hidden, to what others are rounded, for how many days figures stand still at least, and for how many a wish to be counted
/// or not holds.
/// </summary>
internal sealed record CountingOptions(int HideUpTo, int RoundTo, int FrozenDays, int WishDays)
{
    private static readonly Setting<int> _hideUpTo = Setting.Number("Counting:HideUpTo", "up to which number counts of people are hidden", 7, 0, 1000);
    private static readonly Setting<int> _roundTo = Setting.Number("Counting:RoundTo", "to what other counts of people are rounded (1: not at all)", 5, 1, 1000);
    private static readonly Setting<int> _frozenDays = Setting.Number("Counting:FrozenDays", "for how many days figures stand still at least", 30, 1, 3660);
    private static readonly Setting<int> _wishDays = Setting.Number("Counting:WishDays", "for how many days a wish to be counted or not holds", 90, 1, 3660);

    public static IEnumerable<Setting> Settings => [_hideUpTo, _roundTo, _frozenDays, _wishDays];

    /// <summary>How many people must have changed before figures do.</summary>
    public int Fewest => HideUpTo + 1;

    public SmallNumbers Numbers => new(HideUpTo, RoundTo);

    /// <summary>Throws when a setting is no number that will do.</summary>
    public static CountingOptions From(IConfiguration configuration) =>
        new(_hideUpTo.Read(configuration), _roundTo.Read(configuration), _frozenDays.Read(configuration), _wishDays.Read(configuration));
}
