namespace CoProduction.Shared.Files;

/// <summary>What stands between the fields of a file: told by Excel's first line "sep=;", or seen in the line of headers.</summary>
internal static class Delimiter
{
    /// <summary>Characters of Excel's line, without its line break.</summary>
    public const int NameLength = 5;
    private const string Prefix = "sep=";
    private static readonly char[] _usual = [',', ';', '\t'];

    /// <summary>The delimiter that the first line names, or null.</summary>
    public static char? Named(ReadOnlySpan<char> start) =>
        start.Length >= NameLength && start.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && (start.Length == NameLength || start[NameLength] is '\r' or '\n')
        && (char.IsPunctuation(start[NameLength - 1]) || start[NameLength - 1] is '\t' or '|') && start[NameLength - 1] != '"'
            ? start[NameLength - 1]
            : null;

    /// <summary>The one that stands most often in the first line, outside quotes; a comma when there is none.</summary>
    public static char Guess(ReadOnlySpan<char> start)
    {
        Span<int> counts = stackalloc int[_usual.Length];
        var quoted = false;
        foreach (var c in start)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '\r' or '\n')
                break;
            else if (!quoted && Array.IndexOf(_usual, c) is >= 0 and var which)
                counts[which]++;
        }
        var best = 0;
        for (var i = 1; i < counts.Length; i++)
            best = counts[i] > counts[best] ? i : best;
        return _usual[best];
    }
}
