using System.Numerics.Tensors;
using CoProduction.Analytics.Theming.Learning;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// Puts new statements into themes that are there, as learned from statements in those. A statement far from every theme's centre is in none. Others are in the
/// theme with the nearest centre, or in the one that <see cref="ThemeLearner"/> says, whichever is right more often on examples held back: the first is where a
/// machine has grouped them, the second often where people have. Safe to share.
/// </summary>
public sealed class ThemeJoiner
{
    private const int Folds = 5;

    // Measured: with fewer, the learner is hardly better, and what it is sure of is often wrong.
    private const int EnoughExamples = 100, EnoughOfTheme = 10;

    private readonly string[] _themes;
    private readonly ThemeModel? _centres;
    private readonly LearnedThemes? _learned;

    private ThemeJoiner(string[] themes, ThemeModel? centres, LearnedThemes? learned, bool goesByLearned) =>
        (_themes, _centres, _learned, GoesByLearned) = (themes, centres, learned, goesByLearned);

    /// <summary>The themes that statements can join, each as the examples name it.</summary>
    public IReadOnlyList<string> Themes => _themes;

    /// <summary>Whether the learner says which theme it is, and not the nearest centre.</summary>
    public bool GoesByLearned { get; }

    /// <summary>The same for the same examples in the same order, on any number of threads (-1: all).</summary>
    public static ThemeJoiner Learn(IReadOnlyList<TaughtText> examples, int maxDegreeOfParallelism, CancellationToken ct)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = ct };
        string[] names = [.. examples.Select(example => example.Theme).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] texts = [.. examples.Select(example => example.Text)];
        int[] themes = [.. examples.Select(example => Array.BinarySearch(names, example.Theme, StringComparer.Ordinal))];
        ThemeModel? centres = ThemeCentres.Of(texts, themes, names.Length, parallel);
        if (centres is null || names.Length < 2 || texts.Length < Math.Max(EnoughExamples, EnoughOfTheme * names.Length))
            return new ThemeJoiner(names, centres, null, goesByLearned: false);
        LearnedThemes learned = ThemeLearner.Learn(examples, new LearningOptions(MaxDegreeOfParallelism: maxDegreeOfParallelism), ct);
        return new ThemeJoiner(names, centres, learned, learned.Quality.Right > RightByCentres(texts, themes, names.Length, parallel));
    }

    /// <summary>One for each text, in their order; the same on any number of threads (-1: all).</summary>
    public JoinedText[] Join(IReadOnlyList<string> texts, int maxDegreeOfParallelism, CancellationToken ct)
    {
        var joined = new JoinedText[texts.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = ct };
        Chunks.Run(texts.Count, parallel, (_, from, to) =>
        {
            float[] row = new float[_centres?.Encoder.Dimensions ?? 0];
            StatementEncoder.Scratch? scratch = _centres?.Encoder.NewScratch();
            for (int i = from; i < to; i++) joined[i] = Join(texts[i], row, scratch);
        });
        return joined;
    }

    private JoinedText Join(string text, float[] row, StatementEncoder.Scratch? scratch)
    {
        ThemeAssignment nearest = _centres is null ? new ThemeAssigner(null).Assign(text) : _centres.Assign(text, row, scratch!);
        if (nearest.Reason == SetAside.NotThemed) return new JoinedText(nearest, _learned?.Suggest(text) is { IsSure: true } sure ? sure : null);
        if (nearest.Theme < 0 || !GoesByLearned) return new JoinedText(nearest, null);
        int theme = Array.BinarySearch(_themes, _learned!.ThemeOf(text), StringComparer.Ordinal);
        return new JoinedText(nearest with { Theme = theme, Similarity = TensorPrimitives.Dot(row, _centres!.Centroid(theme)) }, null);
    }

    // Each fifth in turn by the centres of the others.
    private static double RightByCentres(string[] texts, int[] themes, int count, ParallelOptions parallel)
    {
        int right = 0;
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] kept = [.. Enumerable.Range(0, texts.Length).Where(i => i % Folds != fold)];
            var assigner = new ThemeAssigner(ThemeCentres.Of([.. kept.Select(i => texts[i])], [.. kept.Select(i => themes[i])], count, parallel));
            int[] heldBack = [.. Enumerable.Range(0, texts.Length).Where(i => i % Folds == fold)];
            ThemeAssignment[] assigned = assigner.Assign([.. heldBack.Select(i => texts[i])], parallel);
            right += heldBack.Where((text, place) => assigned[place].Theme == themes[text]).Count();
        }
        return (double)right / texts.Length;
    }
}

/// <summary>Where a new statement belongs, its theme by place among the joiner's; and when it is near none, the theme that is surely worth suggesting to people.</summary>
public readonly record struct JoinedText(ThemeAssignment Assignment, Suggestion? Suggestion);
