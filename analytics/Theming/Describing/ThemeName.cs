namespace CoProduction.Analytics.Theming;

/// <summary>A short label made of a theme's key phrases.</summary>
internal static class ThemeName
{
    private const string Unnamed = "Other things people said";

    /// <summary>The first phrase when it has two words or more, else the phrase that its word stands in, else the first two words; sentence case.</summary>
    public static string From(IReadOnlyList<string> phrases, Func<string, string?> around)
    {
        if (phrases.Count == 0) return Unnamed;
        string label = phrases[0].Contains(' ') ? phrases[0] : around(phrases[0]) ?? string.Join(" and ", phrases.Take(2));
        return char.ToUpperInvariant(label[0]) + label[1..];
    }
}
