namespace CoProduction.Analytics.Files;

/// <summary>
/// What was done: records read, those in a theme, those set aside, themes found, and the time it took; of that the first reading of the file, finding the themes,
/// and reading again, assigning and writing.
/// </summary>
public sealed record ThemeFileSummary(int Records, int Themed, int SetAside, int Themes, TimeSpan Elapsed, TimeSpan Reading, TimeSpan Finding, TimeSpan Assigning)
{
    /// <summary>How the files were read, in sentences for people; none when there is nothing to say.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
