using CoProduction.Analytics.Theming;

namespace CoProduction.Benchmarks;

/// <summary>A theme drawn for judging: where it comes from, what was asked, the theme itself and what the people in it wrote.</summary>
internal sealed record DrawnTheme(string Id, Facet Facet, ProposedTheme Theme, IReadOnlyList<string> Statements);

/// <summary>
/// Themes by seed from real feedback and from the cards, one question at a time. The rules of "I" statements were written on one half of the feedback
/// (rows at even places), so that the themes for judging come from the other half.
/// </summary>
internal static class DrawnThemes
{
    private const int Sets = 14, TextsInASet = 350, Drawn = 160;

    /// <summary>Those for judging, or as many others for writing rules on.</summary>
    public static List<DrawnTheme> Draw(string data, bool forJudging)
    {
        var themes = new List<DrawnTheme>();
        var random = new Random(20);
        foreach (var facet in new[] { Facet.Working, Facet.NotWorking })
        {
            var texts = Feedback(data, facet).Where((_, place) => place % 2 == (forJudging ? 1 : 0)).ToArray();
            for (var set = 1; set <= Sets / 2; set++)
            {
                random.Shuffle(texts);
                themes.AddRange(ThemesOf($"{facet} {set}", facet, texts[..Math.Min(TextsInASet, texts.Length)]));
            }
        }
        if (forJudging)
            foreach (var facet in new[] { Facet.Working, Facet.NotWorking, Facet.Future })
                themes.AddRange(ThemesOf($"{facet} cards", facet, [.. Card.All.Where(card => card.Facet == facet).Select(card => card.Text)]));
        var drawn = themes.ToArray();
        random.Shuffle(drawn);
        return [.. drawn.Take(Drawn)];
    }

    private static IEnumerable<DrawnTheme> ThemesOf(string set, Facet facet, string[] texts)
    {
        var result = new ThemingEngine().Theme(texts, facet, new(), null, CancellationToken.None);
        return result.Themes.Select(theme => new DrawnTheme(
            $"{set}, {theme.Number + 1}", facet, theme, [.. texts.Where((_, i) => result.Assignments[i].Theme == theme.Number)]));
    }

    private static IEnumerable<string> Feedback(string data, Facet facet) => CsvTable.Read(Path.Combine(data, "nhs-feedback-multi-label.csv"), "text", "facet")
        .Where(row => row[1] == (facet == Facet.Working ? "working" : "not_working")).Select(row => row[0]);
}
