namespace CoProduction.Benchmarks;

/// <summary>How alike two groupings of the same things are: mutual information as a share of the mean entropy, 1 for the same groups.</summary>
internal static class Agreement
{
    /// <summary>Not adjusted for chance, which for thousands of things in tens of groups is below 0.03.</summary>
    public static double Of(IReadOnlyList<(int One, int Other)> places)
    {
        double one = Entropy(places.Select(place => place.One)), other = Entropy(places.Select(place => place.Other));
        var both = Entropy(places);
        return one + other == 0 ? 1 : 2 * (one + other - both) / (one + other);
    }

    private static double Entropy<T>(IEnumerable<T> groups) where T : notnull
    {
        var sizes = groups.CountBy(group => group).Select(group => (double)group.Value).ToList();
        var all = sizes.Sum();
        return -sizes.Sum(size => size / all * Math.Log(size / all));
    }
}
