using System.Globalization;

namespace CoProduction.Shared.Words;

/// <summary>
/// Walks over the words of a text in lower case without allocating; a word is letters with apostrophes inside, cut at the buffer's length, or what a picture stands for.
/// Addresses and placeholders are passed over: see <see cref="NobodysWords"/>.
/// </summary>
public ref struct Tokeniser(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Long enough for English; longer runs of letters are noise.</summary>
    public const int LongestWord = 40;

    private const char FirstPicture = '\u2600';

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _next;

    // Up to here no run is an address.
    private int _plain;

    /// <summary>Where the word begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where the word ends in the text, exclusive.</summary>
    public readonly int End => _next;

    /// <summary>Moves to the next word; false at the end of the text.</summary>
    public bool Next(out ReadOnlySpan<char> word)
    {
        while (ToWord(out word))
        {
            if (word.IsEmpty) word = Word();
            else return true;
            if (Start < _plain || !NobodysWords.MayBeAddress(_text, Start, _next)) return true;
            Range run = NobodysWords.RunAround(_text, Start);
            _plain = run.End.Value;
            if (!NobodysWords.IsAddress(_text[run])) return true;
            _next = _plain;
        }
        word = default;
        return false;
    }

    /// <summary>Whether the character stands for an apostrophe, whichever way it was typed.</summary>
    internal static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u00B4' or '`' or '\u2032' or '\uFF07';

    // To the first letter of a word, or past a picture that stands for one.
    private bool ToWord(out ReadOnlySpan<char> picture)
    {
        picture = default;
        int at = _next;
        while (at < _text.Length && !IsLetter(_text[at]))
        {
            if (_text[at] == '[' && NobodysWords.PlaceholderAt(_text, at) is > 0 and int length)
            {
                at += length;
                continue;
            }
            if (_text[at] >= FirstPicture && Emoji.At(_text, at) is { Word: { } meant, Length: var taken })
            {
                (Start, _next) = (at, at + taken);
                picture = meant;
                return true;
            }
            at++;
        }
        (Start, _next) = (at, at);
        return at < _text.Length;
    }

    private ReadOnlySpan<char> Word()
    {
        int at = Start, length = 0;
        for (; at < _text.Length; at++)
        {
            char c = _text[at];
            if (IsApostrophe(c)) c = '\'';
            else if (IsLetter(c) || IsMark(c)) c = Lower(c);
            else break;
            if (length < _buffer.Length) _buffer[length++] = c;
        }
        _next = at;
        while (length > 0 && _buffer[length - 1] == '\'') length--;
        return _buffer[..length];
    }

    // The letter apostrophe counts as a letter elsewhere.
    private static bool IsLetter(char c) => (uint)((c | 32) - 'a') < 26 || (c >= 0x80 && c != '\u02BC' && char.IsLetter(c));

    // Vowel signs of many scripts are marks, not letters; without them a word would fall apart.
    private static bool IsMark(char c) => c >= 0x300
        && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static char Lower(char c) => (uint)(c - 'A') < 26 ? (char)(c | 32) : c < 0x80 ? c : char.ToLowerInvariant(c);
}
