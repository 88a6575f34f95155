using System.Globalization;

namespace CoProduction.Shared.Files;

/// <summary>
/// Cells of the CSV files that we write: a spreadsheet shows them and never takes them for a formula, and our own readers get back what was written.
/// What a spreadsheet might take for a formula is marked with an apostrophe before it, and so is what looks as if it were marked already.
/// </summary>
public static class CsvCell
{
    private const char Mark = '\'';

    /// <summary>A line of cells, quoted where needed, with CRLF (RFC 4180).</summary>
    public static string Line(params IEnumerable<string> cells) => string.Join(',', cells.Select(Of)) + "\r\n";

    /// <summary>One cell, marked and quoted where needed, without NUL characters.</summary>
    public static string Of(string text)
    {
        text = Marked(text.Replace("\0", "", StringComparison.Ordinal));
        return text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>A number with four decimals, whatever the language of the machine.</summary>
    public static string Number(double number) => number.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>What a cell says that may have been marked: the words before <see cref="Of"/>.</summary>
    public static ReadOnlySpan<char> Unmarked(ReadOnlySpan<char> cell) => cell is [Mark, ..] && BeginsFormula(cell.TrimStart(Mark)) ? cell[1..] : cell;

    private static string Marked(string text) =>
        BeginsFormula(text.AsSpan().TrimStart(Mark)) && !IsPlainNumber(text) ? Mark + text : text;

    // Some spreadsheets look past blanks, and take the wide letters of East Asian keyboards for the narrow ones.
    private static bool BeginsFormula(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20' or '\t' or '\r' or '\n')
                return true;
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
                return false;
        }
        return false;
    }

    // Such as -5 or +0.25: a spreadsheet may calculate with it.
    private static bool IsPlainNumber(ReadOnlySpan<char> text)
    {
        text = text is ['+' or '-', ..] ? text[1..] : text;
        var point = text.IndexOf('.');
        return point < 0 ? IsDigits(text) : IsDigits(text[..point]) && IsDigits(text[(point + 1)..]);
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
