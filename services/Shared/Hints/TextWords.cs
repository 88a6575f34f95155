using System.Runtime.InteropServices;

namespace CoProduction.Shared.Hints;

/// <summary>What stands before a word.</summary>
[Flags]
internal enum Gap
{
    None = 0,
    Comma = 1,
    Line = 2,
    Sentence = 4,
    Hyphen = 8,
    Placeholder = 16,
    Bracket = 32,
}

/// <summary>A word in a tidied text: its place, its number in the lexicon, and whether its capital means something.</summary>
internal readonly record struct TextWord(int Start, int End, int Id, WordKinds Kinds, Gap Before, bool Capital, bool AllCapitals, bool DotAfter)
{
    public int Length => End - Start;

    public bool Is(WordKinds kinds) => (Kinds & kinds) != 0;

    /// <summary>Whether it goes on from the word before in the same phrase.</summary>
    public bool Follows => (Before & ~Gap.Hyphen) == 0;
}

/// <summary>Cuts a tidied text into words, once for all rules.</summary>
internal sealed class TextWords(Lexicon lexicon)
{
    private const int FewestShouted = 3;
    private const int FewestShoutedLetters = 10;
    private const int LongestPlaceholder = 28;
    private static readonly string[] _placeholders = ["name", "nhs number", "phone number", "email address", "national insurance number", "postcode", "address", "date", "detail", "redacted", "removed", "surname", "first name", "staff name", "person", "place", "x", "xx", "xxx"];

    private readonly List<TextWord> _words = [];

    public int Capacity => _words.Capacity;

    /// <summary>What any of the words read last can be.</summary>
    public WordKinds Kinds { get; private set; }

    public ReadOnlySpan<TextWord> Read(string text)
    {
        _words.Clear();
        Kinds = WordKinds.None;
        var (gap, shoutedFrom, capitals, letters) = (Gap.Sentence, 0, 0, 0);
        Span<char> small = stackalloc char[Lexicon.LongestWord];
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (!char.IsLetterOrDigit(c))
            {
                if (c == '[' && PlaceholderLength(text.AsSpan(i)) is var placeholder and > 0)
                {
                    gap |= Gap.Placeholder | Gap.Sentence;
                    i += placeholder;
                    continue;
                }
                gap |= GapOf(text, i);
                i++;
                continue;
            }
            var word = WordAt(text, i, gap, small);
            if (word.AllCapitals || (word.Length == 1 && char.IsUpper(c)))
            {
                capitals += word.Length;
            }
            else if (!char.IsDigit(c))
            {
                EndShouting(shoutedFrom, _words.Count - shoutedFrom);
                shoutedFrom = _words.Count + 1;
            }
            letters += char.IsDigit(c) ? 0 : word.Length;
            _words.Add(word);
            Kinds |= word.Kinds;
            gap = Gap.None;
            i = word.End;
        }
        EndShouting(shoutedFrom, _words.Count - shoutedFrom);
        if (letters >= FewestShoutedLetters && capitals * 10 > letters * 6)
            EndShouting(0, _words.Count);
        return CollectionsMarshal.AsSpan(_words);
    }

    // In words that are all capitals no capital tells a name.
    private void EndShouting(int from, int count)
    {
        var letters = 0;
        for (var i = from; i < from + count; i++)
            letters += _words[i].Length;
        if (count < FewestShouted || letters < FewestShoutedLetters)
            return;
        for (var i = from; i < from + count; i++)
            _words[i] = _words[i] with { Capital = false };
    }

    private TextWord WordAt(string text, int start, Gap gap, Span<char> small)
    {
        if (Abbreviation(text, start, small) is { } abbreviation)
            return abbreviation with { Before = gap };
        var (end, length, upper, lower) = (start, 0, 0, 0);
        for (; end < text.Length; end++)
        {
            var c = text[end];
            if (c is >= 'a' and <= 'z')
                lower++;
            else if (c is >= 'A' and <= 'Z')
            {
                upper++;
                c = (char)(c | 0x20);
            }
            else if (c == '\'')
            {
                if (end + 1 >= text.Length || !char.IsLetter(text[end + 1]))
                    break;
            }
            else if (c > 127 && char.IsLetter(c))
            {
                (upper, lower) = char.IsUpper(c) ? (upper + 1, lower) : (upper, lower + 1);
                c = Plain(c);
            }
            else if (!char.IsDigit(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
                break;
            if (length < small.Length)
                small[length] = c;
            length++;
        }
        var id = length <= small.Length ? lexicon.IdOf(small[..length]) : 0;
        var dotAfter = end < text.Length && text[end] == '.';
        return new(start, end, id, lexicon.KindsOf(id), gap, char.IsUpper(text[start]), upper > 1 && lower == 0, dotAfter);
    }

    // G.P. and the like, which is one word.
    private TextWord? Abbreviation(string text, int start, Span<char> small)
    {
        var (end, length) = (start, 0);
        while (end + 1 < text.Length && char.IsLetter(text[end]) && text[end + 1] == '.' && length < 6)
        {
            small[length++] = char.ToLowerInvariant(text[end]);
            end += 2;
        }
        if (length < 2)
            return null;
        var id = lexicon.IdOf(small[..length]);
        return (lexicon.KindsOf(id) & WordKinds.Abbreviation) != 0 ? new(start, end - 1, id, lexicon.KindsOf(id), Gap.None, true, true, true) : null;
    }

    private static Gap GapOf(string text, int i) => text[i] switch
    {
        ' ' => Gap.None,
        '.' => i + 1 < text.Length && text[i + 1] is not (' ' or '\n') && !char.IsUpper(text[i + 1]) ? Gap.Comma : Gap.Sentence,
        '!' or '?' or ';' or '…' => Gap.Sentence,
        '\n' => Gap.Line,
        '-' or '\u2010' or '\u2011' => Gap.Hyphen,
        '(' or ')' or '[' or ']' => Gap.Bracket,
        _ => Gap.Comma,
    };

    private static int PlaceholderLength(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, LongestPlaceholder)].IndexOf(']');
        if (end < 0)
            return 0;
        foreach (var placeholder in _placeholders)
        {
            if (text[1..end].Trim().Equals(placeholder, StringComparison.OrdinalIgnoreCase))
                return end + 1;
        }
        return 0;
    }

    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿăąćčďđęěğıłńňőřśşšťůűźżžÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝĂĄĆČĎĐĘĚĞİŁŃŇŐŘŚŞŠŤŮŰŹŻŽ";
    private const string Unaccented = "aaaaaaceeeeiiiinoooooouuuuyyaaccddeegilnnorssstuuzzzaaaaaaceeeeiiiinoooooouuuuyaaccddeegilnnorssstuuzzz";

    private static char Plain(char letter)
    {
        var at = Accented.IndexOf(letter);
        return at < 0 ? char.ToLowerInvariant(letter) : Unaccented[at];
    }
}
