using CoProduction.Analytics.Tests.Theming;
using CoProduction.Analytics.Theming.Learning;

namespace CoProduction.Analytics.Tests.Learning;

/// <summary>Statements about five topics, each with its topic for a theme; as many as wanted.</summary>
internal static class TaughtStatements
{
    public static TaughtText[] Of(int count) => [.. CareStatements.Of(count).Select((text, i) => new TaughtText(text, ThemeOf(i)))];

    public static string ThemeOf(int index) => CareStatements.Topics[CareStatements.TopicOf(index)];

    /// <summary>Two neighbouring statements each, with both their topics for tags.</summary>
    public static TaggedText[] InPairs(int count)
    {
        TaughtText[] all = Of(count);
        return [.. all.Zip(all.Skip(1), (one, two) => new TaggedText($"{one.Text} {two.Text}", [one.Theme, two.Theme])), .. all.Select(one => new TaggedText(one.Text, [one.Theme]))];
    }
}
