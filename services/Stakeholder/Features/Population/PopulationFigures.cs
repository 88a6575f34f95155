using System.Globalization;
using CoProduction.Shared.Files;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>A number as it stands in a file: where, and of what.</summary>
internal sealed record WrittenFigure(int Row, string Area, string Characteristic, string Value, string People, string Column)
{
    public override string ToString() => $"Row {Row} ({Area}, {Characteristic}, {Value})";
}

/// <summary>
/// Takes the numbers of a file one after the other. Totals are never values; they show whether the values are complete. What is not told is left out. Names are the same whatever
/// their capitals, and are kept as they stand first.
/// </summary>
internal sealed class PopulationFigures
{
    private const int MostProblems = 100;
    private const int MostNamed = 20;
    private const int MostCharacteristics = 30;
    private const int MostValues = 50;

    private readonly List<(WrittenFigure At, Figure Figure)> _numbers = [];
    private readonly List<(WrittenFigure At, long? People)> _totals = [];
    private readonly List<WrittenFigure> _untold = [];
    private List<PopulationProblem> _problems = [];
    private readonly HashSet<(string, string, string)> _seen = [];
    private readonly Dictionary<string, string> _areas = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _findings = [];

    /// <summary>In the order of the file, once it is closed.</summary>
    public IReadOnlyList<Figure> Taken { get; private set; } = [];

    public IReadOnlyList<PopulationProblem> Problems => _problems;

    public IReadOnlyList<string> Findings => _findings;

    public bool HasArea(string name) => _areas.ContainsKey(name);

    public void Refuse(int row, string column, string message)
    {
        if (_problems.Count < MostProblems)
            _problems.Add(new() { Row = row, Column = column, Message = message });
    }

    /// <summary>Not whole: something is wrong with its names, and only its number is looked at.</summary>
    public void Add(WrittenFigure at, bool isWhole)
    {
        var number = PopulationNumber.Read(at.People);
        if (!number.IsNumber)
            Refuse(at.Row, at.Column, "Give a whole number of people, such as 1200.");
        if (!number.IsNumber || !isWhole)
            return;
        at = at with { Area = Once(_areas, at.Area), Characteristic = Once(_names, at.Characteristic) };
        if (PopulationWords.IsTotal(at.Value, at.Characteristic) || PopulationWords.IsTotal(at.Area, ""))
            _totals.Add((at, number.People));
        else if (!_seen.Add((at.Area, at.Characteristic, at.Value.ToLowerInvariant())))
            Refuse(at.Row, at.Column == "people" ? "value" : at.Column, "This stands in an earlier row too.");
        else if (number.People is not { } people)
            _untold.Add(at);
        else
        {
            _numbers.Add((at, new(at.Area, at.Characteristic, at.Value, people)));
            if (number.IsExponent)
                _findings.Add($"{at}: {at.People} was read as {Text(people)}. A spreadsheet may have left out digits, so check it.");
        }
    }

    /// <summary>After the last number.</summary>
    public void Close()
    {
        SetTotalsApart();
        SayUntold();
        SayTotals();
        Count();
        Taken = [.. _numbers.Select(number => number.Figure)];
        _problems = [.. _problems.OrderBy(problem => problem.Row)];
    }

    // “All” beside others, and “Asian” beside “Asian: Indian”.
    private void SetTotalsApart()
    {
        foreach (var group in _numbers.GroupBy(number => (number.Figure.Area, number.Figure.Characteristic)).Select(group => group.ToList()).ToList())
        {
            var whole = group.Where(number => PopulationWords.MayBeTotal(number.Figure.Value)).ToList();
            if (whole.Count > 0 && whole.Count < group.Count)
                _totals.AddRange(whole.Select(number => (number.At, (long?)number.Figure.People)));
            var parents = group.Except(whole).Where(number => group.Exists(other => IsPartOf(other.Figure.Value, number.Figure.Value))).ToList();
            if (parents.Count > 0)
                _findings.Add($"{group[0].Figure.Area}, {group[0].Figure.Characteristic}: {string.Join("; ", parents.Select(parent => parent.Figure.Value).Take(MostNamed))} "
                    + $"{(parents.Count == 1 ? "has" : "have")} parts of {(parents.Count == 1 ? "its" : "their")} own in the table, so only the parts were counted.");
            var apart = (whole.Count < group.Count ? whole : []).Concat(parents).Select(number => number.At).ToHashSet();
            _numbers.RemoveAll(number => apart.Contains(number.At));
        }
    }

