using System.Globalization;

namespace CoProduction.Analytics.Theming;

/// <summary>Walks over the words of a text in lower case without allocating; a word is letters with apostrophes inside, cut at the buffer's length, or what a picture stands for.</summary>
internal ref struct Tokeniser(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Long enough for English; longer runs of letters are noise.</summary>
    public const int LongestWord = 40;

    private const char FirstPicture = '\u2600';

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _next;

    /// <summary>Where the word begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where the word ends in the text, exclusive.</summary>
    public readonly int End => _next;

    /// <summary>Moves to the next word; false at the end of the text.</summary>
    public bool Next(out ReadOnlySpan<char> word)
    {
        int at = _next;
        for (; at < _text.Length && !IsLetter(_text[at]); at++)
        {
            if (_text[at] < FirstPicture || Emoji.At(_text, at) is not { Word: { } meant, Length: var taken }) continue;
            (Start, _next) = (at, at + taken);
            word = meant;
            return true;
        }
        Start = at;
        int length = 0;
        for (; at < _text.Length; at++)
        {
            char c = _text[at];
            if (IsLetter(c) || IsMark(c)) c = Lower(c);
            else if (c is '\'' or '\u2019') c = '\'';
            else break;
            if (length < _buffer.Length) _buffer[length++] = c;
        }
        _next = at;
        while (length > 0 && _buffer[length - 1] == '\'') length--;
        word = _buffer[..length];
        return length > 0;
    }

    private static bool IsLetter(char c) => (uint)((c | 32) - 'a') < 26 || (c >= 0x80 && char.IsLetter(c));

    // Vowel signs of many scripts are marks, not letters; without them a word would fall apart.
    private static bool IsMark(char c) => c >= 0x300
        && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static char Lower(char c) => (uint)(c - 'A') < 26 ? (char)(c | 32) : c < 0x80 ? c : char.ToLowerInvariant(c);
}
