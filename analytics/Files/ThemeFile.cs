using CoProduction.Analytics.Theming;

namespace CoProduction.Analytics.Files;

/// <summary>Themes the statements of a CSV file into two CSV files, with no database. The same file, seed and options give the same bytes on any number of threads.</summary>
public sealed class ThemeFile(ThemingEngine engine, TimeProvider time)
{
    /// <summary>
    /// Reads the file, themes each facet on its own, and writes themes.csv and assignments.csv into the folder: both or neither. Progress runs from 0 to 1.
    /// Throws <see cref="ThemeFileException"/> when the file, a column or the folder will not do, <see cref="OperationCanceledException"/> when cancelled.
    /// </summary>
    public ThemeFileSummary Run(ThemeFileOptions options, IProgress<double>? progress, CancellationToken ct)
    {
        if (options.Themes < 1) throw new ThemeFileException("Ask for at least one theme.");
        long start = time.GetTimestamp();
        StatementTable table = StatementTable.Read(options, ct);
        using var output = new ThemeFileOutput(options.OutFolder);
        var rows = new AssignmentRow[table.Texts.Count];
        int themes = 0, done = 0;
        foreach (FacetGroup group in table.Groups)
        {
            int before = done;
            var share = progress is null ? null : new GroupProgress(progress, (double)before / rows.Length, (double)group.Rows.Length / rows.Length);
            var wanted = new ThemingOptions(options.Themes, options.Seed, options.MaxDegreeOfParallelism);
            ThemingResult result = engine.Theme(group.Texts(table.Texts), FacetNames.Meaning(group.Name), wanted, share, ct);
            foreach (ProposedTheme theme in result.Themes)
                output.WriteTheme(ThemeId(themes + theme.Number), group.Name, theme, theme.Quotes.Select(quote => table.Texts[group.Rows[quote]]));
            for (int i = 0; i < group.Rows.Length; i++)
                rows[group.Rows[i]] = new AssignmentRow(result.Assignments[i], themes);
            themes += result.Themes.Count;
            done += group.Rows.Length;
        }
        int themed = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            var (assignment, first) = rows[row];
            bool inTheme = assignment.Theme >= 0;
            if (inTheme) themed++;
            output.WriteAssignment(row + 1, table.Ids?[row] ?? "", inTheme ? ThemeId(first + assignment.Theme) : "", assignment);
        }
        ct.ThrowIfCancellationRequested();
        output.Commit();
        return new ThemeFileSummary(rows.Length, themed, rows.Length - themed, themes, time.GetElapsedTime(start));
    }

    private static string ThemeId(int number) => $"T{number + 1}";

    // FirstTheme: where the numbers of the row's facet begin.
    private readonly record struct AssignmentRow(ThemeAssignment Assignment, int FirstTheme);

    private sealed class GroupProgress(IProgress<double> whole, double from, double share) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + value * share);
    }
}
