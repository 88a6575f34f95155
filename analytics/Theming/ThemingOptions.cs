namespace CoProduction.Analytics.Theming;

/// <summary>How to theme: the number of themes (proposed from the data when null, at least 1), the seed, and the most threads to use (-1: all; never changes the result),
/// and what is changed of the bank that "I" statements are drafted from.</summary>
public sealed record ThemingOptions(int? Themes = null, int Seed = 1, int MaxDegreeOfParallelism = -1, BankChanges? Bank = null);
