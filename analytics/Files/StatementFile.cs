using System.Text;
using CoProduction.Shared.Files;
using Sylvan.Data.Csv;

namespace CoProduction.Analytics.Files;

/// <summary>
/// A CSV file of statements, read from its beginning as often as wanted, once at a time, a batch at a time, so that its size does not matter to memory.
/// A later reading that does not find as many records, or finds new facets, refuses: the file has changed.
/// </summary>
internal sealed class StatementFile(string path, string textColumn, string? facetColumn, string? idColumn)
{
    private const int FirstBuffer = 64 * 1024;
    private const int LargestRecord = 32 * 1024 * 1024;

    private readonly List<string> _facets = [];
    private readonly Dictionary<string, int> _places = [];
    private Format? _format;
    private int? _records;
    private int _read;

    /// <summary>The values of the column of facets in order of first appearance, by the numbers that batches give them; one, "", when there is no such column.</summary>
    public IReadOnlyList<string> Facets => _facets;

    /// <summary>The records in the file's order, without empty lines. Throws <see cref="ThemeFileException"/> that says what is wrong with the file.</summary>
    public IEnumerable<StatementBatch> Read(CancellationToken ct)
    {
        _read = 0;
        using Reading reading = Guarded(Open);
        while (Guarded(() => reading.Next(ct)) is { Count: > 0 } batch) yield return batch;
        if (_records is { } before && before != _read) throw Changed();
        _records = _read;
    }

    public static CsvDataReaderOptions Options(char delimiter) => new()
    {
        Delimiter = delimiter,
        BufferSize = FirstBuffer,
        MaxBufferSize = LargestRecord,
        CsvStyle = CsvStyle.Standard,
    };

    private Reading Open()
    {
        _format ??= FindFormat();
        StreamReader text = FileText.Open(path, _format.Encoding);
        try
        {
            CsvDataReader csv = CsvDataReader.Create(text, Options(_format.Delimiter));
            string[] names = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetName)];
            return new Reading(this, csv, Column(textColumn), Column(facetColumn), Column(idColumn));

            int Column(string? name) => name is null ? -1 : ColumnNames.Find(path, names, name);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    private Format FindFormat()
    {
        Encoding encoding = FileText.EncodingOf(path);
        using StreamReader text = FileText.Open(path, encoding);
        return new Format(encoding, Delimiter.Of(text, textColumn));
    }

    private int FacetOf(ReadOnlySpan<char> name)
    {
        if (_places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out int place)) return place;
        if (_records is not null) throw Changed();
        _facets.Add(name.ToString());
        return _places[_facets[^1]] = _facets.Count - 1;
    }

    private ThemeFileException Changed() => new($"{path} changed while it was read. Try again when nothing writes to it.");

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvMissingHeadersException)
        {
            throw new ThemeFileException($"{path} is empty: it needs a first line with the names of its columns.");
        }
        catch (CsvRecordTooLargeException)
        {
            throw new ThemeFileException($"{path}: record {_read + 1} has no end. Is a quotation mark not closed?");
        }
        catch (CsvFormatException)
        {
            throw new ThemeFileException($"{path}: record {_read + 1} has a quotation mark that is not closed, or one in the wrong place.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ThemeFileException($"There is no file {path}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ThemeFileException($"{path} cannot be read. Is it a file, and may you open it?");
        }
    }

    private sealed record Format(Encoding Encoding, char Delimiter);

    private sealed class Reading(StatementFile file, CsvDataReader csv, int textAt, int facetAt, int idAt) : IDisposable
    {
        public StatementBatch Next(CancellationToken ct)
        {
            var batch = new StatementBatch(file._read);
            while (!batch.IsFull && csv.Read())
            {
                ct.ThrowIfCancellationRequested();
                if (csv.GetRawRecordSpan().Trim("\r\n").IsEmpty) continue;
                file._read++;
                batch.Add(Field(textAt), Field(idAt), file.FacetOf(Field(facetAt)));
            }
            return batch;
        }

        public void Dispose() => csv.Dispose();

        private ReadOnlySpan<char> Field(int at) => at < 0 ? [] : CsvCell.Unmarked(csv.GetFieldSpan(at));
    }
}
