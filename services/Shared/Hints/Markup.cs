using System.Collections.Frozen;
using System.Globalization;

namespace CoProduction.Shared.Hints;

/// <summary>HTML that a form's export left in somebody's words.</summary>
internal static class Markup
{
    private const int LongestName = 10;
    private const int LongestTag = 300;

    private static readonly FrozenDictionary<string, char> _entities = new Dictionary<string, char>
    {
        ["amp"] = '&', ["lt"] = '<', ["gt"] = '>', ["quot"] = '"', ["apos"] = '\'', ["nbsp"] = '\u00A0', ["rsquo"] = '’', ["lsquo"] = '‘', ["rdquo"] = '”', ["ldquo"] = '“', ["sbquo"] = '‚',
        ["acute"] = '´', ["prime"] = '′', ["ndash"] = '–', ["mdash"] = '—', ["hellip"] = '…', ["shy"] = '\u00AD', ["pound"] = '£', ["euro"] = '€', ["ensp"] = ' ', ["emsp"] = ' ', ["thinsp"] = ' ',
        ["zwnj"] = '\u200C', ["zwj"] = '\u200D', ["bull"] = '•', ["middot"] = '·', ["deg"] = '°', ["frac12"] = '½', ["aacute"] = 'á', ["agrave"] = 'à', ["acirc"] = 'â', ["auml"] = 'ä', ["eacute"] = 'é',
        ["egrave"] = 'è', ["ecirc"] = 'ê', ["euml"] = 'ë', ["iacute"] = 'í', ["iuml"] = 'ï', ["oacute"] = 'ó', ["ocirc"] = 'ô', ["ouml"] = 'ö', ["uacute"] = 'ú', ["uuml"] = 'ü', ["ntilde"] = 'ñ',
        ["ccedil"] = 'ç', ["oslash"] = 'ø', ["aring"] = 'å', ["num"] = '#', ["commat"] = '@', ["period"] = '.', ["comma"] = ',', ["lpar"] = '(', ["rpar"] = ')', ["sol"] = '/', ["colon"] = ':',
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Other words between angle brackets are somebody's own.
    private static readonly FrozenSet<string> _tags = new[]
    {
        "a", "b", "i", "u", "em", "strong", "span", "font", "small", "big", "sub", "sup", "mark", "abbr", "o:p", "s", "del", "ins", "code", "label", "img", "input",
        "p", "br", "div", "li", "ul", "ol", "tr", "td", "th", "table", "tbody", "thead", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "pre", "body", "html", "section", "article", "dl", "dt", "dd",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> _inside = new[] { "a", "b", "i", "u", "em", "strong", "span", "font", "small", "big", "sub", "sup", "mark", "abbr", "o:p", "s", "del", "ins", "code", "label" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sign that an entity at this place stands for, however often its ampersand was written as one, and how many letters it takes; none where there is no entity.</summary>
    public static (char Meant, int Used) Entity(string text, int start)
    {
        var at = start + 1;
        while (text.AsSpan(at).StartsWith("amp;", StringComparison.OrdinalIgnoreCase))
            at += 4;
        var again = at - start > 1 ? ('&', at - start) : ('\0', 0);
        var name = text.AsSpan(at, Math.Min(LongestName, text.Length - at));
        var end = name.IndexOf(';');
        if (end <= 0)
            return again;
        name = name[..end];
        if (_entities.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var meant) || Numbered(name, out meant))
            return (meant, at + end + 1 - start);
        return again;
    }

    /// <summary>How many letters a tag at this place takes and whether it parts lines; none where there is no tag.</summary>
    public static (bool Breaks, int Used) Tag(string text, int start)
    {
        var rest = text.AsSpan(start + 1, Math.Min(LongestTag, text.Length - start - 1));
        var end = rest.IndexOfAny('>', '<', '@'); // an address in a link is somebody's
        if (end <= 0 || rest[end] != '>')
            return default;
        var name = rest[..end].TrimStart('/');
        var length = name.IndexOfAny(" /\n\r\t");
        name = length < 0 ? name : name[..length];
        return _tags.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) ? (!_inside.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name), end + 2) : default;
    }

    private static bool Numbered(ReadOnlySpan<char> name, out char meant)
    {
        meant = '\0';
        if (name is not ['#', ..])
            return false;
        var isHex = name.Length > 1 && name[1] is 'x' or 'X';
        if (!int.TryParse(name[(isHex ? 2 : 1)..], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 9 or > 0xFFFD || char.IsSurrogate((char)code))
            return false;
        meant = code is 146 or 145 ? '’' : (char)code;
        return true;
    }
}
