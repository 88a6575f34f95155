using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>Finds the centres of themes that are there already, by the statements in them.</summary>
internal static class ThemeCentres
{
    private const int Seed = 1;

    /// <summary>From texts with the 0-based place of the theme that each is in; null when none of them has a word that says something.</summary>
    public static ThemeModel? Of(IReadOnlyList<string> texts, IReadOnlyList<int> themes, int count, ParallelOptions parallel)
    {
        int[] statements = [.. Enumerable.Range(0, texts.Count).Where(i => AnswerKind.Of(texts[i]) == SetAside.None)];
        if (statements.Length == 0) return null;
        StatementEncoder encoder = StatementEncoder.Fit(SampledTexts.Of(texts, statements, parallel.CancellationToken), Seed, parallel);
        var (rows, known) = FittedThemes.Encode(texts, statements, encoder, parallel);
        if (!known.Contains(true)) return null;
        var centroids = new float[count * encoder.Dimensions];
        for (int i = 0; i < statements.Length; i++)
        {
            Span<float> sum = Of(centroids, themes[statements[i]]);
            TensorPrimitives.Add(sum, Of(rows, i), sum);
        }
        for (int theme = 0; theme < count; theme++) UnitVector.Scale(Of(centroids, theme), 1);
        float[] similarities =
        [
            .. Enumerable.Range(0, statements.Length).Where(i => known[i])
                .Select(i => TensorPrimitives.Dot<float>(Of(rows, i), Of(centroids, themes[statements[i]]))),
        ];
        // What has nothing at all in common with a theme is not near it, nor near one whose statements say nothing.
        return new ThemeModel(encoder, centroids, Math.Max(FarAway.From(similarities), float.Epsilon), ownLanguage: null);

        Span<float> Of(float[] vectors, int place) => vectors.AsSpan(place * encoder.Dimensions, encoder.Dimensions);
    }
}
