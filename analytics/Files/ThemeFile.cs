using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text;
using CoProduction.Analytics.Theming;

namespace CoProduction.Analytics.Files;

/// <summary>
/// Themes the statements of a CSV file into two CSV files, with no database. It reads the file twice, once for the samples that themes are found in and once to
/// assign every statement, and never holds it whole. The same file, seed and options give the same bytes on any number of threads.
/// </summary>
public sealed class ThemeFile(ThemingEngine engine, TimeProvider time)
{
    private const double Read = 0.2, Found = 0.4;

    // Twice what themes are found in: texts that say nothing are among them.
    private const int Sampled = 2 * FittedThemes.LargestSample;

    /// <summary>
    /// Reads the file, themes each facet on its own, and writes themes.csv and assignments.csv into the folder: both or neither. Progress runs from 0 to 1.
    /// Throws <see cref="ThemeFileException"/> when the file, a column or the folder will not do, <see cref="OperationCanceledException"/> when cancelled.
    /// </summary>
    public ThemeFileSummary Run(ThemeFileOptions options, IProgress<double>? progress, CancellationToken ct)
    {
        if (options.Themes < 1) throw new ThemeFileException("Ask for at least one theme.");
        long start = time.GetTimestamp();
        var file = new StatementFile(options.File, options.TextColumn, options.FacetColumn, options.IdColumn);
        var (samples, records) = Sample(file, options.Seed, ct);
        TimeSpan read = time.GetElapsedTime(start);
        progress?.Report(Read);
        using var output = new ThemeFileOutput(options.OutFolder);
        FacetThemes[] facets = Find(file.Facets, samples, options, progress, ct);
        TimeSpan found = time.GetElapsedTime(start);
        int themed = Assign(file, facets, output, options, records, progress, ct);
        foreach (FacetThemes facet in facets) facet.Write(output);
        ct.ThrowIfCancellationRequested();
        output.Commit();
        progress?.Report(1);
        TimeSpan elapsed = time.GetElapsedTime(start);
        return new ThemeFileSummary(records, themed, records - themed, facets.Sum(facet => facet.Count), elapsed, read, found - read, elapsed - found) { Findings = file.Findings };
    }

    private static (List<Reservoir<string>> Samples, int Records) Sample(StatementFile file, int seed, CancellationToken ct)
    {
        var samples = new List<Reservoir<string>>();
        int records = 0;
        foreach (StatementBatch batch in file.Read(ct))
        {
            while (samples.Count < file.Facets.Count) samples.Add(new Reservoir<string>(Sampled, seed));
            for (int i = 0; i < batch.Count; i++) samples[batch.Facet(i)].Offer(batch.Text(i), text => text.ToString());
            records += batch.Count;
        }
        return (samples, records);
    }

    private FacetThemes[] Find(IReadOnlyList<string> names, List<Reservoir<string>> samples, ThemeFileOptions options, IProgress<double>? progress, CancellationToken ct)
    {
        var facets = new FacetThemes[samples.Count];
        int first = 0;
        for (int i = 0; i < facets.Length; i++)
        {
            var share = progress is null ? null : new ShareOfProgress(progress, Read + (Found - Read) * i / facets.Length, (Found - Read) / facets.Length);
            var wanted = new ThemingOptions(options.Themes, options.Seed, options.MaxDegreeOfParallelism);
            FittedTheming fitted = engine.Fit(samples[i].Drawn, samples[i].Offered, FacetNames.Meaning(names[i]), wanted, share, ct);
            facets[i] = new FacetThemes(names[i], first, fitted, samples[i].Drawn);
            first += facets[i].Count;
        }
        return facets;
    }

    private static int Assign(StatementFile file, FacetThemes[] facets, ThemeFileOutput output, ThemeFileOptions options, int records, IProgress<double>? progress, CancellationToken ct)
    {
        int themed = 0, done = 0;
        int threads = options.MaxDegreeOfParallelism < 1 ? Environment.ProcessorCount : options.MaxDegreeOfParallelism;
        ParallelQuery<AssignedBatch> assigned = Partitioner.Create(file.Read(ct), EnumerablePartitionerOptions.NoBuffering)
            .AsParallel().AsOrdered().WithDegreeOfParallelism(threads).WithMergeOptions(ParallelMergeOptions.NotBuffered).WithCancellation(ct)
            .Select(batch => AssignedBatch.Of(batch, facets));
        try
        {
            foreach (AssignedBatch batch in assigned)
            {
                output.WriteAssignments(batch.Lines);
                foreach (var (facet, theme) in batch.Places)
                {
                    if (theme < 0) continue;
                    facets[facet].Sizes[theme]++;
                    themed++;
                }
                done += batch.Places.Length;
                progress?.Report(Found + (1 - Found) * Math.Min(1, (double)done / records));
            }
        }
        catch (AggregateException e)
        {
            // What went wrong first says it best; the threads' own failures follow from it.
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
        return themed;
    }

    private sealed class ShareOfProgress(IProgress<double> whole, double from, double share) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + value * share);
    }

    /// <summary>Lines for assignments.csv, and for each record its facet and theme (-1 for none).</summary>
    private sealed record AssignedBatch(StringBuilder Lines, (int Facet, int Theme)[] Places)
    {
        public static AssignedBatch Of(StatementBatch batch, FacetThemes[] facets)
        {
            var lines = new StringBuilder();
            var places = new (int Facet, int Theme)[batch.Count];
            for (int i = 0; i < places.Length; i++)
            {
                int at = batch.Facet(i);
                ThemeAssignment assignment = facets[at].Assigner.Assign(batch.Text(i));
                places[i] = (at, assignment.Theme);
                ThemeFileOutput.Append(lines, batch.FirstRow + i + 1, batch.Id(i), facets[at].IdOf(assignment.Theme), facets[at].IdOf(assignment.Second), assignment);
            }
            return new AssignedBatch(lines, places);
        }
    }
}
