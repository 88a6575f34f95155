namespace CoProduction.Shared.Files;

/// <summary>
/// A table in a file, read record by record from bytes that can be read again: its encoding and separator are found, its headers looked for below titles and told from
/// further rows of headers, and totals and notes below its records are told from records. Never more than one record is held, but for a few last ones.
/// </summary>
public sealed class Table : IDisposable
{
    private const int MostFooters = 10;
    private readonly TableRows _source;
    private readonly CellRows _rows;
    private readonly List<Finding> _findings;
    private readonly int _usualCells;
    private readonly bool _hasSpacedCells;
    private readonly Queue<HeldRow> _held = [];
    private readonly List<long> _repaired = [];
    private HeldRow? _current;
    private long _repairedRows;
    private long _lastRepaired;
    private bool _isAtEnd;

    private Table(TableRows rows)
    {
        _source = rows;
        (_rows, _usualCells, Headers) = (rows.Open(), rows.UsualCells, rows.Start.Headers);
        _findings = [.. rows.Findings];
        _hasSpacedCells = Headers.Skip(1).Any(header => header is [' ', ..]);
        while (_rows.Number < rows.Start.LastRowBefore && _rows.Read())
        {
        }
    }

    /// <summary>As they stand in the file, with the spaces around them.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>How the file was read, as far as it was read.</summary>
    public IReadOnlyList<Finding> Findings => _repairedRows == 0 ? _findings :
        [.. _findings, new(Finding.RepairedCells, $"{Finding.Rows(_repaired, _repairedRows)} had letters that another program had changed, such as “â€™” for an apostrophe. They were put right.")];

    /// <summary>Records read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The current record's row as a spreadsheet numbers it.</summary>
    public long Row => _current?.Number ?? _rows.Number;

    /// <summary>Whether something follows a closing quotation mark in the current record, so that nobody can tell what its cells were meant to be.</summary>
    public bool IsMisquoted => _current?.IsMisquoted ?? _rows.IsMisquoted;

    /// <summary>Whether nothing is in the current record's cells.</summary>
    public bool IsEmpty => !HasWordsFrom(0);

    /// <summary>Whether the current record has words in more cells than there are headers.</summary>
    public bool HasMore => HasWordsFrom(Headers.Count);

    /// <summary>Whether the current record looks as if a separator within its words had cut them, so that its cells stand under the wrong headers.</summary>
    public bool IsShifted => _current?.IsShifted ?? LooksShifted();

    /// <summary>Finds the table in bytes that can be read again; <see cref="FileFailure"/> when there is none.</summary>
    public static Table Open(Stream bytes, TableForm form) => new(TableRows.Of(bytes, form));

    /// <summary>Goes to the next record; false at the end. <see cref="FileFailure"/> when a record cannot be read.</summary>
    public bool Read()
    {
        if (!Next())
            return false;
        Count++;
        return true;
    }

    /// <summary>What a cell of the current record says, until the next is read; nothing when it has no such cell.</summary>
    public ReadOnlySpan<char> Cell(int place)
    {
        if (_current is { } held)
            return place < held.Cells.Length ? held.Cells[place] : [];
        return place < _rows.Count ? Repaired(_rows.Cell(place)) : [];
    }

    /// <summary>What all cells of the current record say.</summary>
    public string[] Cells()
    {
        if (_current is { } held)
            return held.Cells;
        var cells = new string[_rows.Count];
        for (var place = 0; place < cells.Length; place++)
            cells[place] = Repaired(_rows.Cell(place)).ToString();
        return cells;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _rows.Dispose();
        _source.Dispose();
    }

    private bool Next()
    {
        if (_held.TryDequeue(out _current))
            return true;
        if (_isAtEnd || !_rows.Read())
            return !(_isAtEnd = true);
        return !FormRows.MayBeFooter(_rows, Headers.Count) || HasRecordAfterFooters();
    }

    // A total or a note is one only when nothing but such rows follows it.
    private bool HasRecordAfterFooters()
    {
        while (true)
        {
            _held.Enqueue(Hold());
            if (_held.Count > MostFooters)
                break;
            if (!_rows.Read())
            {
                SayFooters();
                return !(_isAtEnd = true);
            }
            if (!HasWordsFrom(0) || FormRows.MayBeFooter(_rows, Headers.Count))
                continue;
            _held.Enqueue(Hold());
            break;
        }
        return _held.TryDequeue(out _current);
    }

    private void SayFooters()
    {
        var rows = _held.Select(row => row.Number).ToList();
        _held.Clear();
        _findings.Add(new(Finding.FooterRows, $"{Finding.Rows(rows, rows.Count)} at the end {(rows.Count == 1 ? "is a total or a note" : "are totals or notes")}, so {(rows.Count == 1 ? "it was" : "they were")} left out."));
    }

    private ReadOnlySpan<char> Repaired(ReadOnlySpan<char> cell)
    {
        if (!cell.ContainsAnyExceptInRange('\0', '\u007F'))
            return cell;
        var words = DoubleEncoding.Repair(cell.ToString(), out var isRepaired);
        if (isRepaired && _lastRepaired != _rows.Number)
        {
            _lastRepaired = _rows.Number;
            _repairedRows++;
            if (_repaired.Count < 2)
                _repaired.Add(_rows.Number);
        }
        return words;
    }

    private HeldRow Hold() => new(_rows.Number, Cells(), _rows.IsMisquoted, LooksShifted());

    private bool HasWordsFrom(int first)
    {
        for (var place = first; place < (_current?.Cells.Length ?? _rows.Count); place++)
        {
            if (!Cell(place).IsWhiteSpace())
                return true;
        }
        return false;
    }

    // The rest of a text begins with a space or in the middle of a sentence, and pushes the last cells out.
    private bool LooksShifted()
    {
        var isOver = _rows.Count > _usualCells;
        if (_rows.Count < Headers.Count || (_rows.Count == Headers.Count && !_rows.Cell(Headers.Count - 1).IsWhiteSpace()))
            return false;
        for (var place = 1; place < _rows.Count; place++)
        {
            if (!_rows.IsBare(place) || _rows.Cell(place - 1).IsWhiteSpace())
                continue;
            var cell = _rows.Cell(place);
            if ((!_hasSpacedCells && cell is [' ', var second, ..] && char.IsLetter(second)) || (isOver && cell is [var first, ..] && char.IsLower(first)))
                return true;
        }
        return false;
    }

    private sealed record HeldRow(long Number, string[] Cells, bool IsMisquoted, bool IsShifted);
}
