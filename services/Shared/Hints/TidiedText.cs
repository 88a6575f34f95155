using System.Buffers;
using CoProduction.Shared.Files;

namespace CoProduction.Shared.Hints;

/// <summary>
/// A text as a person reads it, with a map back to the places where it was written: white space of any kind is one space or line break, signs that cannot be seen are none,
/// every apostrophe is the same, HTML reads as it shows, and what was read in a wrong encoding as it was meant.
/// </summary>
internal sealed class TidiedText
{
    private static readonly SearchValues<char> _untidy = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c != '\n').Select(c => (char)c), .. Enumerable.Range(0x7F, 0x2F).Select(c => (char)c), .. Enumerable.Range(0xC2, 0x33).Select(c => (char)c),
        .. Enumerable.Range(0x2000, 0x70).Select(c => (char)c), '&', '<', '`', '´', '\u02B9', '\u02BB', '\u02BC', '\u055A', '\u1680', '\u221A', '¬', 'Ž', '\u3000', '\uFEFF', '\uFF07', '\uFFFD']);

    private readonly int[]? _starts;
    private readonly int[]? _ends;

    private TidiedText(string text, int[]? starts, int[]? ends, bool hidesSigns) => (Text, _starts, _ends, HidesSigns) = (text, starts, ends, hidesSigns);

    /// <summary>What is read.</summary>
    public string Text { get; }

    /// <summary>Whether a sign that cannot be seen stands between two letters, where a space may have been meant or none.</summary>
    public bool HidesSigns { get; }

    /// <summary>Of most texts this is the text itself; <paramref name="hiddenAreSpaces"/> reads each sign that cannot be seen as a space.</summary>
    public static TidiedText Of(string text, bool hiddenAreSpaces = false)
    {
        if (!text.AsSpan().ContainsAny(_untidy) && !text.Contains("  ", StringComparison.Ordinal))
            return new(text, null, null, false);
        var letters = new Letters(text);
        for (var times = 0; times < DoubleEncoding.MostTimes && DoubleEncoding.In(letters.Text) is { Count: > 0 } misread; times++)
            letters = letters.Meant(misread);
        return Tidy(letters, hiddenAreSpaces, text.Length);
    }

    /// <summary>Where in the text as it was written a letter of the tidied one begins.</summary>
    public int StartOf(int at) => _starts is null ? at : _starts[at];

    /// <summary>Where in the text as it was written ends what ends before <paramref name="end"/> in the tidied one.</summary>
    public int EndOf(int end) => _ends is null ? end : _ends[end - 1];

    private static TidiedText Tidy(Letters from, bool hiddenAreSpaces, int length)
    {
        var (text, to) = (from.Text, new Letters(from.Text.Length));
        var (space, spaceStart, spaceEnd, hidesSigns) = ('\0', 0, 0, false);
        for (var i = 0; i < text.Length;)
        {
            var (read, used) = Read(text, i);
            if (read == Hidden)
            {
                hidesSigns |= to.EndsWithLetter && space == '\0';
                read = hiddenAreSpaces ? ' ' : read;
            }
            if (read is ' ' or '\n')
            {
                if (space == '\0')
                    spaceStart = from.StartOf(i);
                space = space == '\n' ? '\n' : read;
                spaceEnd = from.EndOf(i + used);
            }
            else if (read != Hidden && read != NoSign)
            {
                if (space != '\0' && to.Count > 0)
                    to.Add(space, spaceStart, spaceEnd);
                space = '\0';
                to.Add(read, from.StartOf(i), from.EndOf(i + used));
            }
            i += used;
        }
        return to.Count == length ? new(to.Text, null, null, hidesSigns) : new(to.Text, to.Starts, to.Ends, hidesSigns);
    }

    private const char Hidden = '\u200B';
    private const char NoSign = '\0';

    private static (char Read, int Used) Read(string text, int i) => text[i] switch
    {
        ' ' => (' ', 1),
        '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' => ('\n', 1),
        '\'' or '’' or '‘' or '`' or '´' or '‛' or '′' or '\u02B9' or '\u02BB' or '\u02BC' or '\u055A' or '\uFF07' => ('\'', 1),
        '\u00AD' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2064') => (Hidden, 1),
        '&' => Markup.Entity(text, i) is { Used: > 0 } entity ? (AsRead(entity.Meant), entity.Used) : ('&', 1),
        '<' => Markup.Tag(text, i) is { Used: > 0 } tag ? (tag.Breaks ? '\n' : NoSign, tag.Used) : ('<', 1),
        var c when char.IsWhiteSpace(c) || char.IsControl(c) => (' ', 1),
        var c => (c, 1),
    };

    // An entity may stand for any of the signs that are tidied where they are written as they are.
    private static char AsRead(char meant) => meant is '&' or '<' ? meant : Read(meant.ToString(), 0).Read;

    // Letters, each with its place in the text as it was written.
    private sealed class Letters
    {
        private readonly char[]? _letters;
        private readonly string? _text;

        public Letters(string text) => (_text, Count) = (text, text.Length);

        public Letters(int most) => (_letters, Starts, Ends) = (new char[most], new int[most], new int[most]);

        public int[]? Starts { get; }

        public int[]? Ends { get; }

        public int Count { get; private set; }

        public string Text => _text ?? new string(_letters!, 0, Count);

        public bool EndsWithLetter => Count > 0 && char.IsLetterOrDigit(_letters![Count - 1]);

        public int StartOf(int at) => Starts is null ? at : Starts[at];

        public int EndOf(int end) => Ends is null ? end : Ends[end - 1];

        public void Add(char letter, int start, int end)
        {
            (_letters![Count], Starts![Count], Ends![Count]) = (letter, start, end);
            Count++;
        }

        public Letters Meant(List<DoubleEncoding.Misread> misread)
        {
            var (text, meant, at) = (Text, new Letters(Count), 0);
            foreach (var place in misread)
            {
                for (; at < place.Start; at++)
                    meant.Add(text[at], StartOf(at), EndOf(at + 1));
                at += place.Length;
                foreach (var letter in place.Meant)
                    meant.Add(letter, StartOf(place.Start), EndOf(at));
            }
            for (; at < text.Length; at++)
                meant.Add(text[at], StartOf(at), EndOf(at + 1));
            return meant;
        }
    }
}
