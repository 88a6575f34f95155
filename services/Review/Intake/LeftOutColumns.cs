using System.Collections.Frozen;
using CoProduction.Review.V1;
using CoProduction.Shared.Files;

namespace CoProduction.Review.Intake;

/// <summary>Watches columns that would be left out though nobody has said so, for whether they hold sentences: those may be what people said, and are asked about.</summary>
internal sealed class LeftOutColumns(IEnumerable<ReviewColumn> columns)
{
    private const int ShortestSentence = 16, LeastBlanks = 3;
    private const int MostSeen = 1000;

    // What survey tools write of their own.
    private static readonly FrozenSet<string> _ofTools = (
        "user agent|useragent|browser|browser version|browser metadata|device|device identifier|operating system|referer|referrer|url|link|page|page title|survey|survey title|survey name|form|form name|"
        + "form title|collector|collector name|tags|notes by system|metadata|start time|end time|completion time|start date|end date|recorded date|status").Split('|').ToFrozenSet();

    private readonly Watched[] _watched = [.. columns.Where(column => column.Use == ColumnUse.LeaveOut && !column.IsChosen && !_ofTools.Contains(PlainWords.Of(column.Header))).Select(column => new Watched(column))];

    /// <summary>Looks at a record.</summary>
    public void Look(Table row)
    {
        foreach (var watched in _watched)
        {
            var cell = row.Cell(watched.Column.Place).Trim();
            if (cell.IsEmpty)
                continue;
            watched.Filled++;
            if (!IsSentence(cell))
                continue;
            watched.Sentences++;
            if (watched.Seen.Count < MostSeen)
                watched.Seen.Add(string.GetHashCode(cell));
        }
    }

    /// <summary>A problem for each that holds sentences in a good share of its cells; those that repeat a few are choices from a list.</summary>
    public IEnumerable<RowProblem> Problems() =>
        from watched in _watched
        where watched.Sentences > 0 && watched.Sentences * 5 >= watched.Filled && (watched.Seen.Count >= 20 || watched.Seen.Count * 2 >= watched.Sentences)
        select new RowProblem(0, watched.Column.Header, "This column holds sentences, and would be left out. Say what it is for, or that it is to be left out.");

    private static bool IsSentence(ReadOnlySpan<char> cell)
    {
        if (cell.Length < ShortestSentence || cell.Count(' ') < LeastBlanks || cell[0] is '{' or '[')
            return false;
        var words = 0;
        foreach (var word in cell.Split(' '))
        {
            if (cell[word] is [var first, _, ..] && char.IsLetter(first) && !cell[word].ContainsAnyInRange('0', '9') && ++words > LeastBlanks)
                return true;
        }
        return false;
    }

    private sealed class Watched(ReviewColumn column)
    {
        public ReviewColumn Column => column;

        public long Filled { get; set; }

        public long Sentences { get; set; }

        public HashSet<int> Seen { get; } = [];
    }
}
