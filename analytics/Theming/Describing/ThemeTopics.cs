using System.Collections;

namespace CoProduction.Analytics.Theming;

/// <summary>The topic of the bank of "I" statements that most statements of a theme, and few of the others, speak of; no topic names two themes.</summary>
internal static class ThemeTopics
{
    private const double LeastShare = 0.4;
    private const double LeastLift = 2;

    /// <summary>For each theme its topic, or null.</summary>
    public static string?[] Of(int[][] themes, TermIndex index)
    {
        var matches = new List<(string Topic, int Theme, double Share)>();
        int all = themes.Sum(theme => theme.Length);
        foreach (var topic in IStatementBank.Shared.Statements.GroupBy(banked => banked.Topic))
        {
            BitArray about = topic.Select(banked => index.Meeting(banked.Groups)).Aggregate((one, other) => one.Or(other));
            int[] hits = [.. themes.Select(theme => theme.Count(text => about[text]))];
            int total = hits.Sum();
            for (int theme = 0; theme < themes.Length; theme++)
            {
                // One more without the topic, so that one statement alone proves little.
                double share = hits[theme] / (themes[theme].Length + 1.0);
                double elsewhere = (total - hits[theme]) / Math.Max(1.0, all - themes[theme].Length);
                if (share >= LeastShare && share >= LeastLift * elsewhere) matches.Add((topic.Key, theme, share));
            }
        }
        var topics = new string?[themes.Length];
        var taken = new HashSet<string>();
        foreach (var (topic, theme, _) in matches.OrderByDescending(match => match.Share).ThenBy(match => match.Theme).ThenBy(match => match.Topic, StringComparer.Ordinal))
            if (topics[theme] is null && taken.Add(topic)) topics[theme] = topic;
        return topics;
    }
}
