namespace CoProduction.Analytics.Files;

/// <summary>
/// What to suggest themes for and what to learn from: the CSV file of new statements with its column of statements and optionally of ids; the CSV file of statements
/// that have themes with its columns of statements and of themes' names; how many of the suggestions that it is sure of should be right (0..1); the folder for the
/// result; and the most threads (-1: all).
/// </summary>
public sealed record SuggestFileOptions(
    string File,
    string TextColumn,
    string? IdColumn,
    string TaughtFile,
    string TaughtTextColumn,
    string ThemeColumn,
    double WantedRight,
    string OutFolder,
    int MaxDegreeOfParallelism = -1);
