namespace CoProduction.Analytics.Files;

/// <summary>
/// What to theme and where to write: the CSV file, its column of statements, optionally its columns of facets and of ids,
/// the number of themes for each facet (proposed when null), the seed, the folder for the results, and the most threads (-1: all).
/// </summary>
public sealed record ThemeFileOptions(
    string File,
    string TextColumn,
    string? FacetColumn,
    string? IdColumn,
    int? Themes,
    int Seed,
    string OutFolder,
    int MaxDegreeOfParallelism = -1);
