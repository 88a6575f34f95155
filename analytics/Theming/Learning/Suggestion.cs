namespace CoProduction.Analytics.Theming.Learning;

/// <summary>
/// The theme that suits a text best, the chance that people would choose it too (0..1), whether that is enough to suggest it, and the words of the text
/// that speak for it (most first, at most 5, as written). The theme is null for a text without any word, or an answer such as "nothing".
/// </summary>
public sealed record Suggestion(string? Theme, double Chance, bool IsSure, IReadOnlyList<string> Words)
{
    /// <summary>The theme to suggest; null when it is better to leave it to people.</summary>
    public string? Suggested => IsSure ? Theme : null;
}

/// <summary>A tag that suits a text, the chance that people would give it too (0..1), and the words of the text that speak for it (most first, at most 5).</summary>
public sealed record TagSuggestion(string Tag, double Chance, IReadOnlyList<string> Words);
