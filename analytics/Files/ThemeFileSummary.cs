namespace CoProduction.Analytics.Files;

/// <summary>What was done: records read, those in a theme, those set aside, themes found, and the time it took.</summary>
public sealed record ThemeFileSummary(int Records, int Themed, int SetAside, int Themes, TimeSpan Elapsed);
