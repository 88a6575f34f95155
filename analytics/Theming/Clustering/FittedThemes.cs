using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// A model and the sample it was fitted on: for each sampled text its index among all texts, its words, its unit vector (Dimensions numbers in Rows),
/// its theme with how near it is, and its letter (-1: none). A letter that many have sent is a theme by itself, found before the others.
/// </summary>
internal sealed record FittedThemes(ThemeModel Model, int[] Sampled, SampledTexts Words, float[] Rows, Clusters Clusters, int[] Letters)
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
    public static FittedThemes? To(IReadOnlyList<string> texts, int[] statements, OwnLanguage? ownLanguage, long all, ThemingOptions options, ParallelOptions parallel)
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
        int[] letters = Theming.Letters.Of(words.Documents);
        int[] apart = MostSent(letters, options.Themes);
        int[] own = [.. Enumerable.Range(0, sampled.Length).Where(i => apart[i] < 0)];
        float[] ownRows = own.Length == sampled.Length ? rows : [.. own.SelectMany(i => rows.AsSpan(i * encoder.Dimensions, encoder.Dimensions).ToArray())];
        int? themes = options.Themes - (apart.Max() + 1);
        var found = own.Length == 0 ? null : Find(ownRows, encoder.Dimensions, all * own.Length / sampled.Length, themes, options.Seed, parallel);
        Clusters clusters = found is not null && own.Length == sampled.Length
            ? found
            : new SphericalKMeans(rows, encoder.Dimensions, parallel).Refine([.. found?.Centroids ?? [], .. Centres(rows, encoder.Dimensions, apart)]);
        var model = new ThemeModel(encoder, clusters.Centroids, FarAway.From(clusters.Similarities), ownLanguage);
        return new FittedThemes(model, sampled, words, rows, clusters, letters);
    }

    private static Clusters Find(float[] rows, int dimensions, long all, int? themes, int seed, ParallelOptions parallel)
    {
        var means = new SphericalKMeans(rows, dimensions, parallel);
        Clusters clusters = means.Fit(Math.Min(themes ?? ThemeCount.Start(all), rows.Length / dimensions), seed, Restarts);
        if (themes is not null) return clusters;
        clusters = means.Refine(ThemeCount.Joined(clusters, dimensions));
        return WideThemes.Split(clusters, rows, dimensions, seed, parallel) is { } split ? means.Refine(split) : clusters;
    }

    // So many that a theme is left for what people say in their own words.
    private static int[] MostSent(int[] letters, int? themes)
    {
        int most = themes is null || !letters.Contains(-1) ? themes ?? int.MaxValue : themes.Value - 1;
        return [.. letters.Select(letter => letter < most ? letter : -1)];
    }

    private static float[] Centres(float[] rows, int dimensions, int[] letters)
    {
        var centres = new float[(letters.Max() + 1) * dimensions];
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] < 0) continue;
            Span<float> centre = centres.AsSpan(letters[i] * dimensions, dimensions);
            TensorPrimitives.Add(centre, rows.AsSpan(i * dimensions, dimensions), centre);
        }
        for (int letter = 0; letter * dimensions < centres.Length; letter++) UnitVector.Scale(centres.AsSpan(letter * dimensions, dimensions), 1);
        return centres;
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
