using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

internal static class Nearest
{
    /// <summary>The centroid with the highest cosine similarity to a unit row, the first of equals.</summary>
    public static (int Centroid, float Similarity) Of(ReadOnlySpan<float> row, float[] centroids)
    {
        int best = 0;
        float highest = float.NegativeInfinity;
        for (int centroid = 0, start = 0; start < centroids.Length; centroid++, start += row.Length)
        {
            float similarity = TensorPrimitives.Dot(row, centroids.AsSpan(start, row.Length));
            if (similarity <= highest) continue;
            highest = similarity;
            best = centroid;
        }
        return (best, highest);
    }
}
