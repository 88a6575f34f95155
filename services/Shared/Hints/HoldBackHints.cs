using System.Buffers;
using System.Text.RegularExpressions;
using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>Finds what a person should look at before others read a text. Hints only: they miss some and stop some that are fine.</summary>
public static partial class HoldBackHints
{
    private const string Month = @"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private const string AnyDate = @"(?:\d{1,2}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?(?:\d{4}|\d{2})|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?" + Month + @"(?:,?\s\d{4}|\s\d{2})?|" + Month + @"\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?)\b";
    private const int MostDigits = 15; // of a phone number with 0044 before it
    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789");

    /// <summary>The hints in a text in order of their place; none for most.</summary>
    public static IReadOnlyList<Hint> Find(string text)
    {
        List<Hint>? hints = null;
        if (text.AsSpan().ContainsAny(_digits))
        {
            AddNumbers(text, ref hints);
            Add(text, HeldKind.NhsNumber, NamedNhsNumber(), ref hints);
            Add(text, HeldKind.NationalInsurance, NationalInsurance(), ref hints);
            Add(text, HeldKind.Postcode, Postcode(), ref hints);
            Add(text, HeldKind.Address, Address(), ref hints);
            if (NearBirth().IsMatch(text))
                Add(text, HeldKind.DateOfBirth, Date(), ref hints);
            Add(text, HeldKind.Other, OtherNumber(), ref hints);
        }
        Add(text, HeldKind.Email, Email(), ref hints);
        if (text.Contains('@'))
            Add(text, HeldKind.Other, Handle(), ref hints);
        AddNames(text, ref hints);
        foreach (var (start, length) in HarmSigns.Find(text))
            (hints ??= []).Add(new(HeldKind.Harm, start, length));
        return hints is null ? [] : Outermost(hints);
    }

    // A name may be found by its title, by whose it is and by itself: one reason is enough.
    private static List<Hint> Outermost(List<Hint> hints)
    {
        var (outermost, ends) = (new List<Hint>(), new Dictionary<HeldKind, int>());
        foreach (var hint in hints.OrderBy(hint => hint.Start).ThenByDescending(hint => hint.Length))
        {
            if (hint.End <= ends.GetValueOrDefault(hint.Kind))
                continue;
            ends[hint.Kind] = hint.End;
            outermost.Add(hint);
        }
        return outermost;
    }

    // Numbers may stand side by side with no word between them: from each group of digits on, the longest run of groups that is somebody's number.
    private static void AddNumbers(string text, ref List<Hint>? hints)
    {
        foreach (var numbers in LongNumbers().EnumerateMatches(text))
        {
            var end = numbers.Index + numbers.Length;
            for (var start = numbers.Index; start < end;)
            {
                if (NumberAt(text, start, end) is not { } hint)
                    start = AfterGroup(text, start, end);
                else
                {
                    (hints ??= []).Add(hint);
                    start = hint.End;
                }
            }
        }
    }

    // A ten-digit number whose check digit is right is an NHS number; another long one that looks like a phone's is a phone number.
    private static Hint? NumberAt(string text, int start, int end)
    {
        while (start < end && !(char.IsAsciiDigit(text[start]) || text[start] is '+' or '('))
            start++;
        Span<char> digits = stackalloc char[MostDigits];
        var count = 0;
        Hint? longest = null;
        for (var i = start; i < end && count < MostDigits; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            digits[count++] = text[i];
            if (i + 1 < end && char.IsAsciiDigit(text[i + 1]))
                continue;
            if (KindOf(text[start], digits[..count]) is { } kind)
                longest = new(kind, start, i + 1 - start);
        }
        return longest;
    }

    private static HeldKind? KindOf(char first, ReadOnlySpan<char> digits) =>
        NhsNumber.IsValid(digits) ? HeldKind.NhsNumber
        : LooksLikePhone(first, digits) ? HeldKind.Phone
        : null;

    private static int AfterGroup(string text, int start, int end)
    {
        while (start < end && !char.IsAsciiDigit(text[start]))
            start++;
        while (start < end && char.IsAsciiDigit(text[start]))
            start++;
        return start;
    }

    private static bool LooksLikePhone(char first, ReadOnlySpan<char> digits) =>
        first == '+' ? digits.StartsWith("44") && digits.Length is 12 or 13
        : digits.StartsWith("0044") ? digits.Length is 14 or 15
        : digits is ['0', '1' or '2' or '3' or '5' or '7' or '8', ..] && digits.Length is 10 or 11 && !IsFreephone(digits);

    // Nobody's own but a service's.
    private static bool IsFreephone(ReadOnlySpan<char> digits) => digits.StartsWith("0800") || digits.StartsWith("0808");

    private static void AddNames(string text, ref List<Hint>? hints)
    {
        foreach (var (start, end) in GivenNames.In(text))
            (hints ??= []).Add(new(HeldKind.Name, start, end - start));
        foreach (var pattern in new[] { Title(), SmallTitle(), Relation(), Called(), Initials() })
        {
            for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
            {
                var name = match.Groups["name"];
                if (!CapitalisedWords.AreEveryday(name.Value))
                    (hints ??= []).Add(new(HeldKind.Name, match.Groups["whole"].Index, name.Index + name.Length - match.Groups["whole"].Index));
            }
        }
    }

    private static void Add(string text, HeldKind kind, Regex pattern, ref List<Hint>? hints)
    {
        foreach (var match in pattern.EnumerateMatches(text))
            (hints ??= []).Add(new(kind, match.Index, match.Length));
    }

