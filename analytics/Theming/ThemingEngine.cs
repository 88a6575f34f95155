namespace CoProduction.Analytics.Theming;

/// <summary>
/// Finds the themes in statements: groups what is alike in meaning, names each group and drafts an "I" statement for it.
/// The same texts, facet, seed and number of themes give the same result to the last bit on any number of threads. Keeps nothing between calls; safe to share.
/// </summary>
public sealed class ThemingEngine
{
    private const double SortedOut = 0.05, Fitted = 0.6, Assigned = 0.9;

    /// <summary>
    /// Themes the texts (any number, any length); texts without a topic are set aside. Progress runs from 0 to 1.
    /// Throws <see cref="ArgumentOutOfRangeException"/> when fewer than one theme is asked for, <see cref="OperationCanceledException"/> when cancelled.
    /// </summary>
    public ThemingResult Theme(IReadOnlyList<string> texts, Facet facet, ThemingOptions options, IProgress<double>? progress, CancellationToken ct)
    {
        ParallelOptions parallel = ParallelOptionsOf(options, ct);
        progress?.Report(0);
        var (statements, ownLanguage) = Statements(texts, parallel);
        progress?.Report(SortedOut);
        FittedThemes? fitted = FittedThemes.To(texts, statements, ownLanguage, statements.Length, options, parallel);
        progress?.Report(Fitted);
        ThemeAssignment[] assignments = new ThemeAssigner(fitted?.Model).Assign(texts, parallel);
        progress?.Report(Assigned);
        int[] sizes = Sizes(assignments, fitted);
        int[] order = LargestFirst(sizes);
        Renumber(assignments, order, sizes.Length);
        IReadOnlyList<ProposedTheme> themes = fitted is null ? [] : new ThemeDescriber(texts, facet, fitted, options.Bank, parallel).Describe(order, sizes);
        progress?.Report(1);
        return new ThemingResult(themes, assignments);
    }

    /// <summary>
    /// The first half of <see cref="Theme"/>, for sets too large for one worker: finds the themes in a sample of <paramref name="all"/> texts. Sizes are those
    /// in the sample, and what it gives assigns any text, in any process. Throws as <see cref="Theme"/> does.
    /// </summary>
    public FittedTheming Fit(IReadOnlyList<string> sample, long all, Facet facet, ThemingOptions options, IProgress<double>? progress, CancellationToken ct)
    {
        ParallelOptions parallel = ParallelOptionsOf(options, ct);
        progress?.Report(0);
        var (statements, ownLanguage) = Statements(sample, parallel);
        progress?.Report(SortedOut);
        long allStatements = all * statements.Length / Math.Max(1, sample.Count);
        FittedThemes? fitted = FittedThemes.To(sample, statements, ownLanguage, allStatements, options, parallel);
        progress?.Report(Fitted);
        if (fitted is null) return new FittedTheming([], new ThemeAssigner(null));
        int[] sizes = [.. fitted.Members().Select(members => members.Length)];
        int[] order = LargestFirst(sizes);
        IReadOnlyList<ProposedTheme> themes = new ThemeDescriber(sample, facet, fitted, options.Bank, parallel).Describe(order, sizes);
        progress?.Report(1);
        return new FittedTheming(themes, new ThemeAssigner(fitted.Model.Only(order)));
    }

    private static ParallelOptions ParallelOptionsOf(ThemingOptions options, CancellationToken ct) => options.Themes < 1
        ? throw new ArgumentOutOfRangeException(nameof(options), options.Themes, "Ask for at least one theme.")
        : new() { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = ct };

    /// <summary>The texts to theme by their indexes, and the language that many of the others are in.</summary>
    internal static (int[] Statements, OwnLanguage? OwnLanguage) Statements(IReadOnlyList<string> texts, ParallelOptions parallel)
    {
        var kinds = new SetAside[texts.Count];
        Chunks.Run(texts.Count, parallel, (_, from, to) =>
        {
            for (int i = from; i < to; i++) kinds[i] = AnswerKind.Of(texts[i]);
        });
        OwnLanguage? ownLanguage = OwnLanguage.Of(texts, kinds);
        return ([.. Enumerable.Range(0, texts.Count).Where(i => kinds[i] == SetAside.None && ownLanguage?.Has(texts[i]) != true)], ownLanguage);
    }

    private static int[] Sizes(ThemeAssignment[] assignments, FittedThemes? fitted)
    {
        var sizes = new int[fitted?.Model.Count ?? 0];
        foreach (ThemeAssignment assignment in assignments)
            if (assignment.Theme >= 0) sizes[assignment.Theme]++;
        return sizes;
    }

    private static int[] LargestFirst(int[] sizes) =>
        [.. Enumerable.Range(0, sizes.Length).Where(theme => sizes[theme] > 0).OrderByDescending(theme => sizes[theme])];

    private static void Renumber(ThemeAssignment[] assignments, int[] order, int count)
    {
        // A theme that no text has first is no theme, nor a second one.
        var places = new int[count];
        Array.Fill(places, -1);
        for (int place = 0; place < order.Length; place++) places[order[place]] = place;
        for (int i = 0; i < assignments.Length; i++)
        {
            var (theme, _, _, second) = assignments[i];
            if (theme >= 0) assignments[i] = assignments[i] with { Theme = places[theme], Second = second < 0 ? -1 : places[second] };
        }
    }
}
