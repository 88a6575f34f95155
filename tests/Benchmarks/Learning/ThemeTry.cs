using System.Diagnostics;
using CoProduction.Analytics.Theming.Learning;

namespace CoProduction.Benchmarks.Learning;

/// <summary>What learning from one split came to.</summary>
internal sealed record ThemeTry(
    double Accuracy, double MacroF1, IReadOnlyList<(double Chance, bool IsRight, bool IsSure)> Answers, HeldBackQuality Quality, TimeSpan Learning, TimeSpan Suggesting)
{
    public static ThemeTry Of(LearningPart part, LearningSplit split, int size, LearningOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        var learned = ThemeLearner.Learn([.. split.Pool.Take(size).Select(i => new TaughtText(part.Texts[i], part.Labels[i][0]))], options, CancellationToken.None);
        var learning = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        var suggestions = split.Test.Select(i => learned.Suggest(part.Texts[i])).ToList();
        var suggesting = Stopwatch.GetElapsedTime(start);
        string[] right = [.. split.Test.Select(i => part.Labels[i][0])];
        string[] said = [.. suggestions.Select(suggestion => suggestion.Theme!)];
        return new(
            Agreement.Accuracy(right, said), Agreement.MacroF1(right, said),
            [.. suggestions.Select((suggestion, i) => (suggestion.Chance, said[i] == right[i], suggestion.IsSure))], learned.Quality, learning, suggesting);
    }
}
