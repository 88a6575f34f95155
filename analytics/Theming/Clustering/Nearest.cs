using System.Numerics;
using System.Runtime.InteropServices;

namespace CoProduction.Analytics.Theming;

internal static class Nearest
{
    // So many at a time share what is read of the row, which is where the time goes.
    private const int AtOnce = 4;

    /// <summary>The two centroids with the highest cosine similarity to a unit row, the first of equals; no second (-1) beside one alone.</summary>
    public static NearestTwo Of(ReadOnlySpan<float> row, ReadOnlySpan<float> centroids)
    {
        int best = 0, second = -1, count = centroids.Length / row.Length;
        float highest = float.NegativeInfinity, next = float.NegativeInfinity;
        Span<float> similarities = stackalloc float[AtOnce];
        for (int first = 0; first < count; first += AtOnce)
        {
            int some = Math.Min(AtOnce, count - first);
            Similarities(row, centroids.Slice(first * row.Length, some * row.Length), similarities);
            for (int i = 0; i < some; i++)
            {
                if (similarities[i] <= next) continue;
                if (similarities[i] <= highest)
                {
                    (next, second) = (similarities[i], first + i);
                    continue;
                }
                if (first + i > 0) (next, second) = (highest, best);
                (highest, best) = (similarities[i], first + i);
            }
        }
        return new NearestTwo(best, highest, second, next);
    }

    private static void Similarities(ReadOnlySpan<float> row, ReadOnlySpan<float> centroids, Span<float> similarities)
    {
        if (centroids.Length == AtOnce * row.Length) OfFour(row, centroids, similarities);
        else
            for (int i = 0; i * row.Length < centroids.Length; i++) similarities[i] = OfOne(row, centroids.Slice(i * row.Length, row.Length));
    }

    // Adds up in the same order as the four, so that a centroid's similarity does not depend on its place among the others.
    private static float OfOne(ReadOnlySpan<float> row, ReadOnlySpan<float> centroid)
    {
        Vector<float> sum = default;
        int at = 0;
        for (; at + Vector<float>.Count <= row.Length; at += Vector<float>.Count) sum += new Vector<float>(row[at..]) * new Vector<float>(centroid[at..]);
        float similarity = Vector.Sum(sum);
        for (; at < row.Length; at++) similarity += row[at] * centroid[at];
        return similarity;
    }

    private static void OfFour(ReadOnlySpan<float> row, ReadOnlySpan<float> centroids, Span<float> similarities)
    {
        ref float numbers = ref MemoryMarshal.GetReference(row), four = ref MemoryMarshal.GetReference(centroids);
        Vector<float> first = default, second = default, third = default, fourth = default;
        int length = row.Length, at = 0;
        for (; at + Vector<float>.Count <= length; at += Vector<float>.Count)
        {
            Vector<float> some = Vector.LoadUnsafe(ref numbers, (nuint)at);
            first += some * Vector.LoadUnsafe(ref four, (nuint)at);
            second += some * Vector.LoadUnsafe(ref four, (nuint)(length + at));
            third += some * Vector.LoadUnsafe(ref four, (nuint)(2 * length + at));
            fourth += some * Vector.LoadUnsafe(ref four, (nuint)(3 * length + at));
        }
        similarities[0] = Vector.Sum(first);
        similarities[1] = Vector.Sum(second);
        similarities[2] = Vector.Sum(third);
        similarities[3] = Vector.Sum(fourth);
        for (; at < length; at++)
            for (int i = 0; i < AtOnce; i++) similarities[i] += row[at] * centroids[i * length + at];
    }
}

/// <summary>The nearest centroid and the one after it, each with its cosine similarity.</summary>
internal readonly record struct NearestTwo(int Centroid, float Similarity, int Second, float SecondSimilarity);
