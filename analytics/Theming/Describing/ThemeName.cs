namespace CoProduction.Analytics.Theming;

/// <summary>A short label made of a theme's key phrases.</summary>
internal static class ThemeName
{
    private const string Unnamed = "Other things people said";

    /// <summary>The first phrase of two words or more, else the first two words; sentence case.</summary>
    public static string From(IReadOnlyList<string> phrases)
    {
        if (phrases.Count == 0) return Unnamed;
        string label = phrases[0].Contains(' ') || phrases.Count == 1 ? phrases[0]
            : phrases[1].Contains(' ') ? phrases[1]
            : $"{phrases[0]} and {phrases[1]}";
        return char.ToUpperInvariant(label[0]) + label[1..];
    }
}
