namespace CoProduction.Shared.Files;

/// <summary>A file's rows, from its start as often as wanted, with how its first rows were understood.</summary>
internal sealed class TableRows : IDisposable
{
    private const int SampleLength = 1024 * 1024;
    private const string ListHeader = "Comments";
    private readonly Func<CellRows> _open;

    private readonly Workbook? _workbook;

    private TableRows(Func<CellRows> open, Workbook? workbook, TableStart start, IReadOnlyList<Finding> findings, int usualCells) =>
        (_open, _workbook, Start, Findings, UsualCells) = (open, workbook, start, findings, usualCells);

    public TableStart Start { get; }

    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Cells that most rows have, or as many as there are headers.</summary>
    public int UsualCells { get; }

    public CellRows Open() => _open();

    public void Dispose() => _workbook?.Dispose();

    /// <summary><see cref="FileFailure"/> EMPTY_FILE or NOT_TEXT when there is no table.</summary>
    public static TableRows Of(Stream bytes, TableForm form)
    {
        var start = new byte[4096];
        bytes.Position = 0;
        var length = bytes.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (length == 0)
            throw FileFailure.Empty();
        FileText.RefuseOtherKinds(start.AsSpan(0, length));
        return FileText.IsPacked(start) ? OfWorkbook(bytes, form) : OfText(bytes, form);
    }

    // The first sheet that has what is looked for, else the first that has anything.
    private static TableRows OfWorkbook(Stream bytes, TableForm form)
    {
        var workbook = Workbook.Open(bytes);
        try
        {
            (Workbook.Sheet Sheet, TableStart Start)? best = null;
            var filled = new List<Workbook.Sheet>();
            foreach (var sheet in workbook.Sheets())
            {
                if (TableStart.Find(Sampled(workbook.Rows(sheet)), form) is not { } found)
                    continue;
                filled.Add(sheet);
                if (best is null || (found.Suffices && !best.Value.Start.Suffices))
                    best = (sheet, found);
            }
            if (best is not var (read, start))
                throw FileFailure.Empty();
            List<Finding> findings = [.. SheetFindings(read, filled)];
            if (IsList(form, start))
                findings.Add(StartAsList(ref start));
            else
                findings.AddRange(StartFindings(start, Separator.Usual[0]));
            return new(() => workbook.Rows(read), workbook, start, findings, int.MaxValue);
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    private static IEnumerable<Finding> SheetFindings(Workbook.Sheet read, List<Workbook.Sheet> filled)
    {
        var others = filled.Where(sheet => sheet != read).Select(sheet => $"“{sheet.Name}”").Take(10).ToList();
        if (others.Count > 0)
            yield return new(Finding.Sheets, $"Only the sheet “{read.Name}” was read. There is something in {string.Join(", ", others)} too: send {(others.Count == 1 ? "it" : "them")} as {(others.Count == 1 ? "a file" : "files")} of {(others.Count == 1 ? "its" : "their")} own if you want {(others.Count == 1 ? "it" : "them")}.");
    }

    private static bool IsList(TableForm form, TableStart start) => form.MayBeList && !start.Suffices && (start.Headers.Count == 1 || start.Even < 0.9);

    private static Finding StartAsList(ref TableStart start)
    {
        start = TableStart.OfList(ListHeader);
        return new(Finding.NoHeader, "No line of headers was found, so each line was taken for a comment, the first one too.");
    }

    private static TableRows OfText(Stream bytes, TableForm form)
    {
        bytes.Position = 0;
        var encoding = FileEncoding.Find(bytes);
        var sample = SampleOf(bytes, encoding);
        FileText.RefuseOtherTexts(sample);
        var named = Separator.Named(sample);
        var passed = named?.Length ?? 0;
        var (separator, start, rows) = Best(sample[passed..], named?.Separator, form);
        if (start is null)
            throw FileFailure.Empty();
        List<Finding> findings = [];
        if (encoding.Said is { } said)
            findings.Add(new(Finding.Encoding, said));
        if (IsList(form, start))
        {
            separator = Separator.None;
            findings.Add(StartAsList(ref start));
        }
        else
            findings.AddRange(StartFindings(start, separator));
        return new(() => Open(bytes, encoding, passed, separator), null, start, findings, Math.Max(start.Headers.Count, Usual(rows, start)));
    }

    private static CsvRows Open(Stream bytes, FileEncoding encoding, int passed, char separator)
    {
        var text = FileText.Open(bytes, encoding);
        for (var i = 0; i < passed; i++)
            text.Read();
        return new(text, separator);
    }

    private static string SampleOf(Stream bytes, FileEncoding encoding)
    {
        var sample = new char[SampleLength];
        using var text = FileText.Open(bytes, encoding);
        return new string(sample, 0, text.ReadBlock(sample));
    }

    private static (char Separator, TableStart? Start, List<SampledRow> Rows) Best(string sample, char? named, TableForm form)
    {
        (char Separator, TableStart? Start, List<SampledRow> Rows) best = (Separator.Usual[0], null, []);
        foreach (var separator in named is { } first ? [first, .. Separator.Usual] : Separator.Usual)
        {
            var rows = Sampled(new CsvRows(new StringReader(sample), separator));
            var found = TableStart.Find(rows, form);
            if (found is not null && found.IsBetterThan(best.Start))
                best = (separator, found, rows);
            if (separator == named && best.Start is { Suffices: true })
                break;
        }
        return best;
    }

    private static List<SampledRow> Sampled(CellRows source)
    {
        var rows = new List<SampledRow>();
        using var read = source;
        try
        {
            while (rows.Count < TableStart.Looked && read.Read())
            {
                var cells = new string[read.Count];
                for (var place = 0; place < cells.Length; place++)
                    cells[place] = DoubleEncoding.Repair(read.Cell(place).ToString(), out _);
                var row = new SampledRow(read.Number, cells);
                if (row.Filled > 0)
                    rows.Add(row);
            }
        }
        catch (FileFailure) when (rows.Count > 0)
        {
            // Reading the file itself says what is wrong, or finds the end of the cell that the sample ends in.
        }
        return rows;
    }

    private static int Usual(List<SampledRow> rows, TableStart start) =>
        rows.Where(row => row.Number > start.LastRowBefore).GroupBy(row => row.Cells.Count).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault()?.Key ?? 0;

    private static IEnumerable<Finding> StartFindings(TableStart start, char separator)
    {
        if (separator is not (',' or Separator.None))
            yield return new(Finding.Separator, $"The cells are separated by {Separator.NameOf(separator)}.");
        if (start.TitleRows > 0)
            yield return new(Finding.TitleRows, start.TitleRows == 1
                ? $"One row above the headers was passed over. The headers are in row {start.HeaderRow}."
                : $"{start.TitleRows} rows above the headers were passed over. The headers are in row {start.HeaderRow}.");
        if (start.FurtherHeaders > 0)
            yield return new(Finding.HeaderRows, start.FurtherHeaders == 1
                ? "One further row of headers was passed over."
                : $"{start.FurtherHeaders} further rows of headers were passed over.");
    }
}