    [GeneratedRegex(@"(?<![\d£$.,])(?:\+|00)?\(?\d(?:[\s()\-\u2010-\u2015.+]{0,2}\d){8,}")]
    private static partial Regex LongNumbers();

    [GeneratedRegex(@"(?<!\b(?:part|model|serial|order|item|product|ref|reference|code)\s(?:no\.?\s|number\s|is\s)?)\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", RegexOptions.IgnoreCase)]
    private static partial Regex NationalInsurance();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"(?<![\w.+\-'])[\w.+\-']+(?:@|\s?[\(\[]\s?at\s?[\)\]]\s?)[\w\-]+(?:(?:\.|\s?[\(\[]?\s?dot\s?[\)\]]?\s?)[\w\-]+)+", RegexOptions.IgnoreCase)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b(?<whole>(?:Dr|Doctor|Mr|Mrs|Ms|Miss|Mx|Nurse|Sister|Matron|Prof|Professor|Rev|Father|Councillor|[Nn]urse|[Dd]octor|[Dd]r|[Mm]rs?)\.?\s+(?:\p{Lu}(?:\.\s?|\s)){0,3}(?<name>\p{Lu}[\p{L}'’\-]+(?:\s\p{Lu}[\p{L}'’\-]+){0,2}))")]
    private static partial Regex Title();

    [GeneratedRegex(@"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]he)\s(?:\p{Ll}+\s){0,2}?(?:son|daughter|husband|wife|partner|boyfriend|girlfriend|mum|mother|mam|dad|father|brother|sister|nan|gran|grandad|granddaughter|grandson|niece|nephew|aunt|uncle|friend|neighbour|carer|worker|helper|nurse|keyworker|advocate|manager|therapist|key\sworker|consultant|doctor),?\s(?:is\scalled\s|is\s|called\s|named\s)?(?<whole>(?<name>\p{Lu}[\p{L}'’\-]+(?:\s\p{Lu}[\p{L}'’\-]+){0,2}))")]
    private static partial Regex Relation();

    [GeneratedRegex(@"\b(?:called|named|name\sis|name's)\s(?<whole>(?<name>\p{Lu}[\p{L}'’\-]+(?:\s\p{Lu}[\p{L}'’\-]+){0,2}))")]
    private static partial Regex Called();

    // Nobody's capital shows where a name begins here: what mostly follows a title that stands alone is left out.
    [GeneratedRegex(@"\b(?<whole>(?:dr|prof|mr|mrs|ms|mx|rev)\.?\s(?<name>(?!(?:who|was|is|said|and|has|had|did|does|at|on|in|or|to|for|will|would|could|came|told|gave|never|always|at|appointments?|surgery|surgerys|visits?|that|i|he|she|they|there|here|the|a|but|because|when|if|with|from|again|about|please)\b)\p{Ll}[\p{L}'’\-]{2,}))")]
    private static partial Regex SmallTitle();

    [GeneratedRegex(@"(?<![\w.])(?<whole>(?<name>\p{Lu}\.\s?(?:\p{Lu}\.(?=\s(?:on|from|at|in|is|was|has|helped)\b)|\p{Lu}\p{Ll}{2,}))[\p{L}'’\-]{0,30})")]
    private static partial Regex Initials();

    [GeneratedRegex(@"\b(?:(?:flat|apartment)\s\d{1,3}[a-z]?,?\s(?:\p{Lu}[\p{L}'’]{1,20},?\s){1,3}(?:court|house|lodge|tower|towers|mansions|point|heights|buildings|road|street|lane|avenue|close)|\d{1,4}[a-z]?,?\s(?:(?!(?i:minutes?|mins?|miles?|hours?|days?|weeks?|months?|years?|people|long|short|main|busy|bus|side|high|nice|new|old|other|different|staff|beds?|metres?|yards?|doors?|steps?|of|the|on|in|at|to|and|or|for|down|up)\b)[\p{L}'’]{2,20}\s){1,3}(?:road|rd|street|lane|avenue|ave|close|drive|crescent|grove|terrace|gardens|court|walk|mews|view|cottages|villas))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(?:d\.?\s?o\.?\s?b\b|date\sof\sbirth|born|birthday)[^\n]{0,40}?\b" + AnyDate, RegexOptions.IgnoreCase)]
    private static partial Regex NearBirth();

    [GeneratedRegex(@"\b" + AnyDate, RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    [GeneratedRegex(@"\b(?:passport|payroll|hospital|patient|account|acc|sort\scode|licence|staff|employee|reg|registration|number\splate)\.?\s(?:no\.?|number|num|is|plate)?:?\s?(?:is\s)?[A-Z]{0,3}\s?(?:\d[\d\- ]{3,14}\d|\d{2}\s?[A-Z]{3})\b", RegexOptions.IgnoreCase)]
    private static partial Regex OtherNumber();

    [GeneratedRegex(@"(?<![\w.@])@[A-Za-z_]\w{2,30}\b(?!\.\w|\()")]
    private static partial Regex Handle();

    // Somebody who mistypes theirs has still told it.
    [GeneratedRegex(@"(?<=\bNHS\s(?:no\b\.?|number|num\b)(?:\sis|\swas)?[:\s#]{0,3})\d(?:[\s\-]{0,2}\d){8,10}\b", RegexOptions.IgnoreCase)]
    private static partial Regex NamedNhsNumber();
}
