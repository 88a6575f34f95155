using System.Text.RegularExpressions;
using Sylvan.Data.Csv;

namespace CoProduction.Benchmarks;

/// <summary>How good the themes are: beside scikit-learn's on feedback that people labelled, and on cards that people sorted.</summary>
internal static partial class ThemeQuality
{
    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync(string data)
    {
        var (cells, _) = await Labelled(data).CompareAsync([9, 20, 40]);
        var (cards, agreement) = await Cards().CompareAsync([50]);
        return
        [
            .. cells.Select(cell => Row($"patient feedback, k = {cell.Themes}, nearness to {cell.Truth}", cell, "≥ 1.25 ×")),
            ("the same, mean of the six ratios", $"{cells.Average(cell => cell.Ratio):F2} ×", "≥ 1.4 ×, stretch 1.5 ×"),
            .. cards.Select(cell => Row($"360 cards, k = {cell.Themes}, nearness to the groups of the {cell.Truth}", cell, "")),
            ("360 cards, nearness of the two judges to each other", $"{agreement.Values.Single():F3}", ""),
        ];
    }

    private static (string, string, string) Row(string what, Nearness cell, string aim) =>
        (what, $"{cell.Ratio:F2} × ({cell.Ours:F3} ± {cell.OurSpread:F3}, scikit-learn {cell.Theirs:F3} ± {cell.TheirSpread:F3})", aim);

    private static GroupedTexts Labelled(string data)
    {
        var rows = Read(Path.Combine(data, "nhs-feedback-single-label.csv"), "text", "label", "sublabel").Where(row => !Trivial().IsMatch(row[0])).ToList();
        return new([.. rows.Select(row => row[0])], new Dictionary<string, string[]> { ["labels"] = [.. rows.Select(row => row[1])], ["sub-labels"] = [.. rows.Select(row => row[2])] });
    }

    private static GroupedTexts Cards() => new(
        [.. Card.All.Select(card => card.Text)],
        new Dictionary<string, string[]> { ["first judge"] = Groups(card => card.First), ["second judge"] = Groups(card => card.Second) });

    // A card that belongs with nothing is a group of its own.
    private static string[] Groups(Func<Card, string?> judge) => [.. Card.All.Select((card, place) => judge(card) ?? $"alone {place}")];

    private static List<string[]> Read(string file, params string[] columns)
    {
        using var csv = CsvDataReader.Create(file);
        var ordinals = columns.Select(csv.GetOrdinal).ToArray();
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add([.. ordinals.Select(csv.GetString)]);
        return rows;
    }

    [GeneratedRegex(@"^\W*(nothing|n/?a|none|no|nil|yes|nothing really|no comments?|not applicable|don'?t know)?\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Trivial();
}
