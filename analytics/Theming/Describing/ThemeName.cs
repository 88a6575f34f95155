namespace CoProduction.Analytics.Theming;

/// <summary>A short label for a theme: people's own words where they agree on some, else the topic of life that it is about.</summary>
internal static class ThemeName
{
    private const string Unnamed = "Other things people said";

    // Below this two phrases together are too little of a theme to stand for it alone.
    private const double Stands = 0.35;

    /// <summary>The first phrase when it has two words or more and people share it, else the topic, else the phrase that its word stands in, else the first two words; sentence case.</summary>
    public static string From(IReadOnlyList<KeyPhrase> phrases, string? topic, Func<string, string?> around)
    {
        if (phrases.Count == 0) return topic ?? Unnamed;
        bool stands = phrases.Take(2).Sum(phrase => phrase.Share) >= Stands;
        string first = phrases[0].Text;
        string label = first.Contains(' ') && stands && phrases[0].IsShared ? first
            : topic
            ?? (stands ? around(first) : null)
            ?? Joined([.. phrases.Take(2).Select(phrase => phrase.Text)], stands);
        return char.ToUpperInvariant(label[0]) + label[1..];
    }

    private static string Joined(string[] words, bool stands) => stands ? string.Join(" and ", words) : $"{string.Join(", ", words)} and other things";
}
