using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.Review.Tests.Anonymity;

public sealed class NeighboursTests
{
    [Fact]
    public void MostByChance_OfAHundredReviews_IsHardlyAboveWhatShufflesGive()
    {
        var sources = Enumerable.Range(0, 600).Select(i => i / 6).ToArray();
        var random = new Random(1);
        var found = Enumerable.Range(0, 2000).Select(_ =>
        {
            random.Shuffle(sources);
            return Neighbours.Count(sources);
        }).Order().ToList();

        Assert.InRange(Neighbours.MostByChance(sources), found[^1], 2 * found[^2]);
    }

    [Fact]
    public void Objections_FileOrder_SayHowMany()
    {
        Assert.Contains("500 of 600", Assert.Single(Neighbours.Objections("File", [.. Enumerable.Range(0, 600).Select(i => i / 6)])));
        Assert.Contains("599 of 600", Assert.Single(Neighbours.ObjectionsToSequence("File", [.. Enumerable.Range(0, 600)])));
    }
}
