using System.Globalization;

namespace CoProduction.Gateway.Downloads;

/// <summary>Writes cells of a CSV file so that a spreadsheet shows them and never runs them.</summary>
internal static class CsvCell
{
    /// <summary>A line of cells, quoted where needed, with CRLF (RFC 4180).</summary>
    public static string Line(params IEnumerable<string> cells) => string.Join(',', cells.Select(Of)) + "\r\n";

    /// <summary>A number with four decimals, whatever the language of the machine.</summary>
    public static string Number(double number) => number.ToString("F4", CultureInfo.InvariantCulture);

    private static string Of(string text)
    {
        // A spreadsheet takes a cell that begins like this for a formula; an apostrophe makes it text.
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !double.TryParse(text, CultureInfo.InvariantCulture, out _))
            text = "'" + text;
        return text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }
}
