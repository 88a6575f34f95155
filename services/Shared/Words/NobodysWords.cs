using System.Buffers;
using System.Collections.Frozen;

namespace CoProduction.Shared.Words;

/// <summary>
/// What stands in a text without being anybody's word: addresses of pages and mailboxes, names of files and accounts, percent-encoded letters,
/// and placeholders in square brackets for what was taken out, such as "[name]".
/// </summary>
public static class NobodysWords
{
    private const int LongestPlaceholder = 40, MostPlaceholderWords = 4;
    private const int FewestEncoded = 2;

    private static readonly SearchValues<char> s_joints = SearchValues.Create("%+-./:@_\\=&#0123456789");

    private static readonly SearchValues<char> s_account = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");

    private static readonly FrozenSet<string> s_placeholders = Words("""
        name names surname initials person phone telephone mobile number nhs insurance email mail address postcode date dob detail details url link
        redacted removed withheld anonymised anonymized deleted hidden omitted unreadable illegible inaudible unclear
        """);

    private static readonly FrozenSet<string> s_domains = Words("com org net uk gov edu eu info ie nhs ngo biz cymru");

    // Too short or too like a word to be the end of an address, but for one with a path behind it.
    private static readonly FrozenSet<string> s_domainsWithPath = Words("ly co be gl io tv app link page site online wales scot london health care de fr es pl nl ro pt");

    private static readonly FrozenSet<string> s_files = Words("""
        doc docx docm odt rtf txt pdf xls xlsx xlsm csv ods ppt pptx odp jpg jpeg png gif heic bmp tif tiff webp svg mp3 mp4 mov avi wav zip eml msg html htm xml json log
        """);

    /// <summary>How long the placeholder is, its possessive ending included, that begins at a square bracket of the text; 0 when none does.</summary>
    internal static int PlaceholderAt(ReadOnlySpan<char> text, int at)
    {
        ReadOnlySpan<char> rest = text[(at + 1)..Math.Min(text.Length, at + LongestPlaceholder)];
        int end = rest.IndexOfAny('[', ']');
        if (end < 1 || rest[end] == '[') return 0;
        int words = 0;
        bool isOne = false;
        foreach (Range range in rest[..end].SplitAny(' ', '-', '_', '/'))
        {
            ReadOnlySpan<char> word = rest[range].Trim();
            if (word.IsEmpty) continue;
            words++;
            isOne |= Contains(s_placeholders, word);
        }
        if (!isOne || words > MostPlaceholderWords) return 0;
        ReadOnlySpan<char> after = text[(at + end + 2)..];
        bool isPossessive = after.Length > 1 && Tokeniser.IsApostrophe(after[0]) && after[1] is 's' or 'S' && (after.Length == 2 || !char.IsLetter(after[2]));
        return end + 2 + (isPossessive ? 2 : 0);
    }

    /// <summary>How long what is nobody's word is at a place of the text where a run begins; 0 when there is none.</summary>
    public static int At(ReadOnlySpan<char> text, int at)
    {
        if (text[at] == '[' && PlaceholderAt(text, at) is > 0 and int length) return length;
        Range run = RunAround(text, at);
        return run.Start.Value == at && text[run].IndexOfAny(s_joints) >= 0 && IsAddress(text[run]) ? run.End.Value - at : 0;
    }

    /// <summary>Whether it is worth looking whether the word from start to end stands in an address: cheap, and seldom so.</summary>
    internal static bool MayBeAddress(ReadOnlySpan<char> text, int start, int end) =>
        start > 0 && text[start - 1] is '@' or '%' || end + 1 < text.Length && s_joints.Contains(text[end]) && !char.IsWhiteSpace(text[end + 1]);

    /// <summary>What stands around a place between spaces or brackets, without the punctuation that ends a sentence.</summary>
    internal static Range RunAround(ReadOnlySpan<char> text, int at)
    {
        int start = at, end = at;
        while (start > 0 && !IsBound(text[start - 1])) start--;
        while (end < text.Length && !IsBound(text[end])) end++;
        while (end > at + 1 && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '\u2019') end--;
        return start..end;
    }

    /// <summary>Whether a run is an address of a page or mailbox, the name of a file or account, or has percent-encoded letters.</summary>
    internal static bool IsAddress(ReadOnlySpan<char> run)
    {
        if (run.Contains("://", StringComparison.Ordinal) || run.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || run.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return true;
        if (run.Length > 3 && run[1] == ':' && run[2] == '\\' || run.StartsWith("\\\\", StringComparison.Ordinal)) return true;
        return IsMailboxOrAccount(run) || HasEncoded(run) || EndsAsAddress(run);
    }

    private static bool IsMailboxOrAccount(ReadOnlySpan<char> run)
    {
        int at = run.IndexOf('@');
        if (at > 0) return at + 1 < run.Length && char.IsAsciiLetterOrDigit(run[at - 1]) && run[at..].Contains('.');
        // "@home" is a way to write "at home".
        return at == 0 && run.Length > 2 && !run[1..].ContainsAnyExcept(s_account) && !EnglishWords.Contains(run[1..]);
    }

    private static bool HasEncoded(ReadOnlySpan<char> run)
    {
        int encoded = 0;
        for (int i = run.IndexOf('%'); i >= 0 && i + 2 < run.Length; i++)
            if (run[i] == '%' && char.IsAsciiHexDigit(run[i + 1]) && char.IsAsciiHexDigit(run[i + 2]) && ++encoded == FewestEncoded) return true;
        return false;
    }

    // "nhs.uk/forms", "report_2.docx"; not "good.Very", where somebody left out a space.
    private static bool EndsAsAddress(ReadOnlySpan<char> run)
    {
        int path = run.IndexOfAny('/', '?', '#');
        ReadOnlySpan<char> host = path < 0 ? run : run[..path];
        int dot = host.LastIndexOf('.');
        if (dot > 0 && char.IsAsciiLetterOrDigit(host[dot - 1]))
        {
            ReadOnlySpan<char> ending = host[(dot + 1)..];
            int port = ending.IndexOf(':');
            if (port > 0) ending = ending[..port];
            if (IsEnding(s_domains, ending) || path > 0 && IsEnding(s_domainsWithPath, ending)) return true;
        }
        dot = run.LastIndexOf('.');
        return dot > 0 && IsEnding(s_files, run[(dot + 1)..]);
    }

    // A capital before small letters begins a sentence.
    private static bool IsEnding(FrozenSet<string> endings, ReadOnlySpan<char> ending) =>
        Contains(endings, ending) && !(char.IsAsciiLetterUpper(ending[0]) && char.IsAsciiLetterLower(ending[1]));

    private static bool IsBound(char c) => char.IsWhiteSpace(c) || c is '<' or '>' or '"' or '(' or ')' or '[' or ']' or '{' or '}' or '\u201C' or '\u201D' or '|';

    private static bool Contains(FrozenSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Words(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
