using System.Buffers;
using System.Text.RegularExpressions;
using CoProduction.Review.V1;

namespace CoProduction.Review.Intake;

/// <summary>Finds what a person should look at before a statement is themed. Hints only: they miss some and stop some that are fine.</summary>
internal static partial class HoldBackHints
{
    private const int MostDigits = 15; // of a phone number with 0044 before it
    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789");

    /// <summary>The hints in a text in order of their place; none for most.</summary>
    public static IReadOnlyList<Hint> Find(string text)
    {
        List<Hint>? hints = null;
        if (text.AsSpan().ContainsAny(_digits))
        {
            AddNumbers(text, ref hints);
            Add(text, HeldKind.NationalInsurance, NationalInsurance(), ref hints);
            Add(text, HeldKind.Postcode, Postcode(), ref hints);
        }
        if (text.Contains('@'))
            Add(text, HeldKind.Email, Email(), ref hints);
        AddNames(text, ref hints);
        Add(text, HeldKind.Harm, HarmSigns.Pattern, ref hints);
        return hints is null ? [] : [.. hints.OrderBy(hint => hint.Start)];
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
        : digits is ['0', '1' or '2' or '3' or '5' or '7' or '8', ..] && digits.Length is 10 or 11;

    private static void AddNames(string text, ref List<Hint>? hints)
    {
        foreach (var pattern in new[] { Title(), Relation(), Called() })
        {
            for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
            {
                var name = match.Groups["name"];
                if (!CapitalisedWords.AreEveryday(name.Value))
                    (hints ??= []).Add(new(HeldKind.Name, match.Groups["whole"].Index, name.Index + name.Length - match.Groups["whole"].Index));
            }
        }
        hints?.Sort((a, b) => a.Start.CompareTo(b.Start));
    }

    private static void Add(string text, HeldKind kind, Regex pattern, ref List<Hint>? hints)
    {
        foreach (var match in pattern.EnumerateMatches(text))
            (hints ??= []).Add(new(kind, match.Index, match.Length));
    }

    [GeneratedRegex(@"(?<![\d£$.,])(?:\+|00)?\(?\d(?:[\s()\-\u2010-\u2015.+]{0,2}\d){8,}")]
    private static partial Regex LongNumbers();

    [GeneratedRegex(@"\b(?![DFIQUV])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-Z](?![DFIOQUV])[A-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", RegexOptions.IgnoreCase)]
    private static partial Regex NationalInsurance();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"[\w.+\-']+@[\w\-]+(?:\.[\w\-]+)+")]
    private static partial Regex Email();

    [GeneratedRegex(@"\b(?<whole>(?:Dr|Doctor|Mr|Mrs|Ms|Miss|Mx|Nurse|Sister|Matron|Prof|Professor|Rev|Father|Councillor|[Nn]urse|[Dd]octor|[Dd]r|[Mm]rs?)\.?\s+(?:\p{Lu}(?:\.\s?|\s)){0,3}(?<name>\p{Lu}[\p{L}'’\-]+(?:\s\p{Lu}[\p{L}'’\-]+){0,2}))")]
    private static partial Regex Title();

    [GeneratedRegex(@"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]he)\s(?:\p{Ll}+\s){0,2}?(?:son|daughter|husband|wife|partner|boyfriend|girlfriend|mum|mother|mam|dad|father|brother|sister|nan|gran|grandad|granddaughter|grandson|niece|nephew|aunt|uncle|friend|neighbour|carer|worker|helper|nurse|keyworker|advocate|manager|therapist|dog|cat),?\s(?:is\scalled\s|called\s|named\s)?(?<whole>(?<name>\p{Lu}[\p{L}'’\-]+(?:\s\p{Lu}[\p{L}'’\-]+){0,2}))")]
    private static partial Regex Relation();

    [GeneratedRegex(@"\b(?:called|named|name\sis|name's)\s(?<whole>(?<name>\p{Lu}[\p{L}'’\-]+(?:\s\p{Lu}[\p{L}'’\-]+){0,2}))")]
    private static partial Regex Called();
}
