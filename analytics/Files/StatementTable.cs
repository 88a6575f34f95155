using Sylvan.Data.Csv;

namespace CoProduction.Analytics.Files;

/// <summary>The statements of a file in its order, their ids when there is a column for them, and their rows by facet in order of first appearance.</summary>
internal sealed record StatementTable(IReadOnlyList<string> Texts, IReadOnlyList<string>? Ids, IReadOnlyList<FacetGroup> Groups)
{
    private const int FirstBuffer = 64 * 1024;
    private const int LargestRecord = 32 * 1024 * 1024;

    public static StatementTable Read(ThemeFileOptions options, CancellationToken ct)
    {
        int records = 0;
        try
        {
            char delimiter = Delimiter.Of(options.File, options.TextColumn);
            using StreamReader text = FileText.Open(options.File);
            using CsvDataReader csv = CsvDataReader.Create(text, Options(delimiter));
            return Read(csv, options, ref records, ct);
        }
        catch (CsvMissingHeadersException)
        {
            throw new ThemeFileException($"{options.File} is empty: it needs a first line with the names of its columns.");
        }
        catch (CsvRecordTooLargeException)
        {
            throw new ThemeFileException($"{options.File}: record {records + 1} has no end. Is a quotation mark not closed?");
        }
        catch (CsvFormatException)
        {
            throw new ThemeFileException($"{options.File}: record {records + 1} has a quotation mark that is not closed, or one in the wrong place.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ThemeFileException($"There is no file {options.File}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ThemeFileException($"{options.File} cannot be read. Is it a file, and may you open it?");
        }
    }

    public static CsvDataReaderOptions Options(char delimiter) => new()
    {
        Delimiter = delimiter,
        BufferSize = FirstBuffer,
        MaxBufferSize = LargestRecord,
        CsvStyle = CsvStyle.Standard,
    };

    private static StatementTable Read(CsvDataReader csv, ThemeFileOptions options, ref int records, CancellationToken ct)
    {
        string[] names = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetName)];
        int textAt = ColumnNames.Find(names, options.TextColumn);
        int facetAt = options.FacetColumn is null ? -1 : ColumnNames.Find(names, options.FacetColumn);
        int idAt = options.IdColumn is null ? -1 : ColumnNames.Find(names, options.IdColumn);
        var texts = new List<string>();
        var ids = idAt < 0 ? null : new List<string>();
        var groups = new List<(string Name, List<int> Rows)>();
        var places = new Dictionary<string, int>();
        while (csv.Read())
        {
            ct.ThrowIfCancellationRequested();
            if (csv.GetRawRecordSpan().Trim("\r\n").IsEmpty) continue;
            string facet = facetAt < 0 ? "" : csv.GetString(facetAt);
            if (!places.TryGetValue(facet, out int place))
            {
                places[facet] = place = groups.Count;
                groups.Add((facet, []));
            }
            groups[place].Rows.Add(records++);
            texts.Add(csv.GetString(textAt));
            ids?.Add(csv.GetString(idAt));
        }
        return new StatementTable(texts, ids, [.. groups.Select(group => new FacetGroup(group.Name, [.. group.Rows]))]);
    }
}
