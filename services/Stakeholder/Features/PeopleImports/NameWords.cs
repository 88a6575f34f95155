using System.Globalization;
using System.Text;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>The words of a name as they are compared: lower case, and the same with and without accents, hyphens, apostrophes and titles.</summary>
internal static class NameWords
{
    private static readonly HashSet<string> _titles = [.. "mr mrs ms miss mx dr prof rev revd".Split(' ')];

    // Written apart or together, as in O'Brien and Mac Donald.
    private static readonly HashSet<string> _prefixes = ["o", "mc", "mac"];

    /// <summary>In their order.</summary>
    public static string[] Of(string name)
    {
        var words = Plain(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        for (var i = words.Count - 2; i >= 0; i--)
        {
            if (!_prefixes.Contains(words[i]) || words[i + 1].Length < 4)
                continue;
            words[i] += words[i + 1];
            words.RemoveAt(i + 1);
        }
        var named = words.Where(word => !_titles.Contains(word)).ToList();
        return [.. named.Count > 0 ? named : words];
    }

    /// <summary>Letters and digits in lower case and without accents, with spaces between words.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length + 4);
        foreach (var c in Ascii.IsValid(name) ? name : name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                Append(plain, char.ToLowerInvariant(c));
            else if (c is not ('\'' or '’' or '‘' or '`' or '´' or 'ʼ') && (c < 0x80 || !IsMark(c)))
                AppendFolded(plain, char.ToLowerInvariant(c));
        }
        return plain.ToString();
    }

    private static void AppendFolded(StringBuilder plain, char c)
    {
        foreach (var letter in c switch
        {
            'ł' => "l",
            'ø' => "o",
            'ß' => "ss",
            'æ' => "a",
            'œ' => "o",
            'đ' or 'ð' => "d",
            'ı' => "i",
            'þ' => "th",
            'ħ' => "h",
            'ŧ' => "t",
            'ŋ' => "n",
            _ => char.IsLetterOrDigit(c) ? c.ToString() : " ",
        })
            Append(plain, letter);
    }

    // ü is written ue where there is no such key, ø oe, ä ae and å aa: the second letter goes, so that all of them are alike.
    private static void Append(StringBuilder plain, char c)
    {
        if (plain.Length > 0 && (c == 'e' && plain[^1] is 'u' or 'o' or 'a' || c == 'a' && plain[^1] == 'a') && c != ' ')
            return;
        plain.Append(c);
    }

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;
}
