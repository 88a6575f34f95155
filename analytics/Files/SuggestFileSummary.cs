using CoProduction.Analytics.Theming.Learning;

namespace CoProduction.Analytics.Files;

/// <summary>
/// What was done: statements with a theme, those of them that it learned from (fewer when there are very many) and their themes; new records, those that it is
/// sure of, and those with nothing to go by; how good it was on statements held back while learning; and how far the new ones are from those it learned from.
/// </summary>
public sealed record SuggestFileSummary(long Placed, int Learned, int Themes, int Records, int Sure, int WithoutTheme, HeldBackQuality Quality, Drift Drift)
{
    /// <summary>How the files were read, in sentences for people; none when there is nothing to say.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
