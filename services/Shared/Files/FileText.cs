namespace CoProduction.Shared.Files;

/// <summary>Reads a file's bytes as text, and tells files of other kinds apart by how they begin.</summary>
internal static class FileText
{
    private const int BufferSize = 64 * 1024;

    private static readonly (byte[] Start, string What)[] _notText =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls), one with a password, or an old Word document"),
        ("%PDF"u8.ToArray(), "a PDF"),
        ("{\\rt"u8.ToArray(), "a Word document"),
        ([0x1F, 0x8B], "a packed file"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
    ];

    private static readonly string[] _pages = ["<!doctype", "<html", "<head", "<body", "<meta", "<table", "<style", "<div"];

    /// <summary>The text of bytes from their start, in the encoding that was found.</summary>
    public static TextReader Open(Stream bytes, FileEncoding encoding)
    {
        bytes.Position = 0;
        // StreamReader's own detection would bring back decoders that lose letters.
        return new StreamReader(bytes, encoding.Encoding, detectEncodingFromByteOrderMarks: false, BufferSize, leaveOpen: true);
    }

    /// <summary>Whether bytes begin as a packed file does, such as an Excel workbook.</summary>
    public static bool IsPacked(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8);

    /// <summary><see cref="FileFailure"/> NOT_TEXT for text that is written for programs and holds no table of cells.</summary>
    public static void RefuseOtherTexts(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("\uFEFF \t\r\n\0");
        if (text is ['<', ..])
        {
            var start = text[..Math.Min(text.Length, 2000)];
            if (start.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.OrdinalIgnoreCase))
                throw FileFailure.NotText("an older Excel workbook (XML)");
            foreach (var tag in _pages)
            {
                if (start.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
                    throw FileFailure.NotText("a web page (HTML)");
            }
            if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
                throw FileFailure.NotText("an XML file");
        }
        else if (text is ['{' or '[', ..] && text[1..].TrimStart() is ['{' or '[' or '"', ..] or ['}' or ']'])
            throw FileFailure.NotText("a JSON file");
    }

    /// <summary><see cref="FileFailure"/> NOT_TEXT for bytes that begin as a picture or another kind of file does.</summary>
    public static void RefuseOtherKinds(ReadOnlySpan<byte> start)
    {
        foreach (var (mark, what) in _notText)
        {
            if (start.StartsWith(mark))
                throw FileFailure.NotText(what);
        }
    }
}
