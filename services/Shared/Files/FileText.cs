namespace CoProduction.Shared.Files;

/// <summary>Reads a file's bytes as text, and tells files of other kinds apart by how they begin.</summary>
internal static class FileText
{
    private const int BufferSize = 64 * 1024;

    private static readonly (byte[] Start, string What)[] _notText =
    [
        ("PK\u0003\u0004"u8.ToArray(), "an Excel workbook or another packed file"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook or Word document"),
        ("%PDF"u8.ToArray(), "a PDF"),
        ("{\\rt"u8.ToArray(), "a Word document"),
        ([0x1F, 0x8B], "a packed file"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
    ];

    /// <summary>The text of bytes from their start, in the encoding that was found.</summary>
    public static TextReader Open(Stream bytes, FileEncoding encoding)
    {
        bytes.Position = 0;
        // StreamReader's own detection would bring back decoders that lose letters.
        return new StreamReader(bytes, encoding.Encoding, detectEncodingFromByteOrderMarks: false, BufferSize, leaveOpen: true);
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
