namespace CoProduction.Shared.Files;

/// <summary>What may stand between the cells of a text.</summary>
internal static class Separator
{
    /// <summary>Nothing: each line is one cell. No character of any text.</summary>
    public const char None = '\uFFFF';

    private const string Prefix = "sep=";

    /// <summary>Likely ones first.</summary>
    public static ReadOnlySpan<char> Usual => [',', ';', '\t', '|', None];

    /// <summary>The separator that Excel's first line "sep=;" names and how many characters that line has, or null.</summary>
    public static (char Separator, int Length)? Named(ReadOnlySpan<char> start)
    {
        var length = Math.Max(0, start.IndexOfAnyExcept("\"\uFEFF \0"));
        var line = start[length..];
        if (line.Length <= Prefix.Length || !line.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || !MayBe(line[Prefix.Length]))
            return null;
        var rest = line[(Prefix.Length + 1)..];
        var end = rest.IndexOfAny('\r', '\n');
        if (!(end < 0 ? rest : rest[..end]).Trim("\" ").Trim(line[Prefix.Length]).IsEmpty)
            return null;
        var ended = end < 0 ? rest.Length : end + (rest[end..] is ['\r', '\n', ..] ? 2 : 1);
        return (line[Prefix.Length], length + Prefix.Length + 1 + ended);
    }

    /// <summary>What people call it.</summary>
    public static string NameOf(char separator) => separator switch
    {
        ',' => "commas",
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "upright lines (|)",
        _ => $"the sign {separator}",
    };

    private static bool MayBe(char c) => !char.IsLetterOrDigit(c) && c is not ('"' or '\r' or '\n' or ' ' or '\0');
}
