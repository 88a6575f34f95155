using System.Text.RegularExpressions;
using CoProduction.Analytics.Theming;

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
            await StabilityAsync(data),
            ("360 cards, nearness of the two judges to each other", $"{agreement.Values.Single():F3}", ""),
        ];
    }

    private static (string, string, string) Row(string what, Nearness cell, string aim) =>
        (what, $"{cell.Ratio:F2} × ({cell.Ours:F3} ± {cell.OurSpread:F3}, scikit-learn {cell.Theirs:F3} ± {cell.TheirSpread:F3})", aim);

    // Each set has nine tenths of all, of which the other lacks a ninth; each is themed by itself, and those in both are compared.
    private static async Task<(string, string, string)> StabilityAsync(string data)
    {
        var texts = Labelled(data).Texts;
        var nearness = new List<double>();
        for (var left = 0; left < 6; left++)
        {
            var (one, other) = (Themed(texts, left), Themed(texts, left + 1));
            int[] both = [.. one.Keys.Intersect(other.Keys)];
            var pair = new GroupedTexts([.. both.Select(i => texts[i])], new Dictionary<string, string[]> { ["one"] = [.. both.Select(i => $"{one[i]}")], ["other"] = [.. both.Select(i => $"{other[i]}")] });
            nearness.Add((await pair.CompareAsync([])).Agreement.Values.Single());
        }
        return ("themes of patient feedback when 10 % of the statements change, k = 20: nearness of one run to the other, on those in both", $"{nearness.Average():F2} ({nearness.Min():F2} to {nearness.Max():F2})", "");
    }

    private static Dictionary<int, int> Themed(IReadOnlyList<string> texts, int leftOut)
    {
        int[] kept = [.. Enumerable.Range(0, texts.Count).Where(i => i % 10 != leftOut)];
        var result = new ThemingEngine().Theme([.. kept.Select(i => texts[i])], Facet.General, new(20), null, CancellationToken.None);
        return kept.Select((text, at) => (text, result.Assignments[at].Theme)).ToDictionary();
    }

    private static GroupedTexts Labelled(string data)
    {
        var rows = CsvTable.Read(Path.Combine(data, "nhs-feedback-single-label.csv"), "text", "label", "sublabel").Where(row => !Trivial().IsMatch(row[0])).ToList();
        return new([.. rows.Select(row => row[0])], new Dictionary<string, string[]> { ["labels"] = [.. rows.Select(row => row[1])], ["sub-labels"] = [.. rows.Select(row => row[2])] });
    }

    private static GroupedTexts Cards() => new(
        [.. Card.All.Select(card => card.Text)],
        new Dictionary<string, string[]> { ["first judge"] = Groups(card => card.First), ["second judge"] = Groups(card => card.Second) });

    // A card that belongs with nothing is a group of its own.
    private static string[] Groups(Func<Card, string?> judge) => [.. Card.All.Select((card, place) => judge(card) ?? $"alone {place}")];

    [GeneratedRegex(@"^\W*(nothing|n/?a|none|no|nil|yes|nothing really|no comments?|not applicable|don'?t know)?\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Trivial();
}
