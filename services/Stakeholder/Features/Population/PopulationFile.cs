using System.Globalization;
using System.Text;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Sylvan.Data.Csv;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>How many people of an area have a value of a characteristic.</summary>
internal sealed record Figure(string Area, string Characteristic, string Value, long People);

/// <summary>
/// Reads a CSV file with the columns area, characteristic, value and people, in any order, between commas, semicolons or tabs. INVALID_ARGUMENT (csv) when it is no
/// such file; what is wrong with single rows is listed.
/// </summary>
internal sealed class PopulationFile
{
    private const int LargestFile = 1024 * 1024;
    private const int MostRows = 2000;
    private const int MostProblems = 100;
    private const int MostCharacteristics = 30;
    private const int MostValues = 50;
    private const int LongestText = 100;
    private const long MostPeople = 100_000_000;
    private static readonly string[] _columns = ["area", "characteristic", "value", "people"];

    private readonly List<Figure> _figures = [];
    private readonly List<PopulationProblem> _problems = [];
    private readonly HashSet<(string, string, string)> _seen = [];
    private readonly Dictionary<string, string> _areas = new(StringComparer.OrdinalIgnoreCase);
    private int _row;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>None: every row will do.</summary>
    public IReadOnlyList<PopulationProblem> Problems => _problems;

    public static PopulationFile Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestFile)
            throw Problem.Invalid("csv", "This file is larger than 1 MB. Leave out what is not needed.");
        var file = new PopulationFile();
        try
        {
            using var csv = CsvDataReader.Create(new StringReader(TextOf(bytes)));
            file.ReadRows(csv);
        }
        catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException or CsvMissingHeadersException)
        {
            throw Problem.Invalid("csv", file._row == 0
                ? "This file is empty, or no CSV file. Its first line must name the columns: area, characteristic, value, people."
                : $"The file cannot be read after row {file._row}. Look for a quotation mark that is not closed.");
        }
        if (file._row == 0)
            throw Problem.Invalid("csv", "This file has no rows below its first line.");
        return file;
    }

    private void ReadRows(CsvDataReader csv)
    {
        var names = Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetName(i).Trim().ToLowerInvariant()).ToList();
        var places = Array.ConvertAll(_columns, column => names.IndexOf(column));
        if (Array.FindIndex(places, place => place < 0) is >= 0 and var missing)
            throw Problem.Invalid("csv", $"The first line names no column “{_columns[missing]}”. Name the columns: area, characteristic, value, people.");
        while (csv.Read())
        {
            string[] fields = [.. places.Select(place => place < csv.RowFieldCount ? csv.GetString(place).Replace("\0", "").Trim() : "")];
            if (fields.All(field => field.Length == 0))
                continue;
            if (++_row > MostRows)
                throw Problem.Invalid("csv", $"This file has more than {MostRows:N0} rows. Bring in fewer areas at once.");
            ReadRow(fields);
        }
    }

    private void ReadRow(string[] fields)
    {
        var before = _problems.Count;
        for (var i = 0; i < 3; i++)
        {
            if (fields[i].Length == 0)
                Add(_columns[i], "This is empty.");
            else if (fields[i].Length > LongestText)
                Add(_columns[i], $"This is too long: {LongestText} characters at most.");
        }
        if (!long.TryParse(fields[3].Replace(",", "").Replace(" ", ""), NumberStyles.None, CultureInfo.InvariantCulture, out var people) || people > MostPeople)
            Add(_columns[3], "Give a whole number of people, such as 1200.");
        if (_problems.Count > before)
            return;
        var area = _areas.TryAdd(fields[0], fields[0]) ? fields[0] : _areas[fields[0]];
        if (!_seen.Add((area, fields[1].ToLowerInvariant(), fields[2].ToLowerInvariant())))
            Add(_columns[2], "This stands in an earlier row too.");
        else
            AddFigure(new(area, fields[1], fields[2], people));
    }

    private void AddFigure(Figure figure)
    {
        var ofArea = _figures.Where(other => other.Area == figure.Area).ToList();
        if (ofArea.Count(other => other.Characteristic == figure.Characteristic) >= MostValues)
            Add(_columns[2], $"A characteristic can have {MostValues} values at most.");
        else if (ofArea.Select(other => other.Characteristic).Append(figure.Characteristic).Distinct().Count() > MostCharacteristics)
            Add(_columns[1], $"An area can have {MostCharacteristics} characteristics at most.");
        else
            _figures.Add(figure);
    }

    private void Add(string column, string message)
    {
        if (_problems.Count < MostProblems)
            _problems.Add(new() { Row = _row, Column = column, Message = message });
    }

    // By its byte order mark, else UTF-8; what is not UTF-8 an older spreadsheet has written as Windows-1252.
    private static string TextOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw Problem.Invalid("csv", "This looks like an Excel workbook. Open it, choose “Save as” and then “CSV UTF-8”.");
        if (bytes.StartsWith(Encoding.Unicode.Preamble))
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[3..];
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}
