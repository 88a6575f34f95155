using CoProduction.Shared.Files;

namespace CoProduction.Analytics.Files;

/// <summary>Several texts in one cell, each on one line.</summary>
internal static class OneCell
{
    public static string Of(IEnumerable<string> parts) => CsvCell.Of(string.Join(" | ", parts.Select(OneLine)));

    private static string OneLine(string text) => string.Join(' ', text.Replace('\0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
