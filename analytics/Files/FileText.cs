using System.Text;

namespace CoProduction.Analytics.Files;

/// <summary>Opens a text file in the encoding it was written in: its mark says so, else UTF-8, else Windows-1252, which old spreadsheets write.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the whole file to tell.</summary>
    public static Encoding EncodingOf(string path) => IsUtf8(path) ? s_strict : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static StreamReader Open(string path, Encoding encoding) => new(path, encoding, detectEncodingFromByteOrderMarks: true);

    private static bool IsUtf8(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Decoder decoder = s_strict.GetDecoder();
        var bytes = new byte[64 * 1024];
        var chars = new char[s_strict.GetMaxCharCount(bytes.Length)];
        try
        {
            int read;
            while ((read = stream.Read(bytes)) > 0) decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
            decoder.GetChars(bytes, 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
