using System.Text.RegularExpressions;
using PhoneNumbers;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>
/// Finds the telephone numbers in what somebody wrote, with the words beside each (“evenings only”). A number will do when there could be such a one, whether or not
/// anybody has it; without a country it is one of the United Kingdom.
/// </summary>
internal static partial class TelephoneNumbers
{
    private const string Here = "GB";
    private const int HereCode = 44;
    private const int FewestOfNumber = 4; // digits that may be meant for a number
    private const int Longest = 300;
    private static readonly PhoneNumberUtil _numbers = PhoneNumberUtil.GetInstance();

    public static WrittenContacts Read(string words)
    {
        words = WrittenContacts.Visible(words).Replace('–', '-').Replace('‐', '-').Replace('‑', '-').Replace("\r", "");
        if (words.Length > Longest)
            return WrittenContacts.Refused($"This is too long: {Longest} characters at most.");
        if (words.Length > 0 && words.All(c => c == '#'))
            return WrittenContacts.Refused("A spreadsheet has written # in the place of this number. Make the column wider, and save the file again.");
        if (Exponent().Match(words) is { Success: true } exponent)
        {
            if (exponent.Length != words.Length || AllDigits(exponent) is not { } digits)
                return WrittenContacts.Refused(
                    "Excel has turned this number into one such as 4.47E+11 and lost its last digits. Write the number again, format the column as text, and save the file again.");
            words = digits;
        }
        if (Decimals().Match(words) is { Success: true } whole)
            words = whole.Groups[1].Value;
        if (Thousands().IsMatch(words))
            words = words.Replace(",", "");
        var (found, leftOver) = Find(words);
        if (found.Count == 0 && words.Contains('/') && Find(words.Replace('/', ' ')) is { Numbers: [_] } joined)
            (found, leftOver) = joined;
        if (found.Count == 0 || leftOver)
            return WrittenContacts.Refused(ProblemOf(words, found.Count > 0));
        return new([.. PartsOf(words, found)]) { IsNumberMended = found.Exists(number => number.Mended is not null) };
    }

    // All digits are there when no more are to follow the point than do.
    private static string? AllDigits(Match exponent)
    {
        var digits = exponent.Groups[1].Value + exponent.Groups[2].Value;
        return int.Parse(exponent.Groups[3].Value) == exponent.Groups[2].Length && exponent.Groups[2].Length > 0 ? digits : null;
    }

    private static (List<Found> Numbers, bool LeftOver) Find(string words)
    {
        var found = new List<Found>();
        var leftOver = false;
        foreach (Match run in Runs().Matches(words))
        {
            var pieces = Pieces().Matches(run.Value);
            for (var first = 0; first < pieces.Count;)
            {
                var last = pieces.Count - 1;
                var number = (Found?)null;
                for (; last >= first && number is null; last--)
                    number = NumberAt(words, run.Index + pieces[first].Index, run.Index + pieces[last].Index + pieces[last].Length);
                if (number is not null)
                    found.Add(number);
                else
                    leftOver |= pieces[first].Value.Count(char.IsAsciiDigit) >= FewestOfNumber;
                first = number is null ? first + 1 : last + 2;
            }
        }
        return (found, leftOver);
    }

    private static Found? NumberAt(string words, int start, int end)
    {
        var dialled = Relay().Replace(words[start..end], "");
        if (Parse(dialled) is not { } number)
            return null;
        var digits = string.Concat(dialled.Where(char.IsAsciiDigit));
        if (number.CountryCode != HereCode || dialled.TrimStart('(', ' ') is ['+' or '0', ..])
            return new(start, end - start, null);
        // A letter O, perhaps.
        if (start > 0 && char.IsLetter(words[start - 1]))
            return null;
        // Spreadsheets take away what stands before the first digit that is not 0.
        return (digits.Length, digits[0]) switch
        {
            (10, '1' or '2' or '3' or '7' or '8') or (9, '1') => new(start, end - start, _numbers.Format(number, PhoneNumberFormat.NATIONAL)),
            (11 or 12, '4') => new(start, end - start, _numbers.Format(number, PhoneNumberFormat.INTERNATIONAL)),
            _ => null,
        };
    }

