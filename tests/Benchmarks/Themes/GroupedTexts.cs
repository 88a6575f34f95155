using System.Data;
using System.Globalization;
using CoProduction.Analytics.Theming;
using Sylvan.Data.Csv;

namespace CoProduction.Benchmarks;

/// <summary>Texts that people have grouped, in one or more ways: our themes of them beside scikit-learn's, by how near they come to people's groups.</summary>
internal sealed record GroupedTexts(IReadOnlyList<string> Texts, IReadOnlyDictionary<string, string[]> Truths)
{
    private static readonly int[] _seeds = [1, 2, 3, 4, 5, 6];

    /// <summary>For each number of themes and each way of grouping the mean adjusted mutual information of ours and theirs; and how far the ways agree.</summary>
    public async Task<(List<Nearness> Cells, Dictionary<(string, string), double> Agreement)> CompareAsync(int[] themes)
    {
        var file = Path.GetTempFileName();
        try
        {
            await WriteAsync(file, themes);
            var lines = (await ScikitLearn.RunAsync("themes.py", file)).Split('\n').Select(line => line.Split(',')).ToList();
            return (
                [.. lines.Where(line => line.Length == 6).Select(line => new Nearness(int.Parse(line[0], CultureInfo.InvariantCulture), line[1], Number(line[2]), Number(line[3]), Number(line[4]), Number(line[5])))],
                lines.Where(line => line.Length == 3).ToDictionary(line => (line[0], line[1]), line => Number(line[2])));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task WriteAsync(string file, int[] themes)
    {
        var engine = new ThemingEngine();
        var ours = new List<(string Name, ThemeAssignment[] Assigned)>();
        foreach (var k in themes)
            foreach (var seed in _seeds)
                ours.Add(($"ours:{k}:{seed}", engine.Theme(Texts, Facet.General, new(k, seed), null, CancellationToken.None).Assignments));
        await using var writer = new StreamWriter(file);
        await using var csv = CsvDataWriter.Create(writer);
        using var table = new DataTable();
        string[] columns = ["text", .. Truths.Keys.Select(name => $"truth:{name}"), .. ours.Select(o => o.Name)];
        foreach (var column in columns)
            table.Columns.Add(column);
        for (var i = 0; i < Texts.Count; i++)
            table.Rows.Add([Texts[i], .. Truths.Values.Select(truth => truth[i]), .. ours.Select(o => (object)o.Assigned[i].Theme)]);
        await csv.WriteAsync(table.CreateDataReader());
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>How near themes come to people's own groups: adjusted mutual information, mean and spread over seeds.</summary>
internal sealed record Nearness(int Themes, string Truth, double Ours, double OurSpread, double Theirs, double TheirSpread)
{
    public double Ratio => Ours / Theirs;
}
