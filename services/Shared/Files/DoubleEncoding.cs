using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace CoProduction.Shared.Files;

/// <summary>Text that one program wrote in one encoding and another read in another: UTF-8 read as Windows-1252 or Mac Roman (<c>donâ€™t</c>, <c>cafÃ©</c>), or Mac Roman read as Windows-1252 (<c>donÕt</c>).</summary>
public static class DoubleEncoding
{
    internal const int MostTimes = 3;
    private static readonly FrozenDictionary<char, byte> _windows = BytesOf(1252);
    private static readonly FrozenDictionary<char, byte> _mac = BytesOf(10000);
    private static readonly SearchValues<char> _leads = SearchValues.Create([.. Enumerable.Range(0x80, 0x20).Select(c => (char)c), .. Enumerable.Range(0xC2, 0x33).Select(c => (char)c), '√', '‚', '¬', 'Ž', '\uFFFD']);

    // What may stand behind a letter that is right as it is: “IRMÔ, « voilà », AMANHÃ…
    private static readonly SearchValues<char> _closers = SearchValues.Create("‘’“”…–—›»™®°\u00A0\u00AD");
    private static readonly SearchValues<char> _secondsOfA = SearchValues.Create("€‚„†œ\u0080\u0082\u0084\u0086\u009C\u009D");
    private static readonly string[] _shortForms = ["s", "t", "re", "ve", "ll", "d", "m"];

    /// <summary>The text as it was meant, and whether that differs from the text as it is; what is right already stays as it is.</summary>
    public static string Repair(string text, out bool repaired)
    {
        repaired = false;
        for (var times = 0; times < MostTimes && In(text) is { Count: > 0 } places; times++)
        {
            repaired = true;
            text = Apply(text, places);
        }
        return text;
    }

    /// <summary>Where the text was misread the last time, in order, and what was meant there.</summary>
    internal static List<Misread>? In(string text)
    {
        var first = text.AsSpan().IndexOfAny(_leads);
        if (first < 0)
            return null;
        var (found, sure) = (new List<Misread>(), false);
        for (var i = first; i < text.Length;)
        {
            if (At(text, i, found) is { } misread)
            {
                sure |= misread.IsSure;
                found.Add(misread);
                i += misread.Length;
                continue;
            }
            i++;
            var next = text.AsSpan(i).IndexOfAny(_leads);
            i = next < 0 ? text.Length : i + next;
        }
        // One that is sure speaks for others that may be right as they are.
        found.RemoveAll(misread => !misread.IsSure && !(sure && misread.MayFollow));
        return found;
    }

    private static Misread? At(string text, int i, List<Misread> before)
    {
        if (Utf8At(text, i, _windows) is var (meant, length))
            return new(i, length, meant, IsSure(text, i, length, before), MayFollow: length == 2);
        if (text[i] is '√' or '‚' or '¬' && Utf8At(text, i, _mac) is var (onMac, chars))
            return new(i, chars, onMac, chars == 3 ? text[i + 1] == 'Ä' : IsLetterAt(text, i + chars) || IsLetterAt(text, i - 1) || text[i] == '¬', MayFollow: false);
        if (text[i] == 'â' && i + 1 < text.Length && text[i + 1] == '€')
            return new(i, i + 2 < text.Length && text[i + 2] == '\uFFFD' ? 3 : 2, "”", true, false); // whose last byte is no letter in Windows-1252, and was lost
        if (text[i] is >= '\u0080' and < '\u00A0' && text[i] != '\u0085' && _windowsOf[text[i] - 0x80] is var onWindows && onWindows != text[i])
            return new(i, 1, onWindows.ToString(), true, false);
        return OneLetterAt(text, i) is { } letter ? new(i, 1, letter, true, false) : null;
    }

    private static readonly char[] _windowsOf = [.. CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetChars([.. Enumerable.Range(0x80, 0x20).Select(b => (byte)b)])];

