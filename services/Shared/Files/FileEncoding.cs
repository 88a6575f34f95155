using System.Text;

namespace CoProduction.Shared.Files;

/// <summary>
/// The encoding of a file's bytes: by its byte order mark or by the empty halves of UTF-16's letters, else UTF-8, in which each byte that is not UTF-8 is taken for
/// Windows-1252 or, when that makes the better words, for Mac Roman. So no letter of anybody's words is lost, whatever program wrote the file.
/// </summary>
internal sealed record FileEncoding(Encoding Encoding, string? Said)
{
    private const int Looked = 4096;
    private const int ChunkSize = 64 * 1024;

    /// <summary>Reads the bytes to their end and goes back to their start.</summary>
    public static FileEncoding Find(Stream bytes)
    {
        var start = new byte[Looked];
        var looked = start.AsSpan(0, bytes.ReadAtLeast(start, Looked, throwOnEndOfStream: false));
        bytes.Position = 0;
        if (OfUnits(looked) is { } units)
            return units;
        var strays = Strays(bytes);
        bytes.Position = 0;
        return strays.Count == 0 ? new(Utf8(StrayBytes.Windows1252), null) : Of(strays);
    }

    private static FileEncoding Of(StrayBytes strays)
    {
        var isMac = strays.IsMacRoman;
        var name = isMac ? "Mac OS Roman" : "Windows-1252";
        // Two letters of Mac Roman may look like one of UTF-8: where hardly any do, none is.
        if (strays.Utf8Letters * 10 <= strays.Count)
            return new(isMac ? StrayBytes.MacRoman : Utf8(StrayBytes.Windows1252), $"The file’s letters are written in the older encoding {name}. They were read as such.");
        return new(Utf8(isMac ? StrayBytes.MacRoman : StrayBytes.Windows1252),
            $"The file’s letters are written in two encodings, UTF-8 and {name}. Each was read as what it is.");
    }

    private static FileEncoding? OfUnits(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, 0, 0, ..] => new(Lenient("utf-32"), null),
        [0, 0, 0xFE, 0xFF, ..] => new(Lenient("utf-32BE"), null),
        [0xFF, 0xFE, ..] => new(Lenient("utf-16"), null),
        [0xFE, 0xFF, ..] => new(Lenient("utf-16BE"), null),
        _ => Utf16WithoutMark(start) is { } name ? new(Lenient(name), "The file’s letters are written in UTF-16 without a mark that says so. They were read as such.") : null,
    };

    // Most letters of most languages that we meet have an empty half, always on the same side.
    private static string? Utf16WithoutMark(ReadOnlySpan<byte> start)
    {
        var empty = (stackalloc int[2]);
        for (var i = 0; i < start.Length; i++)
            empty[i & 1] += start[i] == 0 ? 1 : 0;
        var units = start.Length / 2;
        if (units == 0 || Math.Max(empty[0], empty[1]) * 2 < units || Math.Min(empty[0], empty[1]) * 10 > units)
            return null;
        return empty[1] > empty[0] ? "utf-16" : "utf-16BE";
    }

    private static StrayBytes Strays(Stream bytes)
    {
        var strays = new StrayBytes();
        var chunk = new byte[ChunkSize];
        for (var kept = 0; ;)
        {
            var read = bytes.Read(chunk.AsSpan(kept));
            var filled = chunk.AsSpan(0, kept + read);
            var looked = strays.Look(filled, isLast: read == 0);
            if (read == 0)
                return strays;
            // The beginning of a letter waits for the rest of it.
            filled[looked..].CopyTo(chunk);
            kept = filled.Length - looked;
        }
    }

    private static Encoding Utf8(Encoding strays) => Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new SingleByteFallback(strays));

    // Half of a pair is no letter; it is left out.
    private static Encoding Lenient(string name) => Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(""));
}
