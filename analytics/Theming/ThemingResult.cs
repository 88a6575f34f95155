namespace CoProduction.Analytics.Theming;

/// <summary>The themes, largest first, and one assignment for each text in the order given.</summary>
public sealed record ThemingResult(IReadOnlyList<ProposedTheme> Themes, ThemeAssignment[] Assignments);

/// <summary>The themes found in a sample, largest first, and what assigns any text to them by their place.</summary>
public sealed record FittedTheming(IReadOnlyList<ProposedTheme> Themes, ThemeAssigner Assigner);

/// <summary>
/// A theme as the machine proposes it: its 0-based place among the themes, a short name, an "I" statement draft (null when none is good enough)
/// with how sure it is (0..1), other drafts, the phrases that set it apart, the texts that speak best for it (indexes, best first, at most 5), how many texts it has,
/// and how many of those are nearly the same: copies of one letter that many have sent (0, as mostly: none).
/// </summary>
public sealed record ProposedTheme(
    int Number,
    string Name,
    string? IStatement,
    double Confidence,
    IReadOnlyList<string> Alternatives,
    IReadOnlyList<string> KeyPhrases,
    IReadOnlyList<int> Quotes,
    int Size,
    int Alike = 0)
{
    /// <summary>The same theme with another number of texts, of which the same share is alike.</summary>
    internal ProposedTheme WithSize(int size) => this with { Size = size, Alike = Size == 0 ? 0 : (int)((long)Alike * size / Size) };
}

/// <summary>
/// Where a text belongs: the 0-based place of its theme (-1 for none), its cosine similarity to it (-1..1, 0 for none), why it has none,
/// and the place of a second theme that it speaks of nearly as much (-1, as mostly: none).
/// </summary>
public readonly record struct ThemeAssignment(int Theme, float Similarity, SetAside Reason, int Second = -1);

/// <summary>Why a text is in no theme.</summary>
public enum SetAside
{
    /// <summary>It is in a theme.</summary>
    None,

    /// <summary>It has no words.</summary>
    Empty,

    /// <summary>It declines to answer, such as "n/a" or "prefer not to say".</summary>
    NonAnswer,

    /// <summary>It answers that there is nothing: an answer to count by question, not to theme.</summary>
    Nothing,

    /// <summary>No theme is near enough.</summary>
    NotThemed,

    /// <summary>It is in another language than English: it waits for somebody who reads it, and is never forced into an English theme.</summary>
    OtherLanguage,
}
