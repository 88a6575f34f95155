namespace CoProduction.Analytics.Theming;

/// <summary>
/// A model and the sample it was fitted on: for each sampled text its index among all texts, its words, its unit vector (Dimensions numbers in Rows),
/// and its theme with how near it is.
/// </summary>
internal sealed record FittedThemes(ThemeModel Model, int[] Sampled, SampledTexts Words, float[] Rows, Clusters Clusters)
{
    /// <summary>Themes are found in at most so many statements.</summary>
    public const int LargestSample = 20_000;

    private const int Restarts = 4;

    public ReadOnlySpan<float> Row(int sampled) => Rows.AsSpan(sampled * Model.Encoder.Dimensions, Model.Encoder.Dimensions);

    /// <summary>For each theme which of the sampled texts are in it; those that are far from all are in none.</summary>
    public int[][] Members()
    {
        var members = new List<int>[Model.Count];
        for (int theme = 0; theme < members.Length; theme++) members[theme] = [];
        for (int i = 0; i < Clusters.Members.Length; i++)
            if (Clusters.Similarities[i] >= Model.LeastSimilarity) members[Clusters.Members[i]].Add(i);
        return [.. members.Select(theme => theme.ToArray())];
    }

    /// <summary>Fits themes to the texts at these indexes, which may stand for more (all); null when none has a word that says something.</summary>
    public static FittedThemes? To(IReadOnlyList<string> texts, int[] statements, long all, ThemingOptions options, ParallelOptions parallel)
    {
        if (statements.Length == 0) return null;
        int[] sampled = Sample(statements, options.Seed);
        SampledTexts words = SampledTexts.Of(texts, sampled, parallel.CancellationToken);
        StatementEncoder encoder = StatementEncoder.Fit(words, options.Seed, parallel);
        var (rows, known) = Encode(texts, sampled, encoder, parallel);
        if (!known.Contains(true)) return null;
        if (known.Contains(false))
        {
            sampled = [.. sampled.Where((_, i) => known[i])];
            rows = [.. rows.Chunk(encoder.Dimensions).Where((_, i) => known[i]).SelectMany(row => row)];
            words = words.Only(known);
        }
        var means = new SphericalKMeans(rows, encoder.Dimensions, parallel);
        Clusters clusters = means.Fit(Math.Min(options.Themes ?? ThemeCount.Start(all), sampled.Length), options.Seed, Restarts);
        if (options.Themes is null)
        {
            clusters = means.Refine(ThemeCount.Joined(clusters, encoder.Dimensions));
            if (WideThemes.Split(clusters, rows, encoder.Dimensions, options.Seed, parallel) is { } split) clusters = means.Refine(split);
        }
        var model = new ThemeModel(encoder, clusters.Centroids, FarAway.From(clusters.Similarities));
        return new FittedThemes(model, sampled, words, rows, clusters);
    }

    // One from each of equal stretches, at a random place in it: spread over the whole and blind to any rhythm in the order.
    private static int[] Sample(int[] statements, int seed)
    {
        if (statements.Length <= LargestSample) return statements;
        var random = new Random(seed);
        var sample = new int[LargestSample];
        for (int i = 0; i < LargestSample; i++)
        {
            int from = (int)((long)i * statements.Length / LargestSample);
            int to = (int)((long)(i + 1) * statements.Length / LargestSample);
            sample[i] = statements[random.Next(from, to)];
        }
        return sample;
    }

    /// <summary>The unit vectors of the texts at these indexes, and which of them have a known word.</summary>
    public static (float[] Rows, bool[] Known) Encode(IReadOnlyList<string> texts, int[] sampled, StatementEncoder encoder, ParallelOptions parallel)
    {
        var rows = new float[sampled.Length * encoder.Dimensions];
        var known = new bool[sampled.Length];
        Chunks.Run(sampled.Length, parallel, (_, from, to) =>
        {
            StatementEncoder.Scratch scratch = encoder.NewScratch();
            for (int i = from; i < to; i++)
                known[i] = encoder.Encode(texts[sampled[i]], rows.AsSpan(i * encoder.Dimensions, encoder.Dimensions), scratch);
        });
        return (rows, known);
    }
}
