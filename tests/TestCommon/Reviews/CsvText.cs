using System.Text;

namespace CoProduction.TestCommon.Reviews;

/// <summary>Writes CSV as RFC 4180 has it.</summary>
public static class CsvText
{
    /// <summary>The rows as one text. A cell stands in quotes when it must, or always when <paramref name="quoteAll"/>.</summary>
    public static string Of(IEnumerable<IEnumerable<string>> rows, char delimiter = ',', string lineEnd = "\n", bool quoteAll = false)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendJoin(delimiter, row.Select(cell => quoteAll || MustQuote(cell, delimiter) ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell)).Append(lineEnd);
        return text.ToString();
    }

    private static bool MustQuote(string cell, char delimiter) => cell.AsSpan().ContainsAny(['"', '\r', '\n', delimiter]);
}
