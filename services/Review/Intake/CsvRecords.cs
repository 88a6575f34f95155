using System.Text;

namespace CoProduction.Review.Intake;

/// <summary>
/// Reads the records of a CSV file (RFC 4180) one after the other, as they come: fields between commas, semicolons or tabs, as its first line shows,
/// with quotes, line breaks inside quotes, and any of the three line endings. Blank lines are no records. NUL characters are dropped.
/// </summary>
internal sealed class CsvRecords(TextReader text)
{
    /// <summary>Characters that one field may hold; more means that a quote was never closed.</summary>
    internal const int LongestField = 16 * 1024 * 1024;
    private const int BufferSize = 32 * 1024;
    private const string SeparatorLine = "sep=";
    private readonly char[] _buffer = new char[BufferSize];
    private readonly StringBuilder _field = new();
    private int _position;
    private int _length;
    private char _delimiter = ',';
    private bool _started;

    /// <summary>Records read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The fields of the next record, or null at the end of the file.</summary>
    public async ValueTask<List<string>?> NextAsync(CancellationToken cancel)
    {
        if (!_started)
            await StartAsync(cancel);
        while (true)
        {
            var record = await ReadAsync(cancel);
            if (record is null)
                return null;
            if (record is [""])
                continue;
            Count++;
            return record;
        }
    }

    private async ValueTask<List<string>?> ReadAsync(CancellationToken cancel)
    {
        var fields = new List<string>();
        var state = State.FieldStart;
        _field.Clear();
        while (true)
        {
            if (_position == _length && !await FillAsync(cancel))
                return AtEnd(fields, state);
            if (Advance(fields, ref state))
                return fields;
            if (_field.Length > LongestField)
                throw new FileFailure("FIELD_TOO_LONG", $"Record {Count} holds a cell of more than 16 million characters. Look for a quotation mark that is not closed.");
        }
    }

    // Works through the buffer; true at the end of the record.
    private bool Advance(List<string> fields, ref State state)
    {
        while (_position < _length)
        {
            var c = _buffer[_position];
            switch (state)
            {
                case State.AfterReturn:
                    _position += c == '\n' ? 1 : 0;
                    return true;
                case State.Quoted:
                    TakeUntilQuote(ref state);
                    break;
                case State.QuoteInQuoted when c == '"':
                    _field.Append('"');
                    _position++;
                    state = State.Quoted;
                    break;
                case State.FieldStart when c == '"':
                    _position++;
                    state = State.Quoted;
                    break;
                default:
                    if (TakePlain(c, fields, ref state))
                        return true;
                    break;
            }
        }
        return false;
    }

    private void TakeUntilQuote(ref State state)
    {
        var rest = _buffer.AsSpan(_position, _length - _position);
        var quote = rest.IndexOf('"');
        Append(quote < 0 ? rest : rest[..quote]);
        _position += quote < 0 ? rest.Length : quote + 1;
        if (quote >= 0)
            state = State.QuoteInQuoted;
    }

    private bool TakePlain(char c, List<string> fields, ref State state)
    {
        if (c == _delimiter)
        {
            EndField(fields);
            _position++;
            state = State.FieldStart;
            return false;
        }
        if (c is '\r' or '\n')
        {
            EndField(fields);
            _position++;
            if (c == '\n')
                return true;
            state = State.AfterReturn;
            return false;
        }
        var rest = _buffer.AsSpan(_position, _length - _position);
        var end = rest.IndexOfAny(_delimiter, '\r', '\n');
        Append(end < 0 ? rest : rest[..end]);
        _position += end < 0 ? rest.Length : end;
        state = State.Plain;
        return false;
    }

    private List<string>? AtEnd(List<string> fields, State state)
    {
        if (state == State.Quoted)
            throw new FileFailure("UNCLOSED_QUOTE", $"A quotation mark in record {Count} is never closed (the header not counted). Close it, or double a mark that belongs to the words.");
        if (state == State.AfterReturn)
            return fields;
        if (state == State.FieldStart && fields.Count == 0)
            return null;
        EndField(fields);
        return fields;
    }

    private void Append(ReadOnlySpan<char> characters)
    {
        while (characters.IndexOf('\0') is >= 0 and var nul)
        {
            _field.Append(characters[..nul]);
            characters = characters[(nul + 1)..];
        }
        _field.Append(characters);
    }

    private void EndField(List<string> fields)
    {
        fields.Add(_field.ToString());
        _field.Clear();
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        _position = 0;
        _length = await text.ReadAsync(_buffer, cancel);
        return _length > 0;
    }

    private async ValueTask StartAsync(CancellationToken cancel)
    {
        _started = true;
        _length = await text.ReadBlockAsync(_buffer, cancel);
        var first = FirstLine();
        if (first.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase) && first.Length == SeparatorLine.Length + 1)
        {
            // Excel's own way of naming the delimiter.
            _delimiter = first[^1];
            _position += first.Length;
            return;
        }
        var counts = new (char Delimiter, int Count)[] { (',', CountOutsideQuotes(first, ',')), (';', CountOutsideQuotes(first, ';')), ('\t', CountOutsideQuotes(first, '\t')) };
        _delimiter = counts.MaxBy(c => c.Count).Delimiter;
    }

    private ReadOnlySpan<char> FirstLine()
    {
        var start = _buffer.AsSpan(0, _length);
        var begin = start.IndexOfAnyExcept("\r\n \0");
        _position = Math.Max(0, begin);
        var end = start[_position..].IndexOfAny('\r', '\n');
        return end < 0 ? start[_position..] : start.Slice(_position, end);
    }

    private static int CountOutsideQuotes(ReadOnlySpan<char> line, char wanted)
    {
        var (count, quoted) = (0, false);
        foreach (var c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == wanted && !quoted)
                count++;
        }
        return count;
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
