using System.Globalization;
using System.Text;
using CoProduction.Analytics.Theming;
using CoProduction.Shared.Files;

namespace CoProduction.Analytics.Files;

/// <summary>Writes themes.csv and assignments.csv: both or neither.</summary>
internal sealed class ThemeFileOutput(string folder) : IDisposable
{
    private const int Themes = 0, Assignments = 1;

    private readonly ResultFiles _files = new(
        folder, ("themes.csv", "theme_id,facet,i_statement,key_phrases,size,confidence,quotes,alike"), ("assignments.csv", "row,id,theme_id,similarity,reason,second_theme"));

    public void WriteTheme(string id, string facet, ProposedTheme theme, IEnumerable<string> quotes) => _files.Write(Themes, new StringBuilder().AppendJoin(',',
    [
        id,
        CsvCell.Of(facet),
        CsvCell.Of(theme.IStatement ?? ""),
        OneCell.Of(theme.KeyPhrases),
        theme.Size.ToString(CultureInfo.InvariantCulture),
        Number(theme.Confidence),
        OneCell.Of(quotes),
        theme.Alike.ToString(CultureInfo.InvariantCulture),
    ]).Append('\n'));

    /// <summary>A line of assignments.csv.</summary>
    public static void Append(StringBuilder lines, int row, ReadOnlySpan<char> id, string themeId, string secondId, ThemeAssignment assignment) => lines
        .Append(CultureInfo.InvariantCulture, $"{row},").Append(id.IsEmpty ? "" : CsvCell.Of(id.ToString())).Append(',').Append(themeId)
        .Append(CultureInfo.InvariantCulture, $",{assignment.Similarity:F4},").Append(Reason(assignment.Reason)).Append(',').Append(secondId).Append('\n');

    public void WriteAssignments(StringBuilder lines) => _files.Write(Assignments, lines);

    /// <summary>Puts both files in place, over older ones.</summary>
    public void Commit() => _files.Commit();

    public void Dispose() => _files.Dispose();

    private static string Number(double number) => number.ToString("F4", CultureInfo.InvariantCulture);

    private static string Reason(SetAside reason) => reason switch
    {
        SetAside.Empty => "empty",
        SetAside.NonAnswer => "non_answer",
        SetAside.Nothing => "nothing",
        SetAside.NotThemed => "not_themed",
        SetAside.OtherLanguage => "other_language",
        _ => "",
    };
}
