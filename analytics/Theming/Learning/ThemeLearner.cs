namespace CoProduction.Analytics.Theming.Learning;

/// <summary>Learns from statements that people have put in a theme which theme others would be put in.</summary>
public static class ThemeLearner
{
    /// <summary>
    /// The same for the same examples, options and order, on any number of threads. Of very many examples the last count. Throws
    /// <see cref="ArgumentException"/> when there are fewer than two themes to tell apart.
    /// </summary>
    public static LearnedThemes Learn(IReadOnlyList<TaughtText> examples, LearningOptions options, CancellationToken ct)
    {
        Examples.Check(options);
        TaughtText[] taught = [.. Examples.Last(examples, example => example.Text)];
        string[] themes = Examples.Names(taught.Select(example => example.Theme), "theme");
        if (themes.Length < 2) throw new ArgumentException($"Learning needs statements in at least two themes; these are in {themes.Length}.", nameof(examples));
        int[] right = [.. taught.Select(example => Array.BinarySearch(themes, example.Theme, StringComparer.Ordinal))];
        int[][] has = [.. right.Select(theme => new[] { theme })];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = ct };
        TextPieces[] texts = [.. taught.Select(example => TextPieces.Of(example.Text))];
        HeldBack heldBack = HeldBack.Of(texts, has, themes.Length, Leaning.One, options.Seed, parallel);
        int[] counts = new int[themes.Length];
        foreach (int theme in right) counts[theme]++;
        var choice = ThemeChoice.Learn(heldBack.Scores, right, counts, options.WantedAccuracy);
        return LearnedThemes.Of(themes, LabelScores.Learn(texts, has, themes.Length, Leaning.One, options.Seed, parallel), choice, heldBack, right);
    }
}
