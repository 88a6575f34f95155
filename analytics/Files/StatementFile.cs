using CoProduction.Shared.Files;

namespace CoProduction.Analytics.Files;

/// <summary>
/// A file of statements, read from its beginning as often as wanted, once at a time, a batch at a time, so that its size does not matter to memory.
/// A later reading that does not find as many records, or finds new facets, refuses: the file has changed.
/// </summary>
internal sealed class StatementFile(string path, string textColumn, string? facetColumn, string? idColumn)
{
    private readonly List<string> _facets = [];
    private readonly Dictionary<string, int> _places = [];
    private int? _records;
    private int _read;

    /// <summary>The values of the column of facets in order of first appearance, by the numbers that batches give them; one, "", when there is no such column.</summary>
    public IReadOnlyList<string> Facets => _facets;

    /// <summary>How the file was read when it was read to its end, in sentences for people.</summary>
    public IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>The records in the file's order, without empty lines. Throws <see cref="ThemeFileException"/> that says what is wrong with the file.</summary>
    public IEnumerable<StatementBatch> Read(CancellationToken ct)
    {
        _read = 0;
        using Reading reading = Guarded(Open);
        while (Guarded(() => reading.Next(ct)) is { Count: > 0 } batch) yield return batch;
        if (_records is { } before && before != _read) throw Changed();
        _records = _read;
        Findings = [.. reading.Findings.Select(finding => $"{path}: {finding.Message}")];
    }

    private Reading Open()
    {
        FileStream bytes = File.OpenRead(path);
        try
        {
            string[] wanted = [textColumn, .. facetColumn is null ? [] : new[] { facetColumn }, .. idColumn is null ? [] : new[] { idColumn }];
            Table table = Table.Open(bytes, new TableForm
            {
                IsExact = true,
                Knows = header => wanted.Any(name => ColumnNames.TryFind([header], name) == 0),
                Suffices = headers => ColumnNames.TryFind(headers, textColumn) >= 0,
            });
            string[] names = [.. table.Headers.Select(name => name.Trim())];
            return new Reading(this, bytes, table, Column(textColumn), Column(facetColumn), Column(idColumn));

            int Column(string? name) => name is null ? -1 : ColumnNames.Find(path, names, name);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
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
        catch (FileFailure e) when (e.Reason == FileFailure.EmptyFile)
        {
            throw new ThemeFileException($"{path} is empty: it needs a first line with the names of its columns.");
        }
        catch (FileFailure e)
        {
            throw new ThemeFileException($"{path}: {e.Message}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ThemeFileException($"There is no file {path}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ThemeFileException($"{path} cannot be read. Is it a file, and may you open it?");
        }
    }

    private sealed class Reading(StatementFile file, FileStream bytes, Table table, int textAt, int facetAt, int idAt) : IDisposable
    {
        private readonly List<long> _uneven = [];
        private long _unevenRows;

        public IEnumerable<Finding> Findings => _unevenRows == 0
            ? table.Findings
            : [.. table.Findings, new Finding(Finding.ShiftedCells, $"{Finding.Rows(_uneven, _unevenRows)} may have words in the wrong column: put quotation marks around words that hold what stands between the columns.")];

        public StatementBatch Next(CancellationToken ct)
        {
            var batch = new StatementBatch(file._read);
            while (!batch.IsFull && table.Read())
            {
                ct.ThrowIfCancellationRequested();
                if (table.IsMisquoted) throw new FileFailure("MISQUOTED", $"Row {table.Row} has a quotation mark in the wrong place. Double a mark that belongs to the words.");
                if (table.HasMore || table.IsShifted) SayUneven();
                file._read++;
                batch.Add(Field(textAt), Field(idAt), file.FacetOf(Field(facetAt)));
            }
            return batch;
        }

        public void Dispose()
        {
            table.Dispose();
            bytes.Dispose();
        }

        private void SayUneven()
        {
            _unevenRows++;
            if (_uneven.Count < 2) _uneven.Add(table.Row);
        }

        private ReadOnlySpan<char> Field(int at) => at < 0 ? [] : table.Cell(at);
    }
}
