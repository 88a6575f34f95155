using CoProduction.Analytics.Theming.Learning;

namespace CoProduction.Analytics.Files;

/// <summary>
/// Learns from one CSV file of statements that have themes, and suggests themes for the statements of another, with no database. It reads the new ones twice, once to
/// see whether they will do and once to suggest, and never holds them all. The same files and options give the same bytes on any number of threads.
/// </summary>
public static class SuggestFile
{
    /// <summary>Two hundred for each of three questions, as many as themes can be asked for; more are likely another column.</summary>
    public const int MostThemes = 600;

    private const int Seed = 1;

    // Of the new statements; enough to see within a hundredth how far they are from those learned from.
    private const int Compared = 5_000;
    private const double Read = 0.1, Learned = 0.7;

    /// <summary>
    /// Reads both files, learns, and writes suggestions.csv into the folder, whole or not at all. Progress runs from 0 to 1.
    /// Throws <see cref="ThemeFileException"/> when a file, a column or the folder will not do, <see cref="OperationCanceledException"/> when cancelled.
    /// </summary>
    public static SuggestFileSummary Run(SuggestFileOptions options, IProgress<double>? progress, CancellationToken ct)
    {
        var taughtFile = new StatementFile(options.TaughtFile, options.TaughtTextColumn, options.ThemeColumn, idColumn: null);
        var (taught, placed) = Taught(taughtFile, options, ct);
        var file = new StatementFile(options.File, options.TextColumn, facetColumn: null, options.IdColumn);
        var (sample, records) = Sample(file, options, ct);
        progress?.Report(Read);
        using var output = new SuggestFileOutput(options.OutFolder);
        LearnedThemes learned = ThemeLearner.Learn(taught, new LearningOptions(options.WantedRight, Seed, options.MaxDegreeOfParallelism), ct);
        progress?.Report(Learned);
        int done = 0, sure = 0, withoutTheme = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = ct };
        foreach (IReadOnlyList<Suggestion>[] suggestions in output.Write(file, text => [learned.Suggest(text)], parallel))
        {
            done += suggestions.Length;
            sure += suggestions.Count(suggestion => suggestion[0].IsSure);
            withoutTheme += suggestions.Count(suggestion => suggestion[0].Theme is null);
            progress?.Report(Learned + (1 - Learned) * Math.Min(1, (double)done / records));
        }
        Drift drift = learned.DriftOf(sample.Drawn);
        ct.ThrowIfCancellationRequested();
        output.Commit();
        return new SuggestFileSummary(placed, learned.Quality.Texts, learned.Themes.Count, records, sure, withoutTheme, learned.Quality, drift) { Findings = [.. taughtFile.Findings, .. file.Findings] };
    }

    private static (TaughtText[] Drawn, long Offered) Taught(StatementFile file, SuggestFileOptions options, CancellationToken ct)
    {
        // A download is in order of themes, so that its beginning or end alone would lack some of them.
        var sample = new Reservoir<TaughtText>(Examples.Most, Seed);
        var labels = new LabelSpellings();
        foreach (StatementBatch batch in file.Read(ct))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                if (!batch.Text(i).IsWhiteSpace() && labels.Saw(file.Facets[batch.Facet(i)]) is { } theme) sample.Offer(batch.Text(i), text => new TaughtText(text.ToString(), theme));
            }
            if (labels.Count > MostThemes) throw TooManyThemes(options);
        }
        string[] themes = [.. sample.Drawn.Select(taught => taught.Theme).Distinct().Take(2)];
        return themes.Length switch
        {
            0 => throw NothingTaught(options),
            1 => throw new ThemeFileException($"{options.TaughtFile}: all statements with a theme are in the same one. To learn, it needs statements in at least two."),
            _ => ([.. sample.Drawn.Select(taught => taught with { Theme = labels.Written(taught.Theme) })], sample.Offered),
        };
    }

    private static (Reservoir<string> Sample, int Records) Sample(StatementFile file, SuggestFileOptions options, CancellationToken ct)
    {
        var sample = new Reservoir<string>(Compared, Seed);
        int records = 0;
        foreach (StatementBatch batch in file.Read(ct))
        {
            for (int i = 0; i < batch.Count; i++) sample.Offer(batch.Text(i), text => text.ToString());
            records += batch.Count;
        }
        return records > 0 ? (sample, records) : throw IsEmpty(options);
    }

    internal static ThemeFileException TooManyThemes(SuggestFileOptions options) =>
        new($"{options.TaughtFile}: the column '{options.ThemeColumn}' names more than {MostThemes} themes. Is it the column with the themes?");

    internal static ThemeFileException NothingTaught(SuggestFileOptions options) =>
        new($"{options.TaughtFile}: no row has both words in '{options.TaughtTextColumn}' and a theme in '{options.ThemeColumn}'. Put some statements in themes first.");

    internal static ThemeFileException IsEmpty(SuggestFileOptions options) => new($"{options.File} is empty below its column names: it needs a row for each new statement.");
}
