using CoProduction.Analytics.Theming.Learning;

namespace CoProduction.Analytics.Files;

/// <summary>
/// As <see cref="SuggestFile"/>, where a statement has several themes, in one cell: suggests all that suit a new statement. It is sure of a theme whose chance is as
/// large as the share that is wanted right.
/// </summary>
public static class SuggestSeveralFile
{
    private const int Seed = 1;
    private const double Learned = 0.7;

    /// <summary>
    /// Reads both files, learns, and writes suggestions.csv into the folder, whole or not at all: a line for each theme of a statement, and one without a theme for a
    /// statement that none suits. Progress runs from 0 to 1. Throws <see cref="ThemeFileException"/> when a file, a column or the folder will not do,
    /// <see cref="OperationCanceledException"/> when cancelled.
    /// </summary>
    public static SuggestSeveralSummary Run(SuggestFileOptions options, string separator, IProgress<double>? progress, CancellationToken ct)
    {
        var taughtFile = new StatementFile(options.TaughtFile, options.TaughtTextColumn, options.ThemeColumn, idColumn: null);
        var (taught, placed) = Taught(taughtFile, options, separator, ct);
        var file = new StatementFile(options.File, options.TextColumn, facetColumn: null, options.IdColumn);
        int records = file.Read(ct).Sum(batch => batch.Count);
        if (records == 0) throw SuggestFile.IsEmpty(options);
        using var output = new SuggestFileOutput(options.OutFolder);
        LearnedTags learned = TagLearner.Learn(taught, new LearningOptions(options.WantedRight, Seed, options.MaxDegreeOfParallelism), ct);
        progress?.Report(Learned);
        int done = 0, withoutTheme = 0, suggested = 0, sure = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = ct };
        foreach (IReadOnlyList<Suggestion>[] suggestions in output.Write(file, text => Of(learned.Suggest(text), options.WantedRight), parallel))
        {
            done += suggestions.Length;
            withoutTheme += suggestions.Count(of => of[0].Theme is null);
            suggested += suggestions.Sum(of => of.Count(suggestion => suggestion.Theme is not null));
            sure += suggestions.Sum(of => of.Count(suggestion => suggestion.IsSure));
            progress?.Report(Learned + (1 - Learned) * done / records);
        }
        ct.ThrowIfCancellationRequested();
        output.Commit();
        return new SuggestSeveralSummary(placed, taught.Length, learned.Tags.Count, records, suggested, sure, withoutTheme) { Findings = [.. taughtFile.Findings, .. file.Findings] };
    }

    private static Suggestion[] Of(IReadOnlyList<TagSuggestion> tags, double wantedRight) => tags.Count == 0
        ? [new Suggestion(null, 0, false, [])]
        : [.. tags.Select(tag => new Suggestion(tag.Tag, tag.Chance, tag.Chance >= wantedRight, tag.Words))];

    private static (TaggedText[] Drawn, long Offered) Taught(StatementFile file, SuggestFileOptions options, string separator, CancellationToken ct)
    {
        var sample = new Reservoir<TaggedText>(Examples.Most, Seed);
        var labels = new LabelSpellings();
        foreach (StatementBatch batch in file.Read(ct))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                if (batch.Text(i).IsWhiteSpace()) continue;
                string[] tags = [.. file.Facets[batch.Facet(i)].Split(separator).Select(labels.Saw).OfType<string>().Distinct()];
                if (tags.Length > 0) sample.Offer(batch.Text(i), text => new TaggedText(text.ToString(), tags));
            }
            if (labels.Count > SuggestFile.MostThemes) throw SuggestFile.TooManyThemes(options);
        }
        return sample.Offered > 0
            ? ([.. sample.Drawn.Select(taught => taught with { Tags = [.. taught.Tags.Select(labels.Written)] })], sample.Offered)
            : throw SuggestFile.NothingTaught(options);
    }
}
