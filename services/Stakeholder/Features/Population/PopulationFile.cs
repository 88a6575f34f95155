using System.Globalization;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

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

    private static readonly TableForm _form = new()
    {
        Knows = header => _columns.Contains(PlainWords.Of(header)),
        Suffices = headers => _columns.All(headers.Select(PlainWords.Of).Contains),
    };

    private readonly List<Figure> _figures = [];
    private readonly List<PopulationProblem> _problems = [];
    private readonly HashSet<(string, string, string)> _seen = [];
    private readonly Dictionary<string, string> _areas = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, int>> _valuesOf = [];
    private int _row;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>None: every row will do.</summary>
    public IReadOnlyList<PopulationProblem> Problems => _problems;

    public static PopulationFile Read(byte[] bytes)
    {
        if (bytes.Length > LargestFile)
            throw Problem.Invalid("csv", "This file is larger than 1 MB. Leave out what is not needed.");
        var file = new PopulationFile();
        try
        {
            using var table = Table.Open(new MemoryStream(bytes), _form);
            file.ReadRows(table);
        }
        catch (FileFailure e)
        {
            throw Problem.Invalid("csv", e.Message);
        }
        if (file._row == 0)
            throw Problem.Invalid("csv", "This file has no rows below its first line.");
        return file;
    }

    private void ReadRows(Table table)
    {
        var names = table.Headers.Select(PlainWords.Of).ToList();
        var places = Array.ConvertAll(_columns, column => names.IndexOf(column));
        if (Array.FindIndex(places, place => place < 0) is >= 0 and var missing)
            throw Problem.Invalid("csv", $"The first line names no column “{_columns[missing]}”. Name the columns: area, characteristic, value, people.");
        while (table.Read())
        {
            if (table.IsEmpty)
                continue;
            if (++_row > MostRows)
                throw Problem.Invalid("csv", $"This file has more than {MostRows:N0} rows. Bring in fewer areas at once.");
            ReadRow([.. places.Select(place => PlainText.OneLine(table.Cell(place).ToString()).Trim())]);
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
        var ofArea = _valuesOf.TryGetValue(figure.Area, out var known) ? known : _valuesOf[figure.Area] = [];
        var values = ofArea.GetValueOrDefault(figure.Characteristic);
        if (values >= MostValues)
            Add(_columns[2], $"A characteristic can have {MostValues} values at most.");
        else if (values == 0 && ofArea.Count >= MostCharacteristics)
            Add(_columns[1], $"An area can have {MostCharacteristics} characteristics at most.");
        else
        {
            ofArea[figure.Characteristic] = values + 1;
            _figures.Add(figure);
        }
    }

    private void Add(string column, string message)
    {
        if (_problems.Count < MostProblems)
            _problems.Add(new() { Row = _row, Column = column, Message = message });
    }
}
