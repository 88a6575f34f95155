using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>How many themes to propose when nobody says: a number that grows slowly with the statements, less those that turn out alike.</summary>
internal static class ThemeCount
{
    private const int Most = 40;
    private const float Alike = 0.9f;

    // Doubling the statements adds about a seventh more themes: a wall of themes must stay readable however many speak (200 give 13, 33,000 give 36).
    public static int Start(long statements) =>
        Math.Clamp((int)Math.Min(4.5 * Math.Pow(statements, 0.2), Math.Ceiling(statements / 5.0)), 1, Most);

    /// <summary>Joins the most alike of the groups until no two are.</summary>
    public static float[] Joined(Clusters clusters, int dimensions)
    {
        var centroids = new List<(float[] Direction, int Size)>();
        var sizes = new int[clusters.Count];
        foreach (int member in clusters.Members) sizes[member]++;
        for (int i = 0; i < clusters.Count; i++)
            if (sizes[i] > 0) centroids.Add((clusters.Centroids.AsSpan(i * dimensions, dimensions).ToArray(), sizes[i]));
        while (MostAlike(centroids) is var (first, second))
        {
            var (one, other) = (centroids[first], centroids[second]);
            TensorPrimitives.Multiply(one.Direction, (float)one.Size, one.Direction);
            TensorPrimitives.MultiplyAdd(other.Direction, (float)other.Size, one.Direction, one.Direction);
            UnitVector.Scale(one.Direction, 1);
            centroids[first] = (one.Direction, one.Size + other.Size);
            centroids.RemoveAt(second);
        }
        return [.. centroids.SelectMany(c => c.Direction)];
    }

    private static (int First, int Second)? MostAlike(List<(float[] Direction, int Size)> centroids)
    {
        (int, int)? pair = null;
        float highest = Alike;
        for (int i = 0; i < centroids.Count; i++)
        {
            for (int j = i + 1; j < centroids.Count; j++)
            {
                float similarity = TensorPrimitives.Dot<float>(centroids[i].Direction, centroids[j].Direction);
                if (similarity <= highest) continue;
                highest = similarity;
                pair = (i, j);
            }
        }
        return pair;
    }
}
