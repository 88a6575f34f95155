using System.Text.RegularExpressions;
using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>Days of birth: a date in any common form near a word for birth, or directly behind a name.</summary>
internal static partial class BirthDates
{
    private const int Near = 45;

    private const string Month = @"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";
    private const string Apart = @"\s?[./\-\u2010-\u2015,_\\:|\s]\s?";
    private const string Day = @"\d{1,2}\s?(?:st|nd|rd|th)?";
    private const string Ordinal = @"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|(?:twenty|thirty)[\s\-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))";
    private const string Weekday = @"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,?\s(?:the\s)?)?";
    private const string Year = @"(?:\d{4}|'?\d{2})";

    /// <summary>Days of birth in a tidied text; <paramref name="nameEnds"/> are the places where names end.</summary>
    public static void Find(string text, List<int> nameEnds, List<(HeldKind, int, int)> found)
    {
        foreach (var birth in Birth().EnumerateMatches(text))
        {
            var from = birth.Index + birth.Length;
            foreach (var date in AnyDate().EnumerateMatches(text.AsSpan(0, Math.Min(text.Length, from + Near + 20)), from))
            {
                if (date.Index - from > Near || text.AsSpan(from, date.Index - from).IndexOfAnyInRange('0', '9') >= 0)
                    break;
                found.Add((HeldKind.DateOfBirth, date.Index, date.Index + date.Length));
                break;
            }
            var close = text.AsSpan(from, Math.Min(30, text.Length - from));
            foreach (var date in PackedDate().EnumerateMatches(close))
                found.Add((HeldKind.DateOfBirth, from + date.Index, from + date.Index + date.Length));
            var before = Math.Max(0, birth.Index - Near);
            if (!MayFollowDate().IsMatch(text.AsSpan(birth.Index, birth.Length)))
                continue;
            foreach (var date in AnyDate().EnumerateMatches(text.AsSpan(0, birth.Index), before))
            {
                if (IsSameSentence(text.AsSpan(date.Index + date.Length, birth.Index - date.Index - date.Length)))
                    found.Add((HeldKind.DateOfBirth, date.Index, date.Index + date.Length));
            }
        }
        foreach (var end in nameEnds)
        {
            if (BehindName().Match(text, end, Math.Min(40, text.Length - end)) is { Success: true } behind)
                found.Add((HeldKind.DateOfBirth, behind.Groups["date"].Index, behind.Groups["date"].Index + behind.Groups["date"].Length));
        }
    }

    private static bool IsSameSentence(ReadOnlySpan<char> between) => between.IndexOfAny('!', '?', '\n') < 0 && !between.Contains(". ", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\w)(?:d\s?[./]?\s?o\s?[./]?\s?b\b|d\sof\sb\b|dat?e?\s?of\s?birth|birth\s?dates?|birth\s?day|b'?day|born\b|b\.(?=\s?\d)|birthdate)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Birth();

    [GeneratedRegex(@"^(?:d|birth|b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MayFollowDate();

    [GeneratedRegex(@"(?<![\d£$])(?:" +
        @"\d{4}" + Apart + @"\d{1,2}" + Apart + @"\d{1,2}(?!\d)" +
        @"|\d{1,2}" + Apart + @"\d{1,2}" + Apart + Year + @"(?!\d)" +
        @"|" + Weekday + @"(?:the\s)?" + Day + @"(?:\sday)?[\s\-./,]{0,2}(?:of\s)?" + Month + @"(?:[\s\-./,]{0,2}(?:in\s)?" + Year + @"(?!\d))?" +
        @"|\d{4}[\s\-./,]{1,2}" + Month + @"[\s\-./,]{1,2}" + Day + @"(?!\d)" +
        @"|\b" + Month + @"[\s\-./]{0,2}(?:the\s)?" + Day + @"(?!\d)(?:[\s\-./,]{1,2}" + Year + @"(?!\d))?" +
        @"|\b(?:the\s)?" + Ordinal + @"\s(?:of\s)?(?:the\s)?(?:" + Month + "|" + Ordinal + @")(?:,?\s(?:of\s)?(?:\d{4}|\d{2}|(?:nineteen|twenty|two\sthousand)?[\s\-]?(?:and\s)?(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s\-](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)?)\b)?" +
        @")", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnyDate();

    [GeneratedRegex(@"(?<!\d)(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)\d{2}|\d{2})|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)")]
    private static partial Regex PackedDate();

    [GeneratedRegex(@"\G(?:'s)?[,:;]?\s?\(?(?:(?:aged?\s)?(?:born\s)?)(?<date>\d{1,2}[./\-]\d{1,2}[./\-](?:\d{4}|'?\d{2})(?!\d)|\d{4}-\d{2}-\d{2}(?!\d)|" + Day + @"\s(?:of\s)?" + Month + @",?\s" + Year + @"(?!\d))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BehindName();
}
