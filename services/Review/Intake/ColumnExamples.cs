using CoProduction.Shared.Files;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Intake;

/// <summary>What the first cells of each column say, for whoever sent the file to see whether it is read as it was meant.</summary>
internal sealed class ColumnExamples(IReadOnlyList<ReviewColumn> columns)
{
    private const int Most = 3, Longest = 200;
    private readonly List<string>[] _examples = [.. columns.Select(_ => new List<string>(Most))];
    private int _missing = columns.Count * Most;

    /// <summary>Looks at a record.</summary>
    public void Look(Table row)
    {
        for (var at = 0; at < _examples.Length && _missing > 0; at++)
        {
            var cell = row.Cell(columns[at].Place).Trim();
            if (_examples[at].Count == Most || cell.IsEmpty || PlainText.OneLine(Cut(cell)) is not { Length: > 0 } words || _examples[at].Contains(words))
                continue;
            _examples[at].Add(words);
            _missing--;
        }
    }

    /// <summary>Of the column at this place among those that were given; at most three.</summary>
    public IReadOnlyList<string> Of(int at) => _examples[at];

    private static string Cut(ReadOnlySpan<char> cell) =>
        cell.Length <= Longest ? cell.ToString() : string.Concat(cell[..(char.IsHighSurrogate(cell[Longest - 2]) ? Longest - 2 : Longest - 1)], "…");
}
