using System.Globalization;
using System.Text;
using CoProduction.Analytics.Theming.Learning;
using CoProduction.Shared.Files;

namespace CoProduction.Analytics.Files;

/// <summary>Writes suggestions.csv: whole, or not at all.</summary>
internal sealed class SuggestFileOutput(string folder) : IDisposable
{
    private readonly ResultFiles _files = new(folder, ("suggestions.csv", "row,id,theme,chance,sure,words"));

    /// <summary>Writes a line for each suggestion of each record of the file, and gives the suggestions of some records at a time.</summary>
    public IEnumerable<IReadOnlyList<Suggestion>[]> Write(StatementFile file, Func<string, IReadOnlyList<Suggestion>> suggest, ParallelOptions parallel)
    {
        foreach (StatementBatch batch in file.Read(parallel.CancellationToken))
        {
            var suggestions = new IReadOnlyList<Suggestion>[batch.Count];
            Parallel.For(0, batch.Count, parallel, i => suggestions[i] = suggest(batch.Text(i).ToString()));
            Write(batch, suggestions);
            yield return suggestions;
        }
    }

    private void Write(StatementBatch batch, IReadOnlyList<Suggestion>[] suggestions)
    {
        var lines = new StringBuilder();
        for (int i = 0; i < suggestions.Length; i++)
        {
            foreach (Suggestion suggestion in suggestions[i])
                lines.Append(CultureInfo.InvariantCulture, $"{batch.FirstRow + i + 1},").Append(CsvCell.Of(batch.Id(i).ToString())).Append(',')
                    .Append(CsvCell.Of(suggestion.Theme ?? "")).Append(CultureInfo.InvariantCulture, $",{suggestion.Chance:F4},")
                    .Append(suggestion.IsSure ? "yes" : "no").Append(',').Append(OneCell.Of(suggestion.Words)).Append('\n');
        }
        _files.Write(0, lines);
    }

    /// <summary>Puts the file in place, over an older one.</summary>
    public void Commit() => _files.Commit();

    public void Dispose() => _files.Dispose();
}
