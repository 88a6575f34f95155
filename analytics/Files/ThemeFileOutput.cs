using System.Globalization;
using System.Text;
using CoProduction.Analytics.Theming;

namespace CoProduction.Analytics.Files;

/// <summary>Writes the two result files beside their final names and puts both in place at the end; what is not committed is deleted.</summary>
internal sealed class ThemeFileOutput : IDisposable
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _folder;
    private readonly string[] _madeFolders = [];
    private readonly string[] _names = ["themes.csv", "assignments.csv"];
    private readonly string[] _temporary = [];
    private readonly StreamWriter[] _writers = [];
    private bool _committed;

    /// <summary>Makes the folder when it is missing and begins both files.</summary>
    public ThemeFileOutput(string folder)
    {
        _folder = folder;
        try
        {
            _madeFolders = [.. Missing(folder)];
            Directory.CreateDirectory(folder);
            if (_names.Select(Path).FirstOrDefault(Directory.Exists) is { } taken) throw new IOException($"{taken} is a folder.");
            string mark = Guid.CreateVersion7().ToString("N");
            _temporary = [.. _names.Select(name => Path($"{name}.{mark}.tmp"))];
            foreach (string path in _temporary) _writers = [.. _writers, new StreamWriter(path, append: false, s_utf8) { NewLine = "\n" }];
            _writers[0].WriteLine("theme_id,facet,i_statement,key_phrases,size,confidence,quotes");
            _writers[1].WriteLine("row,id,theme_id,similarity,reason");
        }
        catch (Exception e) when (IsRefusal(e))
        {
            Dispose();
            throw Refused();
        }
    }

    public void WriteTheme(string id, string facet, ProposedTheme theme, IEnumerable<string> quotes) => WriteThemeLine(
    [
        id,
        CsvCell.Text(facet),
        CsvCell.Text(theme.IStatement ?? ""),
        CsvCell.List(theme.KeyPhrases),
        theme.Size.ToString(CultureInfo.InvariantCulture),
        Number(theme.Confidence),
        CsvCell.List(quotes),
    ]);

    /// <summary>A line of assignments.csv.</summary>
    public static void Append(StringBuilder lines, int row, ReadOnlySpan<char> id, string themeId, ThemeAssignment assignment) => lines
        .Append(CultureInfo.InvariantCulture, $"{row},").Append(id.IsEmpty ? "" : CsvCell.Text(id.ToString())).Append(',').Append(themeId)
        .Append(CultureInfo.InvariantCulture, $",{assignment.Similarity:F4},").Append(Reason(assignment.Reason)).Append('\n');

    public void WriteAssignments(StringBuilder lines)
    {
        try
        {
            _writers[1].Write(lines);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused();
        }
    }

    /// <summary>Puts both files in place, over older ones.</summary>
    public void Commit()
    {
        try
        {
            foreach (StreamWriter writer in _writers) writer.Dispose();
            for (int i = 0; i < _names.Length; i++) File.Move(_temporary[i], Path(_names[i]), overwrite: true);
            _committed = true;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused();
        }
    }

    public void Dispose()
    {
        if (_committed) return;
        foreach (StreamWriter writer in _writers) TryTo(writer.Dispose);
        foreach (string path in _temporary) TryTo(() => File.Delete(path));
        foreach (string made in _madeFolders) TryTo(() => Directory.Delete(made, recursive: false));
    }

    // The folder and those around it that are not there yet, innermost first.
    private static IEnumerable<string> Missing(string folder)
    {
        for (string? at = System.IO.Path.GetFullPath(folder); at is not null && !Directory.Exists(at); at = System.IO.Path.GetDirectoryName(at)) yield return at;
    }

    private static void TryTo(Action cleanUp)
    {
        try
        {
            cleanUp();
        }
        catch (Exception e) when (IsRefusal(e))
        {
            // What stopped the writing is already on its way to the person; a second message would hide it.
        }
    }

    private void WriteThemeLine(string[] cells)
    {
        try
        {
            _writers[0].WriteLine(string.Join(',', cells));
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused();
        }
    }

    private string Path(string name) => System.IO.Path.Combine(_folder, name);

    private ThemeFileException Refused() => new($"The results cannot be written into {_folder}. Is it a folder with room, and may you write there?");

    private static bool IsRefusal(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

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
