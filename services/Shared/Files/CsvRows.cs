using System.Runtime.InteropServices;

namespace CoProduction.Shared.Files;

/// <summary>
/// Reads the rows of a text (RFC 4180) as it comes: cells between separators, with quotes, line breaks inside quotes, and any of the three line endings.
/// NUL characters are dropped, and so are spaces around quotes and the marks of <see cref="CsvCell"/>.
/// </summary>
internal sealed class CsvRows(TextReader text, char separator) : CellRows
{
    /// <summary>Characters that one row may hold; more means that a quote was never closed.</summary>
    public const int LongestRow = 17_000_000;

    /// <summary>Cells that one row may hold, as in Excel.</summary>
    public const int MostCells = 16_384;
    private const int FirstBuffer = 64 * 1024;
    private readonly List<Field> _fields = [];
    private char[] _buffer = new char[FirstBuffer];
    private int _start;
    private int _position;
    private int _length;
    private bool _hasNuls;
    private bool _isMisquoted;

    public override int Count => _fields.Count;

    public override bool IsMisquoted => _isMisquoted;

    public override bool Read()
    {
        do
        {
            _start = _position;
            _fields.Clear();
            _isMisquoted = false;
            Number++;
            if (!Has())
                return false;
            while (ReadField())
            {
            }
        }
        while (_fields is [{ Length: 0, IsQuoted: false }]);
        return true;
    }

    public override ReadOnlySpan<char> Cell(int place)
    {
        ref var field = ref CollectionsMarshal.AsSpan(_fields)[place];
        if (field.IsRaw)
            Undouble(ref field);
        return CsvCell.Unmarked(_buffer.AsSpan(_start + field.Start, field.Length));
    }

    public override bool IsBare(int place) => !_fields[place].IsQuoted;

    public override void Dispose() => text.Dispose();

    // True when another one follows in the same row.
    private bool ReadField()
    {
        var begin = _position - _start;
        PassBlanks();
        return Has() && _buffer[_position] == '"' ? ReadQuoted() : ReadPlain(begin);
    }

    private bool ReadPlain(int begin)
    {
        while (true)
        {
            var end = _buffer.AsSpan(_position, _length - _position).IndexOfAny(separator, '\r', '\n');
            _position = end < 0 ? _length : _position + end;
            if (end >= 0 || !Fill())
                break;
        }
        Add(new(begin, _position - _start - begin, IsQuoted: false, _hasNuls));
        return GoesOn();
    }

    private bool ReadQuoted()
    {
        var mark = _position - _start;
        var isDoubled = false;
        _position++;
        while (true)
        {
            PassUntilQuote();
            if (!Has() || _buffer[_position] != '"')
                break;
            isDoubled = true;
            _position++;
        }
        var length = _position - _start - mark - 2;
        PassBlanks();
        if (Has() && _buffer[_position] is var c && c != separator && c is not ('\r' or '\n'))
        {
            // The marks are somebody's own then, and are kept.
            _isMisquoted = true;
            return ReadPlain(mark);
        }
        Add(new(mark + 1, length, IsQuoted: true, isDoubled || _hasNuls));
        return GoesOn();
    }

    private void PassUntilQuote()
    {
        while (true)
        {
            var quote = _buffer.AsSpan(_position, _length - _position).IndexOf('"');
            _position = quote < 0 ? _length : _position + quote + 1;
            if (quote >= 0)
                return;
            if (!Fill())
                throw new FileFailure("UNCLOSED_QUOTE", $"Row {Number} has a quotation mark that is never closed. Close it, or double a mark that belongs to the words.");
        }
    }

    private bool GoesOn()
    {
        if (!Has())
            return false;
        var c = _buffer[_position++];
        if (c == separator)
            return true;
        if (c == '\r' && Has() && _buffer[_position] == '\n')
            _position++;
        return false;
    }

    // People write spaces after a separator, and before a quote they are no part of the words.
    private void PassBlanks()
    {
        while (Has() && _buffer[_position] is ' ' or '\0')
            _position++;
    }

    private void Add(Field field)
    {
        if (_fields.Count == MostCells)
            throw new FileFailure("TOO_MANY_COLUMNS", $"Row {Number} has more than {MostCells:N0} cells. Check that this is the right file.");
        _fields.Add(field);
    }

    private void Undouble(ref Field field)
    {
        var words = _buffer.AsSpan(_start + field.Start, field.Length);
        var kept = 0;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == '\0')
                continue;
            words[kept++] = words[i];
            if (field.IsQuoted && words[i] == '"')
                i++;
        }
        field = field with { Length = kept, IsRaw = false };
    }

    private bool Has() => _position < _length || Fill();

    // Keeps the row that is being read at the buffer's beginning.
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _length - _start).CopyTo(_buffer);
            (_position, _length, _start) = (_position - _start, _length - _start, 0);
        }
        if (_length == _buffer.Length)
        {
            if (_length > LongestRow)
                throw new FileFailure("ROW_TOO_LONG", $"Row {Number} holds more than 16 million characters. Look for a quotation mark that is not closed.");
            Array.Resize(ref _buffer, Math.Min(_length * 2, LongestRow + FirstBuffer));
        }
        var read = text.Read(_buffer.AsSpan(_length));
        _hasNuls |= _buffer.AsSpan(_length, read).Contains('\0');
        _length += read;
        return read > 0;
    }

    // Where it stands in the row; raw when it may hold doubled quotes or NULs still.
    private readonly record struct Field(int Start, int Length, bool IsQuoted, bool IsRaw);
}
