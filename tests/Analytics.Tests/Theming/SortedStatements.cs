using Sylvan.Data.Csv;

namespace CoProduction.Analytics.Tests.Theming;

/// <summary>150 statements in our own words, sorted by hand: for each the topics of the bank that would be right for it.</summary>
internal static class SortedStatements
{
    public static IReadOnlyList<SortedStatement> All { get; } = Read();

    private static List<SortedStatement> Read()
    {
        using Stream stream = typeof(SortedStatements).Assembly.GetManifestResourceStream("sorted-statements.csv")!;
        using var csv = CsvDataReader.Create(new StreamReader(stream), new CsvDataReaderOptions { Delimiter = ',' });
        var statements = new List<SortedStatement>();
        while (csv.Read())
            statements.Add(new(csv.GetString(0), csv.GetString(1).Split('|'), csv.GetString(2)));
        return statements;
    }
}

internal sealed record SortedStatement(string Question, string[] Topics, string Text);
