using System.Collections.Frozen;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// Which topics of the bank of "I" statements a word speaks of by itself, such as transport for "taxi".
/// Words that need others beside them, or fit many topics, speak of none.
/// </summary>
internal static class LifeTopics
{
    private const int MostTopics = 3;

    private static readonly Lazy<FrozenDictionary<string, string[]>> s_topics = new(Read);

    public static IReadOnlyList<string> Of(string stem) => s_topics.Value.GetValueOrDefault(stem, []);

    private static FrozenDictionary<string, string[]> Read() => IStatementBank.Shared.Statements
        .Where(banked => banked.Groups.Length == 1)
        .SelectMany(banked => banked.Groups[0], (banked, term) => (Term: term, banked.Topic))
        .Distinct()
        .GroupBy(pair => pair.Term, pair => pair.Topic)
        .Where(term => term.Count() <= MostTopics)
        .ToFrozenDictionary(term => term.Key, term => term.ToArray());
}
