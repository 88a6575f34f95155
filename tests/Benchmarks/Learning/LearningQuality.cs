using System.Diagnostics;
using CoProduction.Analytics.Theming.Learning;

namespace CoProduction.Benchmarks.Learning;

/// <summary>How well people's choices are learned, beside scikit-learn on the same texts; means of the same three splits.</summary>
internal static class LearningQuality
{
    private static readonly LearningOptions _options = new();

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync(string data)
    {
        var themes = LearningPart.Themes(Path.Combine(data, "nhs-feedback-single-label.csv"), 2_000, 200, 1_000, 4_000);
        var tags = LearningPart.Tags(Path.Combine(data, "nhs-feedback-multi-label.csv"));
        var yardstick = await LearningYardstick.RunAsync(themes, tags);
        var rows = new List<(string, string, string)>();
        foreach (var size in themes.Sizes) rows.AddRange(ThemeRows(themes, size, yardstick));
        rows.AddRange(TagRows(tags, yardstick));
        return rows;
    }

    private static IEnumerable<(string, string, string)> ThemeRows(LearningPart part, int size, IReadOnlyList<YardstickScore> yardstick)
    {
        var tries = part.Splits.Select(split => ThemeTry.Of(part, split, size, _options)).ToList();
        yield return Beside($"learning themes from {size:N0} statements: accuracy", tries.Average(t => t.Accuracy), yardstick, part.Name, size, 0);
        yield return Beside("the same: macro F1", tries.Average(t => t.MacroF1), yardstick, part.Name, size, 1);
        var answers = tries.SelectMany(t => t.Answers).ToList();
        var sure = answers.FindAll(answer => answer.IsSure);
        yield return ($"the same: suggested when sure, {_options.WantedAccuracy:P0} right wanted",
            $"{(double)sure.Count / answers.Count:P0} of statements, {sure.Average(answer => answer.IsRight ? 1.0 : 0):P1} right (held back while learning: {tries.Average(t => t.Quality.Sure):P0}, {tries.Average(t => t.Quality.RightWhenSure):P1})",
            $"≥ {_options.WantedAccuracy:P0} right");
        var reliability = Reliability.Of([.. answers.Select(answer => (answer.Chance, answer.IsRight))]);
        yield return ("the same: mean gap between chance and share right (expected calibration error)", $"{reliability.MeanGap:N3}", "≤ 0.05");
        yield return ("the same: learning, held-back rounds included; one suggestion", $"{tries.Average(t => t.Learning.TotalSeconds):N1} s; {tries.Average(t => t.Suggesting.TotalMilliseconds) / part.Splits[0].Test.Length:N2} ms", "");
        if (size != part.Sizes[^1]) yield break;
        foreach (var bin in reliability.Bins)
            yield return ($"the same: chance {bin.From:N1} to {bin.From + 0.1:N1}", $"mean {bin.MeanChance:N3}, right {bin.ShareRight:N3} (of {bin.Count:N0})", "");
    }

    private static IEnumerable<(string, string, string)> TagRows(LearningPart part, IReadOnlyList<YardstickScore> yardstick)
    {
        string[] names = [.. part.Labels.SelectMany(of => of).Distinct()];
        var size = part.Sizes[0];
        var tries = part.Splits.Select(split =>
        {
            var start = Stopwatch.GetTimestamp();
            var learned = TagLearner.Learn([.. split.Pool.Take(size).Select(i => new TaggedText(part.Texts[i], part.Labels[i]))], _options, CancellationToken.None);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var said = split.Test.Select(i => learned.Suggest(part.Texts[i])).ToList();
            var (micro, macro) = Agreement.F1(names, [.. split.Test.Select(i => part.Labels[i])], [.. said.Select(of => of.Select(tag => tag.Tag).ToArray())]);
            var answers = said.Zip(split.Test).SelectMany(pair => pair.First.Select(tag => (tag.Chance, part.Labels[pair.Second].Contains(tag.Tag))));
            return (Micro: micro, Macro: macro, Seconds: seconds, Gap: Reliability.Of([.. answers]).MeanGap);
        }).ToList();
        yield return Beside($"learning {names.Length} tags from {size:N0} statements: micro F1", tries.Average(t => t.Micro), yardstick, part.Name, size, 0);
        yield return Beside("the same: macro F1", tries.Average(t => t.Macro), yardstick, part.Name, size, 1);
        yield return ("the same: mean gap between chance and share right of the tags suggested", $"{tries.Average(t => t.Gap):N3}", "≤ 0.05");
        yield return ("the same: learning, held-back rounds included", $"{tries.Average(t => t.Seconds):N1} s", "");
    }

    // The yardstick's best setting for each measure, chosen on the test itself: better than anyone would get from it.
    private static (string, string, string) Beside(string what, double ours, IReadOnlyList<YardstickScore> yardstick, string part, int size, int score)
    {
        var best = yardstick.Where(of => of.Part == part && of.Train == size).MaxBy(of => of.Scores[score])!;
        return (what, $"{ours:N3}; scikit-learn {best.Scores[score]:N3} ({best.Setting}); ratio {ours / best.Scores[score]:N3}", "> 1");
    }
}
