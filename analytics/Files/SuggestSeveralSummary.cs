namespace CoProduction.Analytics.Files;

/// <summary>
/// What was done: statements with themes, those of them that it learned from (fewer when there are very many) and their themes; new records, the themes suggested for
/// all of them, those of the themes that it is sure of, and the records that no theme suits.
/// </summary>
public sealed record SuggestSeveralSummary(long Placed, int Learned, int Themes, int Records, int Suggested, int Sure, int WithoutTheme)
{
    /// <summary>How the files were read, in sentences for people; none when there is nothing to say.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
