using System.Text;

namespace CoProduction.Shared.Files;

/// <summary>
/// Reads a file's bytes as text: by its byte order mark, else as UTF-8, in which each byte that is not UTF-8 is taken for Windows-1252.
/// So no letter of anybody's words is lost, whatever program wrote the file.
/// </summary>
public static class FileText
{
    private const int BufferSize = 64 * 1024;

    private static readonly (byte[] Mark, string What)[] _notText =
    [
        ("PK\u0003\u0004"u8.ToArray(), "an Excel workbook or another packed file"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook or Word document"),
        ("%PDF"u8.ToArray(), "a PDF"),
        ("{\\rt"u8.ToArray(), "a Word document"),
        ([0x1F, 0x8B], "a packed file"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
    ];

    /// <summary>The text of the bytes; <see cref="FileFailure"/> EMPTY_FILE or NOT_TEXT when there is none.</summary>
    public static async Task<TextReader> OpenAsync(Stream bytes, CancellationToken cancel)
    {
        var start = new byte[4];
        var length = await bytes.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        if (length == 0)
            throw FileFailure.Empty();
        RefuseOtherKinds(start.AsSpan(0, length));
        // The encoding is settled here: StreamReader's own detection would bring back decoders that lose letters.
        return new StreamReader(new StartedStream(start.AsMemory(0, length), bytes), EncodingOf(start), detectEncodingFromByteOrderMarks: false, BufferSize);
    }

    /// <summary><see cref="FileFailure"/> NOT_TEXT for bytes that begin as a workbook, a picture or another kind of file does.</summary>
    internal static void RefuseOtherKinds(ReadOnlySpan<byte> start)
    {
        foreach (var (mark, what) in _notText)
        {
            if (start.StartsWith(mark))
                throw new FileFailure("NOT_TEXT", $"This looks like {what}, not a CSV file. If it is a workbook, open it in Excel, choose “Save as” and then “CSV UTF-8”.");
        }
    }

    // Without a mark, UTF-16 shows itself by the empty halves of its first letters.
    private static Encoding EncodingOf(byte[] start) => start switch
    {
        [0xFF, 0xFE, 0, 0] => Lenient("utf-32"),
        [0, 0, 0xFE, 0xFF] => Lenient("utf-32BE"),
        [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0] => Lenient("utf-16"),
        [0xFE, 0xFF, ..] or [0, not 0, 0, not 0] => Lenient("utf-16BE"),
        _ => Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new Windows1252Fallback()),
    };

    // Half of a pair is no letter; it is left out.
    private static Encoding Lenient(string name) => Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(""));
}
