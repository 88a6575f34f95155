using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace CoProduction.Shared.Files;

/// <summary>The bytes of a file that are not UTF-8, and which of two old encodings makes the better words of them.</summary>
internal sealed class StrayBytes
{
    /// <summary>What old Windows programs write.</summary>
    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>What old Mac programs write.</summary>
    public static Encoding MacRoman { get; } = CodePagesEncodingProvider.Instance.GetEncoding(10000)!;

    private readonly char[] _windows = Letters(Windows1252);
    private readonly char[] _mac = Letters(MacRoman);
    private byte _before;
    private long _windowsScore;
    private long _macScore;

    /// <summary>How many.</summary>
    public long Count { get; private set; }

    /// <summary>About how many letters are written as UTF-8 does, in several bytes.</summary>
    public long Utf8Letters { get; private set; }

    /// <summary>Whether Mac Roman makes the better words.</summary>
    public bool IsMacRoman => _macScore > _windowsScore;

    /// <summary>Looks at the file's next bytes; how many of them, all but the beginning of a letter that may go on.</summary>
    public int Look(ReadOnlySpan<byte> bytes, bool isLast)
    {
        if (Utf8.IsValid(bytes))
        {
            Utf8Letters += bytes.Length - Encoding.UTF8.GetCharCount(bytes);
            _before = bytes.IsEmpty ? _before : bytes[^1];
            return bytes.Length;
        }
        var at = 0;
        while (bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var next)
        {
            at += next;
            var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var length);
            if (!isLast && (status == OperationStatus.NeedMoreData || at + length == bytes.Length))
            {
                _before = at > 0 ? bytes[at - 1] : _before;
                return at;
            }
            if (status == OperationStatus.Done)
                Utf8Letters++;
            for (var i = at; i < at + length && status != OperationStatus.Done; i++)
                Take(i > 0 ? bytes[i - 1] : _before, bytes[i], i + 1 < bytes.Length ? bytes[i + 1] : (byte)'\n');
            at += length;
        }
        _before = bytes[^1];
        return bytes.Length;
    }

    private void Take(byte before, byte stray, byte after)
    {
        Count++;
        _windowsScore += Score(_windows[before], _windows[stray], _windows[after]);
        _macScore += Score(_mac[before], _mac[stray], _mac[after]);
    }

    // How well a letter fits between its neighbours.
    private static int Score(char before, char letter, char after) => letter switch
    {
        '’' => char.IsLetter(before) ? 3 : 1,
        '‘' or '“' => char.IsLetter(after) && !char.IsLetter(before) ? 3 : 0,
        '”' => !char.IsLetter(after) ? 3 : 0,
        '…' or '–' or '—' or '•' => char.IsLetter(before) && char.IsLetter(after) ? 1 : 2,
        '£' or '€' => char.IsDigit(after) ? 3 : 1,
        _ when char.IsLower(letter) => char.IsLetter(before) || char.IsLetter(after) ? 2 : 0,
        _ when char.IsUpper(letter) => char.IsLower(before) ? -3 : 1,
        _ when char.IsControl(letter) || char.IsLetter(before) && char.IsLetter(after) => -3,
        _ => -1,
    };

    private static char[] Letters(Encoding encoding) => encoding.GetChars([.. Enumerable.Range(0, 256).Select(value => (byte)value)]);
}
