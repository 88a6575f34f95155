namespace CoProduction.Shared.Files;

/// <summary>
/// Where a table begins in its rows: its headers, at which row (1-based, as a spreadsheet shows them; 0 when it has none), and the last row that is not a record;
/// with how sure it is that this is the table that is looked for.
/// </summary>
internal sealed record TableStart(IReadOnlyList<string> Headers, long HeaderRow, long LastRowBefore, int Known, bool Suffices, double Even)
{
    /// <summary>Rows that are looked at.</summary>
    public const int Looked = 200;

    // Titles of an export and its date and filters.
    private const int MostTitles = 30;
    private const int MostCells = 500;
    private const int LongestHeader = 1000;

    /// <summary>Rows above the headers that were passed over.</summary>
    public int TitleRows { get; private init; }

    /// <summary>Rows of headers below or above the one that counts.</summary>
    public int FurtherHeaders { get; private init; }

    /// <summary>Finds it in the first rows, that is at most <see cref="Looked"/>; null when there are none.</summary>
    public static TableStart? Find(IReadOnlyList<SampledRow> rows, TableForm form)
    {
        if (rows.Count == 0)
            return null;
        TableStart? best = null;
        for (var at = 0; at < Math.Min(rows.Count, MostTitles); at++)
        {
            if (at > 0 && !MayBeBelow(rows, at, form))
                continue;
            var found = At(rows, at, form);
            if (best is null || (found.Suffices && (!best.Suffices || found.Known > best.Known)))
                best = found;
        }
        return best;
    }

    /// <summary>A mere list: no headers, and every row is a record.</summary>
    public static TableStart OfList(string header) => new([header], 0, 0, 0, Suffices: true, Even: 1);

    /// <summary>Whether this reading of the same bytes is better than another.</summary>
    public bool IsBetterThan(TableStart? other)
    {
        if (other is null || Suffices != other.Suffices)
            return other is null || Suffices;
        if (Known != other.Known)
            return Known > other.Known;
        if (!Suffices && Headers.Count > 1 != other.Headers.Count > 1)
            return Headers.Count > 1 ? Even >= 0.5 : other.Even < 0.5;
        return Math.Abs(Even - other.Even) > 0.01 ? Even > other.Even : Headers.Count > other.Headers.Count;
    }

    private static TableStart At(IReadOnlyList<SampledRow> rows, int at, TableForm form)
    {
        var (headers, last) = Further(rows, at, form);
        var below = rows.Skip(last + 1).ToList();
        var even = below.Count == 0 ? 1 : (double)below.Count(row => row.Cells.Count == rows[at].Cells.Count) / below.Count;
        var known = headers.Take(MostCells).Count(header => header.Length is > 0 and <= LongestHeader && form.Knows(header));
        var codes = CodesAbove(rows, at, form);
        return new(headers, rows[at].Number, rows[last].Number, known, form.Suffices(headers), even) { TitleRows = at - codes, FurtherHeaders = last - at + codes };
    }

    // Rows that stand below the headers and are headers still; where a tool names its questions by codes in the first row, their words are in the second.
    private static (IReadOnlyList<string> Headers, int Last) Further(IReadOnlyList<SampledRow> rows, int at, TableForm form)
    {
        var headers = rows[at].Cells;
        for (var below = at + 1; below <= Math.Min(at + 2, rows.Count - 1); below++)
        {
            if (FormRows.IsImportIds(rows[below].Cells))
                return (below == at + 2 ? Merged(headers, rows[at + 1].Cells, form) : headers, below);
        }
        if (at + 1 < rows.Count && FormRows.IsKindsOfAnswer(rows[at + 1].Cells))
            return (Filled(headers, rows[at + 1].Cells), at + 1);
        return (headers, at + 1 < rows.Count && IsOfQuestions(rows[at + 1], form) ? at + 1 : at);
    }

    // Several questions in whole sentences: nobody answers with those.
    private static bool IsOfQuestions(SampledRow row, TableForm form) =>
        form.MayAsk && Questions(row, form) is >= 2 and var questions && questions * 2 >= row.Filled;

    private static int Questions(SampledRow row, TableForm form) => row.Cells.Count(cell => cell.Trim().AsSpan().Count(' ') >= 2 && form.Knows(cell));

    private static List<string> Merged(IReadOnlyList<string> headers, IReadOnlyList<string> questions, TableForm form) =>
        [.. headers.Select((header, place) => place < questions.Count && !form.Knows(header) && form.Knows(questions[place]) ? questions[place] : header)];

    // A question with several answers has its words above the first of them only.
    private static List<string> Filled(IReadOnlyList<string> headers, IReadOnlyList<string> kinds)
    {
        var filled = new List<string>();
        for (var place = 0; place < Math.Max(headers.Count, kinds.Count); place++)
        {
            var header = place < headers.Count ? headers[place] : "";
            var hasKind = place < kinds.Count && kinds[place].Trim().Length > 0;
            filled.Add(string.IsNullOrWhiteSpace(header) && hasKind && place > 0 ? filled[place - 1] : header);
        }
        return filled;
    }

    // Titles have fewer cells than the headers: a row as wide as they are is a record, and must not be lost.
    private static bool MayBeBelow(IReadOnlyList<SampledRow> rows, int at, TableForm form)
    {
        if (form.IsExact)
            return true;
        var above = at - CodesAbove(rows, at, form);
        return Enumerable.Range(0, above).All(i => rows[i].Filled < rows[at].Filled) && rows[at].Cells.Count(form.Knows) >= 2;
    }

    // Two rows of headers, of which the first gives codes: the ids below say so, or that hardly anything in it is a word.
    private static int CodesAbove(IReadOnlyList<SampledRow> rows, int at, TableForm form) =>
        at > 0 && rows[at - 1].Filled == rows[at].Filled && rows[at - 1].Cells.Count == rows[at].Cells.Count
        && rows[at - 1].Cells.Count(form.Knows) < Questions(rows[at], form)
        && rows[at - 1].Cells.All(cell => cell.Trim() is { Length: < 30 } code && !code.Contains(' ')) ? 1 : 0;

}

/// <summary>One of a file's first rows.</summary>
internal sealed record SampledRow(long Number, IReadOnlyList<string> Cells)
{
    /// <summary>Cells that say anything.</summary>
    public int Filled { get; } = Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
}