    // Capitals that no word has behind a small letter.
    private static string? OneLetterAt(string text, int i)
    {
        var afterSmall = i > 0 && (char.IsLower(text[i - 1]) || text[i - 1] == 'I');
        return text[i] switch
        {
            'Õ' or 'Æ' when afterSmall && IsShortForm(text.AsSpan(i + 1)) => "’",
            '\uFFFD' when i > 0 && (text[i - 1] == 'I' || (text[i - 1] == 'n' && i + 1 < text.Length && text[i + 1] == 't')) && IsShortForm(text.AsSpan(i + 1)) => "’",
            'Õ' when i > 1 && text[i - 1] == 's' && char.IsLower(text[i - 2]) && !IsLetterAt(text, i + 1) => "’",
            'É' when i > 0 && char.IsLower(text[i - 1]) && !IsLetterAt(text, i + 1) => "…",
            'Ž' when i > 0 && char.IsLower(text[i - 1]) && !(i + 1 < text.Length && char.IsUpper(text[i + 1])) => "é",
            'Ó' when i > 0 && (char.IsLower(text[i - 1]) || text[i - 1] is '.' or '!' or '?' or ',') && !IsLetterAt(text, i + 1) => "”",
            'Ò' when !IsLetterAt(text, i - 1) && IsLetterAt(text, i + 1) && IsClosedOnMac(text.AsSpan(i + 1)) => "“",
            'Ð' when i > 0 && text[i - 1] == ' ' && i + 1 < text.Length && text[i + 1] == ' ' => "–",
            _ => null,
        };
    }

    private static bool IsClosedOnMac(ReadOnlySpan<char> after)
    {
        var end = after[..Math.Min(after.Length, 500)].IndexOfAny('Ó', 'Ò');
        return end > 0 && after[end] == 'Ó' && (end + 1 == after.Length || !char.IsLetter(after[end + 1])) && !char.IsUpper(after[end - 1]);
    }

    private static bool IsShortForm(ReadOnlySpan<char> after)
    {
        foreach (var form in _shortForms)
        {
            if (after.StartsWith(form) && (after.Length == form.Length || !char.IsLetterOrDigit(after[form.Length])))
                return true;
        }
        return false;
    }

    private static (string Meant, int Length)? Utf8At(string text, int i, FrozenDictionary<char, byte> byteOf)
    {
        if (!byteOf.TryGetValue(text[i], out var lead))
            return null;
        var length = lead switch { >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 0 };
        if (length == 0 || i + length > text.Length)
            return null;
        Span<byte> bytes = [lead, 0, 0, 0];
        for (var at = 1; at < length; at++)
        {
            if (!byteOf.TryGetValue(text[i + at], out bytes[at]) || bytes[at] is < 0x80 or > 0xBF)
                return null;
        }
        return Rune.DecodeFromUtf8(bytes[..length], out var rune, out var used) == OperationStatus.Done && used == length ? (rune.ToString(), length) : null;
    }

    private static bool IsSure(string text, int i, int length, List<Misread> before) => text[i] switch
    {
        _ when length == 4 => text[i + 1] is 'Ÿ' or '\u009F',
        'â' => _secondsOfA.Contains(text[i + 1]) || IsInRun(text, i, length, before),
        'ï' => text[i + 1] is '»' or '¿' or '¬' or '¸',
        'Â' or 'Ã' when !_closers.Contains(text[i + 1]) => true,
        'Â' when text[i + 1] == '\u00A0' => !(i > 0 && text[i - 1] is '“' or '«' or '‘' or '\u00A0'),
        'Â' or 'Ã' or 'Ä' or 'Å' => IsInSmallWord(text, i, length),
        _ => IsInRun(text, i, length, before),
    };

    private static bool IsInSmallWord(string text, int i, int length) =>
        (i > 0 && char.IsLower(text[i - 1])) || (!(i > 0 && char.IsUpper(text[i - 1])) && IsLetterAt(text, i + length));

    private static bool IsInRun(string text, int i, int length, List<Misread> before) =>
        (before.Count > 0 && before[^1].Start + before[^1].Length == i) || (i + length < text.Length && Utf8At(text, i + length, _windows) is not null);

    private static bool IsLetterAt(string text, int i) => i >= 0 && i < text.Length && char.IsLetter(text[i]);

    private static string Apply(string text, List<Misread> places)
    {
        var (meant, from) = (new StringBuilder(text.Length), 0);
        foreach (var place in places)
        {
            meant.Append(text, from, place.Start - from).Append(place.Meant);
            from = place.Start + place.Length;
        }
        return meant.Append(text, from, text.Length - from).ToString();
    }

    // Windows-1252 leaves five bytes without a letter; programs read those, and some all of the first thirty-two, as control characters.
    private static FrozenDictionary<char, byte> BytesOf(int page)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page)!;
        var bytes = new Dictionary<char, byte>();
        for (var b = 0x80; b <= 0xFF; b++)
        {
            bytes.TryAdd(encoding.GetChars([(byte)b])[0], (byte)b);
            if (page == 1252 && b < 0xA0)
                bytes.TryAdd((char)b, (byte)b);
        }
        return bytes.ToFrozenDictionary();
    }

    /// <summary>A place that was misread.</summary>
    internal readonly record struct Misread(int Start, int Length, string Meant, bool IsSure, bool MayFollow);
}