    private static bool IsPartOf(string part, string whole) => part.Length > whole.Length + 1 && part.StartsWith(whole, StringComparison.OrdinalIgnoreCase) && part[whole.Length] == ':';

    private void SayUntold()
    {
        foreach (var at in _untold.Take(MostNamed))
            _findings.Add($"{at}: “{at.People}” stands for a number that is not told, so it was left out. Shares are of the people whose numbers are known.");
        if (_untold.Count > MostNamed)
            _findings.Add($"{Text(_untold.Count - MostNamed)} more numbers are not told, and were left out.");
    }

    private void SayTotals()
    {
        var rows = _totals.Select(total => (long)total.At.Row).Distinct().ToList();
        var columns = _totals.Where(total => total.At.Column != "people").Select(total => total.At.Column).Distinct().ToList();
        if (columns.Count > 0)
            _findings.Add($"Totals are no values, so nothing was counted from {string.Join("; ", columns.Take(MostNamed))}.");
        else if (rows.Count > 0)
            _findings.Add($"{Finding.Rows([.. rows.Take(MostNamed)], rows.Count)} {(rows.Count == 1 ? "is a total" : "are totals")}, so {(rows.Count == 1 ? "it was" : "they were")} not counted as {(rows.Count == 1 ? "a value" : "values")}.");
        foreach (var (at, people) in _totals)
        {
            if (people is { } total && !PopulationWords.IsTotal(at.Area, "") && (PopulationWords.IsTotal(at.Value, at.Characteristic) && IsOfAll(at.Value) || PopulationWords.MayBeTotal(at.Value)))
                Compare(at, total);
        }
    }

    // Not “Asian: total”.
    private static bool IsOfAll(string value) => PlainWords.Of(value) is var words && (words.StartsWith("total", StringComparison.Ordinal) || words.StartsWith("all ", StringComparison.Ordinal) || words.StartsWith("grand ", StringComparison.Ordinal));

    private void Compare(WrittenFigure at, long total)
    {
        List<long> parts = [.. _numbers.Where(number => number.Figure.Area == at.Area && number.Figure.Characteristic == at.Characteristic).Select(number => number.Figure.People)];
        if (parts.Count == 0)
            return;
        var rounding = new[] { 100, 50, 10, 5 }.FirstOrDefault(unit => total % unit == 0 && parts.TrueForAll(part => part % unit == 0), 2);
        var (sum, most) = (parts.Sum(), (parts.Count + 1) * rounding / 2);
        var isIncomplete = _untold.Exists(untold => untold.Area == at.Area && untold.Characteristic == at.Characteristic);
        if (sum > total + most || (sum < total - most && !isIncomplete))
            _findings.Add($"{at.Area}, {at.Characteristic}: the values come to {Text(sum)}, but the total says {Text(total)}. Look whether one is missing or stands there twice.");
    }

    private void Count()
    {
        foreach (var area in _numbers.GroupBy(number => number.Figure.Area))
        {
            var characteristics = area.GroupBy(number => number.Figure.Characteristic).ToList();
            foreach (var tooMany in characteristics.Skip(MostCharacteristics))
                Refuse(tooMany.First().At.Row, "characteristic", $"An area can have {MostCharacteristics} characteristics at most.");
            foreach (var tooMany in characteristics.Where(values => values.Count() > MostValues))
                Refuse(tooMany.ElementAt(MostValues).At.Row, "value", $"A characteristic can have {MostValues} values at most.");
        }
    }

    private static string Once(Dictionary<string, string> names, string name) => names.TryAdd(name, name) ? name : names[name];

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
