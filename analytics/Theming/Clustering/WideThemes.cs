using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// Finds themes that hold two matters: larger and much wider than the others, and clearly in two. Strict, because people merge more easily than they take apart
/// what reads as one.
/// </summary>
internal static class WideThemes
{
    private const double Larger = 1.25, SpreadsWider = 1.5, SmallerHalf = 0.25;
    private const int FewestInAHalf = 5, Restarts = 4;

    // Unlike subjects are about as near to each other as this; halves of one subject mostly lie at 0.4 and above.
    private const float Unlike = 0.25f;

    /// <summary>The centroids with each wide theme's two halves in its place; null when no theme is to be split.</summary>
    public static float[]? Split(Clusters clusters, float[] rows, int dimensions, int seed, ParallelOptions parallel)
    {
        int[][] members = Members(clusters);
        bool anySplit = false;
        var centroids = new List<float>(clusters.Centroids.Length);
        double[] closeness = [.. members.Select(theme => theme.Length == 0 ? double.NaN : theme.Average(row => clusters.Similarities[row]))];
        double widest = Widest([.. closeness.Where(double.IsFinite)]);
        for (int theme = 0; theme < members.Length; theme++)
        {
            bool isWide = members[theme].Length >= Larger * clusters.Members.Length / members.Length && closeness[theme] <= widest;
            float[]? halves = isWide ? Halves(members[theme], rows, dimensions, seed, parallel) : null;
            anySplit |= halves is not null;
            centroids.AddRange(halves ?? clusters.Centroids.AsSpan(theme * dimensions, dimensions));
        }
        return anySplit ? [.. centroids] : null;
    }

    private static int[][] Members(Clusters clusters)
    {
        var rows = Enumerable.Range(0, clusters.Members.Length).ToLookup(row => clusters.Members[row]);
        return [.. Enumerable.Range(0, clusters.Count).Select(theme => rows[theme].ToArray())];
    }

    // Mean closeness below this is much wider than the rest.
    private static double Widest(double[] closeness)
    {
        double mean = closeness.Average();
        return mean - SpreadsWider * Math.Sqrt(closeness.Average(close => (close - mean) * (close - mean)));
    }

    private static float[]? Halves(int[] members, float[] rows, int dimensions, int seed, ParallelOptions parallel)
    {
        float[] own = [.. members.SelectMany(row => rows[(row * dimensions)..((row + 1) * dimensions)])];
        Clusters halves = new SphericalKMeans(own, dimensions, parallel).Fit(2, seed, Restarts);
        if (halves.Count < 2) return null;
        int first = halves.Members.Count(half => half == 0), smaller = Math.Min(first, members.Length - first);
        bool areTwo = smaller >= Math.Max(FewestInAHalf, SmallerHalf * members.Length)
            && TensorPrimitives.Dot<float>(halves.Centroids.AsSpan(0, dimensions), halves.Centroids.AsSpan(dimensions)) <= Unlike;
        return areTwo ? halves.Centroids : null;
    }
}
