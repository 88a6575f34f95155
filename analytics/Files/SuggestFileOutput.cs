using System.Globalization;
using System.Text;
using CoProduction.Analytics.Theming.Learning;

namespace CoProduction.Analytics.Files;

/// <summary>Writes suggestions.csv: whole, or not at all.</summary>
internal sealed class SuggestFileOutput(string folder) : IDisposable
{
    private readonly ResultFiles _files = new(folder, ("suggestions.csv", "row,id,theme,chance,sure,words"));

    /// <summary>A line for each record of the batch.</summary>
    public void Write(StatementBatch batch, Suggestion[] suggestions)
    {
        var lines = new StringBuilder();
        for (int i = 0; i < suggestions.Length; i++)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{batch.FirstRow + i + 1},").Append(CsvCell.Text(batch.Id(i).ToString())).Append(',')
                .Append(CsvCell.Text(suggestions[i].Theme ?? "")).Append(CultureInfo.InvariantCulture, $",{suggestions[i].Chance:F4},")
                .Append(suggestions[i].IsSure ? "yes" : "no").Append(',').Append(CsvCell.List(suggestions[i].Words)).Append('\n');
        }
        _files.Write(0, lines);
    }

    /// <summary>Puts the file in place, over an older one.</summary>
    public void Commit() => _files.Commit();

    public void Dispose() => _files.Dispose();
}
