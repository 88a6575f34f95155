using System.Collections.Concurrent;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// Finds the themes in statements: groups what is alike in meaning, names each group and drafts an "I" statement for it.
/// The same texts, facet, seed and number of themes give the same result to the last bit on any number of threads. Keeps nothing between calls; safe to share.
/// </summary>
public sealed class ThemingEngine
{
    private const double SortedOut = 0.05, Fitted = 0.6, Assigned = 0.9;

    /// <summary>
    /// Themes the texts (any number, any length); texts without a topic are set aside. Progress runs from 0 to 1.
    /// Throws <see cref="ArgumentOutOfRangeException"/> when fewer than one theme is asked for, <see cref="OperationCanceledException"/> when cancelled.
    /// </summary>
    public ThemingResult Theme(IReadOnlyList<string> texts, Facet facet, ThemingOptions options, IProgress<double>? progress, CancellationToken ct)
    {
        if (options.Themes < 1) throw new ArgumentOutOfRangeException(nameof(options), options.Themes, "Ask for at least one theme.");
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = ct };
        progress?.Report(0);
        int[] statements = Statements(texts, parallel);
        progress?.Report(SortedOut);
        FittedThemes? fitted = FittedThemes.To(texts, statements, options, parallel);
        progress?.Report(Fitted);
        var assignments = new ThemeAssignment[texts.Count];
        int[] sizes = Assign(texts, fitted?.Model, assignments, parallel);
        progress?.Report(Assigned);
        int[] order = [.. Enumerable.Range(0, sizes.Length).Where(theme => sizes[theme] > 0).OrderByDescending(theme => sizes[theme])];
        Renumber(assignments, order, sizes.Length);
        IReadOnlyList<ProposedTheme> themes = fitted is null ? [] : new ThemeDescriber(texts, facet, fitted, parallel).Describe(order, sizes);
        progress?.Report(1);
        return new ThemingResult(themes, assignments);
    }

    private static int[] Statements(IReadOnlyList<string> texts, ParallelOptions parallel)
    {
        var isStatement = new bool[texts.Count];
        Chunks.Run(texts.Count, parallel, (_, from, to) =>
        {
            for (int i = from; i < to; i++) isStatement[i] = AnswerKind.Of(texts[i]) == SetAside.None;
        });
        return [.. Enumerable.Range(0, texts.Count).Where(i => isStatement[i])];
    }

    private static int[] Assign(IReadOnlyList<string> texts, ThemeModel? model, ThemeAssignment[] assignments, ParallelOptions parallel)
    {
        var sizes = new int[model?.Count ?? 0];
        // A thread at a time takes room from the bag, so that there is only as much of it as there are threads.
        var rooms = new ConcurrentBag<Room>();
        Chunks.Run(texts.Count, parallel, (_, from, to) =>
        {
            if (model is null)
            {
                for (int i = from; i < to; i++) assignments[i] = Unthemed(texts[i]);
                return;
            }
            if (!rooms.TryTake(out Room? room)) room = new Room(new float[model.Encoder.Dimensions], model.Encoder.NewScratch());
            for (int i = from; i < to; i++)
            {
                assignments[i] = model.Assign(texts[i], room.Row, room.Scratch);
                if (assignments[i].Theme >= 0) Interlocked.Increment(ref sizes[assignments[i].Theme]);
            }
            rooms.Add(room);
        });
        return sizes;
    }

    private static ThemeAssignment Unthemed(string text)
    {
        SetAside kind = AnswerKind.Of(text);
        return new ThemeAssignment(-1, 0, kind == SetAside.None ? SetAside.NotThemed : kind);
    }

    private static void Renumber(ThemeAssignment[] assignments, int[] order, int count)
    {
        var places = new int[count];
        for (int place = 0; place < order.Length; place++) places[order[place]] = place;
        for (int i = 0; i < assignments.Length; i++)
            if (assignments[i].Theme >= 0) assignments[i] = assignments[i] with { Theme = places[assignments[i].Theme] };
    }

    private sealed record Room(float[] Row, StatementEncoder.Scratch Scratch);
}
