using Sylvan.Data.Csv;

namespace CoProduction.Benchmarks;

/// <summary>Columns of a CSV file.</summary>
internal static class CsvTable
{
    /// <summary>The cells of these columns, row by row.</summary>
    public static List<string[]> Read(string file, params string[] columns)
    {
        using var csv = CsvDataReader.Create(file);
        var ordinals = columns.Select(csv.GetOrdinal).ToArray();
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add([.. ordinals.Select(csv.GetString)]);
        return rows;
    }
}