    private static PhoneNumber? Parse(string words)
    {
        try
        {
            var number = _numbers.Parse(words, Here);
            return _numbers.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE && MayBeOfHere(number) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // Numbers here have ten digits behind the 0; the few that are shorter are known.
    private static bool MayBeOfHere(PhoneNumber number) =>
        number.CountryCode != HereCode || number.NationalNumber is >= 1_000_000_000 and < 4_000_000_000 or >= 5_000_000_000 and < 6_000_000_000 or >= 7_000_000_000 || _numbers.IsValidNumber(number);

    private static string ProblemOf(string words, bool hasOne) => words.Count(char.IsAsciiDigit) switch
    {
        _ when hasOne => "One of these is no whole telephone number. Write each with its area code, and a semicolon between them.",
        0 => "This is no telephone number. Leave it empty for somebody who has none.",
        < 11 => "This telephone number is too short. Write all of it, with its area code.",
        _ => "This is no telephone number that can be called. Look for digits that are too many or too few; a number of another country begins with + and that country's code.",
    };

    // The words around each number stay with it: behind it, or before it where the first has a label.
    private static IEnumerable<string> PartsOf(string words, List<Found> numbers)
    {
        var labelsFirst = words[..numbers[0].Start].Any(char.IsLetter);
        var begin = 0;
        for (var i = 0; i < numbers.Count; i++)
        {
            var after = numbers[i].Start + numbers[i].Length;
            var end = i == numbers.Count - 1 ? words.Length : after + Border(words[after..numbers[i + 1].Start], labelsFirst);
            var number = numbers[i].Mended ?? words[numbers[i].Start..after];
            yield return Bare($"{words[begin..numbers[i].Start]}{number}{words[after..end]}");
            begin = end;
        }
    }

    private static int Border(string between, bool labelsFirst)
    {
        var borders = Between().Matches(between);
        if (borders.Count == 0)
            return labelsFirst ? 0 : between.Length;
        return borders[labelsFirst ? 0 : ^1].Index;
    }

    private static string Bare(string part) => Ends().Replace(part, "").Trim();

    [GeneratedRegex(@"(?<![\d.,])(\d{1,3})(?:[.,](\d+))?[eE]\+?(\d{1,2})(?!\d)")]
    private static partial Regex Exponent();

    [GeneratedRegex(@"^(\d{7,})[.,]0+$")]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^\d{1,3}(?:,\d{3}){2,}$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"\(?\+?[ (]*\d(?:[\d() .\-]*\d)?(?:\)?\s*(?:#|x|ext\.?|extn\.?|extension)\s*\d{1,6}\b)?", RegexOptions.IgnoreCase)]
    private static partial Regex Runs();

    [GeneratedRegex(@"(?:\+ )?[^ ]+(?: *(?:#|x|ext\.?|extn\.?|extension) *\d{1,6}$)?", RegexOptions.IgnoreCase)]
    private static partial Regex Pieces();

    // Calls through an operator who types what is said (Relay UK).
    [GeneratedRegex(@"^\s*1800[12]\s*-?\s*(?=[(+0])")]
    private static partial Regex Relay();

    [GeneratedRegex(@"[/;,|\\&\n]+|\s(?:or|and)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    [GeneratedRegex(@"^[\s/;,|\\&]*(?:(?:or|and)\s+)?(?:tel:\s*(?=[+0(\d]))?|(?:\s+(?:or|and))?[\s/;,|\\&]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Ends();

    /// <summary>Where a number stands in the words, and how it is to be written when it had lost something.</summary>
    private sealed record Found(int Start, int Length, string? Mended);
}
