using Microsoft.Extensions.Configuration;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>
/// Up to which number counts of people are hidden (<c>Counting:HideUpTo</c>, 7), to what others are rounded (<c>Counting:RoundTo</c>, 5; 1: not at all), for how many
/// days figures stand still at least (<c>Counting:FrozenDays</c>, 30), and for how many a wish to be counted or not holds (<c>Counting:WishDays</c>, 90).
/// </summary>
internal sealed record CountingOptions(int HideUpTo, int RoundTo, int FrozenDays, int WishDays)
{
    /// <summary>How many people must have changed before figures do.</summary>
    public int Fewest => HideUpTo + 1;

    public SmallNumbers Numbers => new(HideUpTo, RoundTo);

    /// <summary>Throws when a setting is no number that will do.</summary>
    public static CountingOptions From(IConfiguration configuration) =>
        new(AtLeast(configuration, "Counting:HideUpTo", 7, 0), AtLeast(configuration, "Counting:RoundTo", 5, 1),
            AtLeast(configuration, "Counting:FrozenDays", 30, 1), AtLeast(configuration, "Counting:WishDays", 90, 1));

    private static int AtLeast(IConfiguration configuration, string setting, int usual, int least) =>
        configuration.GetValue(setting, usual) is var value && value >= least ? value : throw new InvalidOperationException($"{setting} must be {least} or more.");
}
