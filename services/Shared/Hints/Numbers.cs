using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>Numbers of people: NHS numbers and phone numbers, with any signs between their digits, in figures or in words.</summary>
internal static class Numbers
{
    private const int MostDigits = 15; // of a phone number with 0044 before it
    private const int FewestDigits = 9;
    private const int MostApart = 3;
    private const int FewestSpoken = 10;

    /// <summary>Numbers in figures in a tidied text.</summary>
    public static void Find(string text, List<(HeldKind, int, int)> found)
    {
        for (var start = 0; start < text.Length;)
        {
            var first = text.AsSpan(start).IndexOfAnyInRange('0', '9');
            if (first < 0)
                return;
            start += first;
            var end = RunEnd(text, start, out var digits);
            if (digits >= FewestDigits && !(start > 0 && text[start - 1] is '£' or '$' or '€') && !(start > 1 && text[start - 1] is '.' or ',' && char.IsAsciiDigit(text[start - 2])))
                InRun(text, start, end, found);
            start = end;
        }
    }

    // "Oh seven seven double oh": as somebody says it aloud.
    public static void FindSpoken(ReadOnlySpan<TextWord> words, List<(HeldKind, int, int)> found)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var (end, digits) = (i, 0);
            while (end < words.Length && words[end].Is(WordKinds.Digit) && (end == i || (words[end].Before & (Gap.Sentence | Gap.Line)) == 0))
            {
                digits++;
                end++;
            }
            if (digits >= FewestSpoken)
                found.Add((HeldKind.Phone, words[i].Start, words[end - 1].End));
            i = Math.Max(i, end - 1);
        }
    }

    // Digits with at most a few signs between; a space, and one sign, and a space.
    private static int RunEnd(string text, int start, out int digits)
    {
        digits = 0;
        var end = start;
        for (var i = start; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits++;
                end = i + 1;
            }
            else if (i - end >= MostApart || !IsApart(text[i]))
                break;
        }
        return end;
    }

    private static bool IsApart(char c) => c is ' ' or '\n' or '-' or '(' or ')' or '.' or '+' or '/' or '_' or ',' or '·' or '•' or '*' or '|' or ':' or '~' or '\\' or (>= '\u2010' and <= '\u2015') or '\u2022' or '\u2212';

    // Numbers may stand side by side with no word between them: from each group of digits on, the longest run of groups that is somebody's number.
    private static void InRun(string text, int start, int end, List<(HeldKind, int, int)> found)
    {
        while (start < end)
        {
            var from = start > 0 && text[start - 1] == '+' ? start - 1 : start > 0 && text[start - 1] == '(' ? start - 1 : start;
            if (DateLength(text, start) is > 0 and var date)
            {
                start += date;
                while (start < end && !char.IsAsciiDigit(text[start]))
                    start++;
            }
            else if (NumberAt(text, from, start, end) is var (kind, numberEnd))
            {
                found.Add((kind, from, numberEnd));
                start = numberEnd;
                while (start < end && !char.IsAsciiDigit(text[start]))
                    start++;
            }
            else
                start = AfterGroup(text, start, end);
        }
    }

    // A day, which is no beginning of a number: 03/04/1962 or 1962-04-03.
    private static int DateLength(string text, int start)
    {
        var rest = text.AsSpan(start);
        var first = Group(rest, 0);
        if (first is 0 or 3 or > 4 || rest.Length <= first + 2 || rest[first] is not ('/' or '-' or '.'))
            return 0;
        var second = Group(rest, first + 1);
        if (second is 0 or > 2 || rest.Length <= first + second + 2 || rest[first + 1 + second] != rest[first])
            return 0;
        var third = Group(rest, first + second + 2);
        return (first <= 2 && third == 4) || (first == 4 && third is 1 or 2) ? first + second + third + 2 : 0;
    }

    private static int Group(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end < at + 5 && char.IsAsciiDigit(text[end]))
            end++;
        return end - at;
    }

    // A ten-digit number whose check digit is right is an NHS number; another long one that looks like a phone's is a phone number.
    private static (HeldKind Kind, int End)? NumberAt(string text, int from, int start, int end)
    {
        Span<char> digits = stackalloc char[MostDigits];
        var count = 0;
        (HeldKind, int)? longest = null;
        for (var i = start; i < end && count < MostDigits; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            digits[count++] = text[i];
            if (i + 1 < end && char.IsAsciiDigit(text[i + 1]))
                continue;
            if (KindOf(text[from], digits[..count]) is { } kind)
                longest = (kind, i + 1);
        }
        return longest;
    }

    private static HeldKind? KindOf(char first, ReadOnlySpan<char> digits) =>
        NhsNumber.IsValid(digits) ? HeldKind.NhsNumber
        : LooksLikePhone(first, digits) ? HeldKind.Phone
        : null;

    private static int AfterGroup(string text, int start, int end)
    {
        while (start < end && char.IsAsciiDigit(text[start]))
            start++;
        while (start < end && !char.IsAsciiDigit(text[start]))
            start++;
        return start;
    }

    // After the prefix for the United Kingdom the nought that stays out may be written in brackets.
    private static bool LooksLikePhone(char first, ReadOnlySpan<char> digits) =>
        first == '+' ? digits.StartsWith("44") && digits.Length is 12 or 13
        : digits.StartsWith("0044") ? digits.Length is 14 or 15
        : digits is ['0', '1' or '2' or '3' or '5' or '7' or '8', ..] && digits.Length is 10 or 11 && !IsFreephone(digits);

    // Nobody's own but a service's.
    private static bool IsFreephone(ReadOnlySpan<char> digits) => digits.StartsWith("0800") || digits.StartsWith("0808");
}
