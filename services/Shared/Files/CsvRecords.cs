using System.Text;

namespace CoProduction.Shared.Files;

/// <summary>
/// Reads the records of a CSV file (RFC 4180) one after the other, as they come: fields between commas, semicolons or tabs, as its first line shows,
/// with quotes, line breaks inside quotes, and any of the three line endings. Lines without any words are no records. NUL characters are dropped, and so are
/// the marks of <see cref="CsvCell"/>.
/// </summary>
public sealed class CsvRecords(TextReader text)
{
    /// <summary>Characters that one record may hold; more means that a quote was never closed.</summary>
    public const int LongestRecord = 17_000_000;

    /// <summary>Cells that one record may hold, as in Excel.</summary>
    public const int MostFields = 16_384;
    private const int BufferSize = 32 * 1024;
    private readonly char[] _buffer = new char[BufferSize];
    private readonly StringBuilder _field = new();
    private List<string> _fields = [];
    private State _state;
    private int _taken;
    private int _position;
    private int _length;
    private char? _delimiter;

    /// <summary>Records read so far, the header among them.</summary>
    public long Count { get; private set; }

    /// <summary>The fields of the next record, or null at the end of the file.</summary>
    public async ValueTask<IReadOnlyList<string>?> NextAsync(CancellationToken cancel)
    {
        if (_delimiter is null)
            await StartAsync(cancel);
        while (true)
        {
            var hasRecord = await ReadAsync(cancel);
            if (!hasRecord)
                return null;
            if (!HasWords())
                continue;
            Count++;
            return _fields;
        }
    }

    private bool HasWords()
    {
        foreach (var field in _fields)
        {
            if (!string.IsNullOrWhiteSpace(field))
                return true;
        }
        return false;
    }

    private async ValueTask<bool> ReadAsync(CancellationToken cancel)
    {
        _fields = new(_fields.Count);
        _state = State.FieldStart;
        _taken = 0;
        while (true)
        {
            if (_position == _length && !await FillAsync(cancel))
                return AtEnd();
            var begin = _position;
            if (Advance())
                return true;
            _taken += _position - begin;
            if (_taken > LongestRecord)
                throw new FileFailure("RECORD_TOO_LONG", $"{Where()} holds more than 16 million characters. Look for a quotation mark that is not closed.");
        }
    }

    // Works through the buffer; true at the end of the record.
    private bool Advance()
    {
        while (_position < _length)
        {
            var c = _buffer[_position];
            switch (_state)
            {
                case State.AfterReturn:
                    _position += c == '\n' ? 1 : 0;
                    return true;
                case State.Quoted:
                    TakeUntilQuote();
                    break;
                case State.QuoteInQuoted when c == '"':
                    _field.Append('"');
                    _position++;
                    _state = State.Quoted;
                    break;
                case State.FieldStart when c == '"':
                    // Spaces before the quote are no part of the field: people write them after a comma.
                    _field.Clear();
                    _position++;
                    _state = State.Quoted;
                    break;
                default:
                    if (TakePlain(c))
                        return true;
                    break;
            }
        }
        return false;
    }

    private void TakeUntilQuote()
    {
        var rest = _buffer.AsSpan(_position, _length - _position);
        var quote = rest.IndexOf('"');
        _field.Append(quote < 0 ? rest : rest[..quote]);
        _position += quote < 0 ? rest.Length : quote + 1;
        if (quote >= 0)
            _state = State.QuoteInQuoted;
    }

    private bool TakePlain(char c)
    {
        if (c == _delimiter)
        {
            EndField();
            _position++;
            _state = State.FieldStart;
            return false;
        }
        if (c is '\r' or '\n')
        {
            EndField();
            _position++;
            _state = State.AfterReturn;
            return c == '\n';
        }
        if (c == ' ' && _state == State.FieldStart)
        {
            _field.Append(' ');
            _position++;
            return false;
        }
        var rest = _buffer.AsSpan(_position, _length - _position);
        var end = rest.IndexOfAny(_delimiter.GetValueOrDefault(), '\r', '\n');
        _field.Append(end < 0 ? rest : rest[..end]);
        _position += end < 0 ? rest.Length : end;
        _state = State.Plain;
        return false;
    }

    private bool AtEnd()
    {
        if (_state == State.Quoted)
            throw new FileFailure("UNCLOSED_QUOTE", $"{Where()} has a quotation mark that is never closed. Close it, or double a mark that belongs to the words.");
        if (_state == State.AfterReturn)
            return true;
        if (_state == State.FieldStart && _fields.Count == 0 && _field.Length == 0)
            return false;
        EndField();
        return true;
    }

    private void EndField()
    {
        if (_fields.Count == MostFields)
            throw new FileFailure("TOO_MANY_COLUMNS", $"{Where()} has more than {MostFields:N0} cells. Check that this is the right file.");
        var field = _field.ToString();
        var words = CsvCell.Unmarked(field);
        _fields.Add(words.Length == field.Length ? field : words.ToString());
        _field.Clear();
    }

    private string Where() => Count == 0 ? "The line of headers" : $"Record {Count} (the headers not counted)";

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        do
        {
            _position = 0;
            _length = await text.ReadAsync(_buffer, cancel);
            if (_length == 0)
                return false;
            DropNuls();
        }
        while (_length == 0);
        return true;
    }

    private void DropNuls()
    {
        var read = _buffer.AsSpan(0, _length);
        var nul = read.IndexOf('\0');
        if (nul < 0)
            return;
        var kept = nul;
        foreach (var c in read[nul..])
        {
            if (c != '\0')
                read[kept++] = c;
        }
        _length = kept;
    }

    private async ValueTask StartAsync(CancellationToken cancel)
    {
        int read;
        do
        {
            _length = read = await text.ReadBlockAsync(_buffer, cancel);
            DropNuls();
        }
        while (_length == 0 && read > 0);
        _position = Math.Max(0, _buffer.AsSpan(0, _length).IndexOfAnyExcept("\r\n "));
        var start = _buffer.AsSpan(_position, _length - _position);
        if (Delimiter.Named(start) is { } named)
        {
            _delimiter = named;
            _position += Delimiter.NameLength;
        }
        else
            _delimiter = Delimiter.Guess(start);
    }

    private enum State
    {
        FieldStart,
        Plain,
        Quoted,
        QuoteInQuoted,
        AfterReturn,
    }
}
