namespace CoProduction.Analytics.Theming.Learning;

/// <summary>What examples may be learned from.</summary>
internal static class Examples
{
    // Bounds the time; beyond it more of them hardly help.
    public const int Most = 20_000;

    public static void Check(LearningOptions options)
    {
        if (!(options.WantedAccuracy is >= 0 and <= 1)) throw new ArgumentException($"The wanted accuracy is between 0 and 1, not {options.WantedAccuracy}.", nameof(options));
    }

    /// <summary>Those with a text that says something, at most so many, the last; throws when there is none.</summary>
    public static IEnumerable<T> Last<T>(IReadOnlyList<T> examples, Func<T, string> text)
    {
        var kept = examples.Where(example => !string.IsNullOrWhiteSpace(text(example))).TakeLast(Most).ToList();
        return kept.Count > 0 ? kept : throw new ArgumentException("Learning needs statements; none of these has a text.", nameof(examples));
    }

    /// <summary>The distinct names in their order; throws when one is empty.</summary>
    public static string[] Names(IEnumerable<string> names, string what)
    {
        string[] distinct = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return distinct.Any(string.IsNullOrWhiteSpace) ? throw new ArgumentException($"Each {what} needs a name; one of these has none.") : distinct;
    }
}
