using System.Text.RegularExpressions;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>How many people of an area have a value of a characteristic.</summary>
internal sealed record Figure(string Area, string Characteristic, string Value, long People);

/// <summary>
/// Reads a table of how many people live in areas, with titles above it and notes below it. INVALID_ARGUMENT (csv) when it is no such file, and (characteristic) when nothing
/// says what its values are about; what is wrong with single rows is listed, and what was left out is said.
/// </summary>
internal sealed partial class PopulationFile
{
    private const int LargestFile = 1024 * 1024;
    private const int MostRows = 2000;
    private const int MostTitles = 30;
    private const int LongestText = 100;
    private static readonly TableForm _anyRow = new() { Knows = _ => false, Suffices = _ => true };

    private readonly PopulationFigures _figures = new();
    private readonly List<int> _words = []; // rows that may be notes
    private readonly List<string> _findings = [];
    private int _row;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Figure> Figures => _figures.Taken;

    /// <summary>None: every row will do.</summary>
    public IReadOnlyList<PopulationProblem> Problems => _figures.Problems;

    /// <summary>How the file was read and what was left out, in sentences.</summary>
    public IReadOnlyList<string> Findings => [.. _findings, .. _figures.Findings];

    /// <summary>About: what the values of a table are about that has a column for each; empty: as its title says.</summary>
    public static PopulationFile Read(byte[] bytes, string about)
    {
        if (bytes.Length > LargestFile)
            throw Problem.Invalid("csv", "This file is larger than 1 MB. Leave out what is not needed.");
        var file = new PopulationFile();
        try
        {
            file.ReadRows(bytes, about);
        }
        catch (FileFailure e)
        {
            throw Problem.Invalid("csv", e.Message);
        }
        if (file._row == 0)
            throw Problem.Invalid("csv", "This file has no rows below its first line.");
        if (file.Problems.Count == 0 && file.Figures.Count == 0)
            throw Problem.Invalid("csv", $"No number of people in this file can be used. {string.Join(' ', file.Findings)}".Trim());
        return file;
    }

    private void ReadRows(byte[] bytes, string about)
    {
        using var table = Table.Open(new MemoryStream(bytes), PopulationTable.Form);
        var columns = PopulationTable.Read(table.Headers, FirstRow(bytes), () => Titles(bytes, table.Headers), about);
        while (table.Read())
        {
            if (table.IsEmpty)
                continue;
            if (++_row > MostRows)
                throw Problem.Invalid("csv", $"This file has more than {MostRows:N0} rows. Bring in fewer areas at once.");
            if (MayBeNote(table))
            {
                _words.Add(_row);
                continue;
            }
            RefuseWords(columns);
            if (columns.IsLong)
                ReadLong(table, columns);
            else
                ReadWide(table, columns);
        }
        _findings.AddRange(table.Findings.Select(finding => finding.Message));
        if (columns.LeftOut.Count > 0)
            _findings.Add($"Nothing was taken from {(columns.LeftOut.Count == 1 ? "this column" : "these columns")}: {string.Join(", ", columns.LeftOut.Select(Short))}.");
        if (_words.Count > 0)
            _findings.Add($"{Finding.Rows([.. _words.Select(row => (long)row)], _words.Count)} at the end {(_words.Count == 1 ? "is a note" : "are notes")}, so {(_words.Count == 1 ? "it was" : "they were")} left out.");
        _figures.Close();
    }

    private void ReadLong(Table row, PopulationTable columns)
    {
        var (characteristic, name) = columns.Characteristic < 0 ? (columns.About, "value") : (Cell(row, columns.Characteristic), "characteristic");
        var (area, value, people) = (AreaOf(Cell(row, columns.Area)), Cell(row, columns.Value), Cell(row, columns.People));
        var isWhole = Check("area", area) & Check(name, characteristic) & Check("value", value);
        _figures.Add(new(_row, area, characteristic, value, people, "people"), isWhole);
    }

    private void ReadWide(Table row, PopulationTable columns)
    {
        var area = AreaOf(Cell(row, columns.Area));
        var isWhole = Check("area", area);
        foreach (var (place, value) in columns.Values)
        {
            var number = Cell(row, place);
            if (isWhole && Check(Short(row.Headers[place].Trim()), value))
                _figures.Add(new(_row, area, columns.About, value, number.Length == 0 ? "-" : number, Short(row.Headers[place].Trim())), true);
        }
    }

    private bool Check(string column, string text)
    {
        if (text.Length is > 0 and <= LongestText)
            return true;
        _figures.Refuse(_row, column, text.Length == 0 ? "This is empty." : $"This is too long: {LongestText} characters at most.");
        return false;
    }

    // Words alone are a note at the end of a table, and a row that lacks the rest elsewhere.
    private bool MayBeNote(Table row) =>
        row.Headers.Count > 2 && Enumerable.Range(0, row.Headers.Count).All(place => row.Cell(place).IsWhiteSpace() != (place == 0)) && !_figures.HasArea(Cell(row, 0));

    private void RefuseWords(PopulationTable columns)
    {
        foreach (var row in _words)
            _figures.Refuse(row, columns.IsLong ? "people" : "area", "There are words in this row, but no number. Fill it in, or take the row out.");
        _words.Clear();
    }

    private static IReadOnlyList<string> FirstRow(byte[] bytes)
    {
        using var table = Table.Open(new MemoryStream(bytes), PopulationTable.Form);
        return table.Read() ? table.Cells() : [];
    }

    private static IEnumerable<string> Titles(byte[] bytes, IReadOnlyList<string> headers)
    {
        using var table = Table.Open(new MemoryStream(bytes), _anyRow);
        var row = table.Headers;
        for (var i = 0; i < MostTitles && !row.SequenceEqual(headers); i++)
        {
            foreach (var cell in row)
                yield return cell;
            if (!table.Read())
                break;
            row = table.Cells();
        }
    }

    private static string Cell(Table row, int place) => PopulationWords.Tidy(PlainText.OneLine(row.Cell(place).ToString()));

    private static string Short(string header) => header.Length <= LongestText ? header : header[..(LongestText - 1)] + "…";

    // Nomis writes a code for the kind of area before its name.
    private static string AreaOf(string cell) => KindOfArea().Replace(cell, "");

    [GeneratedRegex(@"^[a-z]{2,8}\d{0,2}:(?=\S)")]
    private static partial Regex KindOfArea();
}
