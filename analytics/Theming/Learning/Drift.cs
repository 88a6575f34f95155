namespace CoProduction.Analytics.Theming.Learning;

/// <summary>
/// How far texts are from those that were taught: the share left to people and the share of words never seen, each beside what it was on taught texts
/// held back, and how far the themes' shares have moved (Jensen-Shannon distance, 0..1) beside what one set in twenty comes to by chance.
/// </summary>
public sealed record Drift(
    int Texts, double Unsure, double UnsureBefore, double UnseenWords, double UnseenWordsBefore, double ThemesMoved, double ThemesMovedByChance)
{
    private const double Much = 0.1;

    /// <summary>True when any of the three has risen by a tenth more than it would by chance: time to teach anew.</summary>
    public bool IsFar => Unsure > UnsureBefore + Much || UnseenWords > UnseenWordsBefore + Much || ThemesMoved > ThemesMovedByChance + Much;
}
