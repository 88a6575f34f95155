using System.IO.Compression;
using System.Text;
using ExcelDataReader;

namespace CoProduction.Shared.Files;

/// <summary>An Excel workbook (XLSX). What it may unpack to is bounded, because it is unpacked from a file that anybody may have made.</summary>
internal sealed class Workbook : IDisposable
{
    /// <summary>As in Excel.</summary>
    private const int MostRows = 1_048_576;
    private const long LargestUnpacked = 512L * 1024 * 1024;
    private const long LargestTexts = 256L * 1024 * 1024;
    private const int MostParts = 10_000;
    private readonly IExcelDataReader _reader;

    // The reader asks for Windows-1252 even where it is not needed.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private Workbook(IExcelDataReader reader) => _reader = reader;

    /// <summary>Opens bytes that begin as a packed file does; <see cref="FileFailure"/> when they are something else or unpack to too much.</summary>
    public static Workbook Open(Stream bytes) => Guarded(() =>
    {
        bytes.Position = 0;
        RequireWorkbook(bytes);
        bytes.Position = 0;
        return new Workbook(ExcelReaderFactory.CreateOpenXmlReader(new BufferedStream(bytes, 64 * 1024), new() { LeaveOpen = true }));
    });

    /// <summary>The sheets in their order, those that are shown before those that are hidden.</summary>
    public IReadOnlyList<Sheet> Sheets() => Guarded(() =>
    {
        var sheets = new List<Sheet>();
        _reader.Reset();
        do
            sheets.Add(new(sheets.Count, _reader.Name ?? "", _reader.VisibleState is "hidden" or "veryhidden"));
        while (_reader.NextResult());
        return sheets.OrderBy(sheet => sheet.IsHidden).ToList();
    });

    /// <summary>The rows of a sheet from its first; only one is read at a time.</summary>
    public CellRows Rows(Sheet sheet) => Guarded(() =>
    {
        _reader.Reset();
        for (var i = 0; i < sheet.Place; i++)
            _reader.NextResult();
        if (_reader.FieldCount > CsvRows.MostCells || _reader.RowCount > MostRows)
            throw Broken();
        return new WorkbookRows(_reader);
    });

    public void Dispose() => _reader.Dispose();

    /// <summary>Whatever a broken workbook makes its reader throw becomes a failure that says what to do.</summary>
    internal static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (FileFailure or OperationCanceledException))
        {
            throw Broken();
        }
    }

    private static FileFailure Broken() => new("BROKEN_WORKBOOK", "This Excel workbook cannot be read: it may be damaged or locked with a password. Open it in Excel, choose “Save as” and then “CSV UTF-8”.");

    private static void RequireWorkbook(Stream bytes)
    {
        using var parts = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
        if (parts.Entries.Count > MostParts)
            throw TooLarge();
        if (parts.GetEntry("xl/workbook.xml") is null)
            throw FileFailure.NotText(KindOf(parts));
        var (all, texts) = (0L, 0L);
        foreach (var part in parts.Entries.Where(part => part.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) && part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            // What a part says of its own length may be wrong.
            all += LengthOf(part, LargestUnpacked - all);
            if (part.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase))
                texts = part.Length;
        }
        if (texts > LargestTexts)
            throw TooLarge();
    }

    private static long LengthOf(ZipArchiveEntry part, long most)
    {
        if (part.Length > most)
            throw TooLarge();
        using var unpacked = part.Open();
        var buffer = new byte[64 * 1024];
        long length = 0;
        for (int read; (read = unpacked.Read(buffer)) > 0;)
        {
            if ((length += read) > most)
                throw TooLarge();
        }
        return length;
    }

    private static string KindOf(ZipArchive parts)
    {
        if (parts.Entries.Any(part => part.FullName == "xl/workbook.bin"))
            return "a binary Excel workbook";
        if (parts.Entries.Any(part => part.FullName.StartsWith("word/", StringComparison.Ordinal)))
            return "a Word document";
        if (parts.Entries.Any(part => part.FullName.StartsWith("ppt/", StringComparison.Ordinal)))
            return "a PowerPoint presentation";
        if (parts.Entries.Any(part => part.FullName.EndsWith(".iwa", StringComparison.Ordinal)))
            return "a Numbers or Pages document";
        if (parts.GetEntry("mimetype") is { Length: < 200 } kind)
        {
            using var reader = new StreamReader(kind.Open());
            var said = reader.ReadToEnd();
            if (said.Contains("opendocument.spreadsheet", StringComparison.Ordinal))
                return "an OpenDocument spreadsheet (ODS)";
            if (said.Contains("opendocument", StringComparison.Ordinal))
                return "an OpenDocument file";
        }
        return "a packed file";
    }

    private static FileFailure TooLarge() => new("TOO_LARGE", "This Excel workbook is too large to be read. Open it in Excel, choose “Save as” and then “CSV UTF-8”.");

    /// <summary>One sheet: its 0-based place among all, its name, and whether it is hidden.</summary>
    internal sealed record Sheet(int Place, string Name, bool IsHidden);
}
