using CoProduction.Analytics.Theming;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoProduction.Analytics.Tests.Theming;

public sealed class NearestTests
{
    [Property]
    public void Of_AnyRows_FindsWhatTheSlowWayFinds(PositiveInt dimensions, PositiveInt centroids, int seed)
    {
        var random = new Random(seed);
        float[] row = Numbers(random, dimensions.Get);
        float[] all = Numbers(random, dimensions.Get * centroids.Get);

        var (centroid, similarity) = Nearest.Of(row, all);

        double[] expected = [.. all.Chunk(row.Length).Select(other => row.Zip(other, (a, b) => (double)a * b).Sum())];
        Xunit.Assert.Equal(expected.Max(), similarity, 1e-4);
        Xunit.Assert.Equal(expected.Max(), expected[centroid], 1e-4);
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
