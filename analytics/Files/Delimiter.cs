using System.Text;
using Sylvan.Data.Csv;

namespace CoProduction.Analytics.Files;

/// <summary>Tells what stands between a file's columns: spreadsheets write commas, semicolons or tabs.</summary>
internal static class Delimiter
{
    private const int LongestHeader = 1024 * 1024;

    /// <summary>The one that makes the wanted column appear in the first line, else the most frequent there.</summary>
    public static char Of(StreamReader file, string wantedColumn)
    {
        string header = FirstRecord(file);
        char[] byFrequency = [.. ",;\t".OrderByDescending(candidate => header.Count(c => c == candidate))];
        foreach (char candidate in byFrequency)
            if (ColumnNames.TryFind(Names(header, candidate), wantedColumn) >= 0) return candidate;
        return byFrequency[0];
    }

    private static string[] Names(string header, char delimiter)
    {
        try
        {
            using CsvDataReader csv = CsvDataReader.Create(new StringReader(header), StatementFile.Options(delimiter));
            return [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetName)];
        }
        catch (Exception e) when (e is CsvFormatException or CsvMissingHeadersException)
        {
            // Not this delimiter; if it is none of them, reading the file says what is wrong.
            return [];
        }
    }

    private static string FirstRecord(StreamReader reader)
    {
        var header = new StringBuilder();
        bool quoted = false;
        for (int c = reader.Read(); c >= 0 && header.Length < LongestHeader; c = reader.Read())
        {
            if (c == '"') quoted = !quoted;
            if (c is '\r' or '\n' && !quoted) break;
            header.Append((char)c);
        }
        return header.ToString();
    }
}
