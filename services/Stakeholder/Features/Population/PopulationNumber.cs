using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>
/// A number of people as official tables write it: with spaces or commas between thousands, notes behind it, or a mark in its place. People is null when a mark stands there,
/// and IsNumber false when it is neither.
/// </summary>
internal sealed partial record PopulationNumber(bool IsNumber, long? People = null)
{
    private const long Most = 100_000_000;

    /// <summary>Written with an exponent, so that a spreadsheet may have left out digits.</summary>
    public bool IsExponent { get; private init; }

    public static PopulationNumber Read(string cell)
    {
        var text = string.Concat(cell.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format).Select(c => char.IsWhiteSpace(c) ? ' ' : c)).Trim();
        if (Mark().IsMatch(text))
            return new(IsNumber: true);
        var bare = Notes().Replace(text, "").Trim();
        if (Exponent().Match(bare) is { Success: true } exponent)
            return OfExponent(exponent);
        if (Whole().Match(bare) is not { Success: true } whole)
            return new(IsNumber: false);
        var digits = string.Concat(whole.Groups[1].Value.Where(char.IsAsciiDigit));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var people) && people <= Most ? new(IsNumber: true, people) : new(IsNumber: false);
    }

    private static PopulationNumber OfExponent(Match exponent) =>
        decimal.TryParse(exponent.Value.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) && number is >= 0 and <= Most
            ? new(IsNumber: true, (long)number) { IsExponent = true } : new(IsNumber: false);

    // What stands for a number that is not told: for secrecy, as not known, as too small to be shown.
    [GeneratedRegex(
        @"^(?:[-–—−*~:.#†‡]{1,3}|\[?(?:c|x|z|u|s|low|d|na|n/a)\]?|\((?:c|x|z|s)\)|n\.a\.?|\.\.\s?c?|[<≤]\s?=?\s?\d+|\d{1,2}\s?(?:to|-|–)\s?\d{1,2}|(?:less|fewer) than (?:\d+|five|ten)|under \d+|suppressed|confidential|not available|not applicable|withheld|disclosive)"
        + @"(?:\s*\[[^\[\]]*\])*$", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();

    [GeneratedRegex(@"(?<=\d)\s*(?:\[[^\[\]]*\]|\((?:notes?\s*\d*|[a-z]\d?)\)|[*†‡§¹²³⁴-⁹^#]+|\s*(?:note|r|p)\s?\d*)+\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Notes();

    [GeneratedRegex(@"^\d+(?:[.,]\d+)?e\+?\d{1,2}$", RegexOptions.IgnoreCase)]
    private static partial Regex Exponent();

    // A point before three digits may be one between thousands, as some countries write it: whoever sent it is asked, unless it cannot be one.
    [GeneratedRegex(@"^(\d+|\d{1,3}(?:[ ,'’]\d{3})+)(?:\.(?!\d{3}$)0*|(?<=\d{4})\.0*)?$")]
    private static partial Regex Whole();
}
