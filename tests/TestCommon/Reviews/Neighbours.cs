namespace CoProduction.TestCommon.Reviews;

/// <summary>Whether an order tells what belongs together: how often things of one source stand beside each other in it, and how often they would by chance.</summary>
public static class Neighbours
{
    // In less than one of so many shuffles are there more.
    private const double Shuffles = 10_000_000;

    /// <summary>How many stand beside one of the same source.</summary>
    public static int Count<T>(IReadOnlyList<T> sources) => sources.Zip(sources.Skip(1)).Count(pair => Equals(pair.First, pair.Second));

    /// <summary>The most that chance gives these sources.</summary>
    public static int MostByChance<T>(IReadOnlyList<T> sources) => Most(sources.GroupBy(source => source).Sum(group => group.Count() * (group.Count() - 1d)) / Math.Max(1, sources.Count));

    /// <summary>What is to be said against the order of these sources; nothing when it tells no more than chance.</summary>
    public static IEnumerable<string> Objections<T>(string of, IReadOnlyList<T> sources) =>
        Count(sources) > MostByChance(sources) ? [$"{of}: {Count(sources)} of {sources.Count} stand beside one of the same source, by chance {MostByChance(sources)} at most"] : [];

    /// <summary>The same for an order of things that came one after the other, by the places in which they came.</summary>
    public static IEnumerable<string> ObjectionsToSequence(string of, IReadOnlyList<int> places)
    {
        var (found, most) = (places.Zip(places.Skip(1)).Count(pair => Math.Abs(pair.First - pair.Second) == 1), Most(2d * (places.Count - 1) / Math.Max(1, places.Count)));
        return found > most ? [$"{of}: {found} of {places.Count} stand beside the one that came before or after them, by chance {most} at most"] : [];
    }

    // Such pairs are nearly as many as Poisson has it.
    private static int Most(double expected)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(expected, 700);
        var (most, exactly) = (0, Math.Exp(-expected));
        for (var more = 1 - exactly; more > 1 / Shuffles; more -= exactly)
            exactly *= expected / ++most;
        return most;
    }
}
