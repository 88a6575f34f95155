using CoProduction.Analytics.Theming;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoProduction.Analytics.Tests.Theming;

public sealed class NearestTests
{
    [Property]
    public void Of_AnyRows_FindsTheTwoThatTheSlowWayFinds(PositiveInt dimensions, PositiveInt centroids, int seed)
    {
        var random = new Random(seed);
        float[] row = Numbers(random, dimensions.Get);
        float[] all = Numbers(random, dimensions.Get * centroids.Get);

        NearestTwo nearest = Nearest.Of(row, all);

        double[] expected = [.. all.Chunk(row.Length).Select(other => row.Zip(other, (a, b) => (double)a * b).Sum())];
        Xunit.Assert.Equal(expected.Max(), nearest.Similarity, 1e-4);
        Xunit.Assert.Equal(expected.Max(), expected[nearest.Centroid], 1e-4);
        if (expected.Length == 1)
        {
            Xunit.Assert.Equal((-1, float.NegativeInfinity), (nearest.Second, nearest.SecondSimilarity));
            return;
        }
        double[] others = [.. expected.Where((_, place) => place != nearest.Centroid)];
        Xunit.Assert.NotEqual(nearest.Centroid, nearest.Second);
        Xunit.Assert.Equal(others.Max(), nearest.SecondSimilarity, 1e-4);
        Xunit.Assert.Equal(others.Max(), expected[nearest.Second], 1e-4);
    }

    [Xunit.Theory]
    [Xunit.InlineData(1)]
    [Xunit.InlineData(4)]
    [Xunit.InlineData(7)]
    public void Of_AllEqual_AreTheFirstTwo(int centroids)
    {
        NearestTwo nearest = Nearest.Of([1, 0], [.. Enumerable.Repeat(new[] { 0.5f, 0 }, centroids).SelectMany(centroid => centroid)]);

        Xunit.Assert.Equal((0, centroids > 1 ? 1 : -1), (nearest.Centroid, nearest.Second));
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
