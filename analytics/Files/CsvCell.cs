namespace CoProduction.Analytics.Files;

/// <summary>Writes text into a cell so that a reader gets it back and a spreadsheet never takes it for a formula.</summary>
internal static class CsvCell
{
    public static string List(IEnumerable<string> parts) => Text(string.Join(" | ", parts.Select(OneLine)));

    public static string Text(string text)
    {
        text = text.Replace("\0", "", StringComparison.Ordinal);
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !IsPlainNumber(text)) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string OneLine(string text) => string.Join(' ', text.Replace('\0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsPlainNumber(ReadOnlySpan<char> text)
    {
        text = text[0] is '+' or '-' ? text[1..] : text;
        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        bool fractionIsNumber = point < 0 || IsDigits(text[(point + 1)..]);
        return IsDigits(whole) && fractionIsNumber;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
