using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CoProduction.Shared.Files;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>What official tables of people call their columns, their totals and themselves.</summary>
internal static partial class PopulationWords
{
    private static readonly FrozenSet<string> _areas = Set(
        "area|areas|area name|name of area|geography|geography name|geographic area|local authority|local authorities|local authority name|local authority district|local authority districts|"
        + "lower tier local authority|lower tier local authorities|upper tier local authority|upper tier local authorities|ward|wards|ward name|electoral ward|electoral wards|electoral wards and divisions|"
        + "region|regions|region name|district|districts|county|counties|unitary authority|unitary authorities|borough|boroughs|council|council area|country|countries|nation|"
        + "lsoa|msoa|lsoa name|msoa name|output area|output areas|lower layer super output area|lower layer super output areas|middle layer super output area|middle layer super output areas|"
        + "super output area|parish|parishes|constituency|parliamentary constituency|parliamentary constituencies|place|town|city|neighbourhood|neighborhood|locality|data zone|"
        + "integrated care board|integrated care boards|icb|sub icb|health board|health boards|postcode district|postcode sector|lad name|la name|ltla|utla|ladnm|wdnm");

    private static readonly FrozenSet<string> _characteristics = Set("characteristic|characteristics|variable|topic|dimension|theme|question");
    private static readonly FrozenSet<string> _values = Set("value|values|category|categories|group|answer|response");

    private static readonly FrozenSet<string> _people = Set(
        "people|persons|person|count|counts|observation|observations|observation value|obs value|number|numbers|number of people|number of persons|number of residents|population|residents|usual residents|"
        + "frequency|figure|total people|estimate");

    private static readonly FrozenSet<string> _beside = Set("date|year|time|period|notes|note|footnote|footnotes|comment|source|measure|measures|unit|units|rural urban|sort|sort order|order|rank");

    private static readonly FrozenSet<string> _all = Set("all|persons|people|population|everyone|everybody|usual residents|residents|all ages|both sexes|all sexes");

    public static bool IsArea(string header) => _areas.Contains(PlainWords.Of(header.Split(':', '(')[0]));

    public static bool IsCharacteristic(string header) => _characteristics.Contains(PlainWords.Of(header));

    public static bool IsValue(string header) => _values.Contains(PlainWords.Of(header));

    public static bool IsPeople(string header) => _people.Contains(PlainWords.Of(HeaderForms.Bare(header)));

    /// <summary>Whether a column is nothing that is counted: codes, days, notes, shares.</summary>
    public static bool IsBeside(string header)
    {
        var words = PlainWords.Of(header);
        return words.Length == 0 || _beside.Contains(words) || header.Contains('%') || words.Split(' ').Any(word => word is "code" or "codes" or "mnemonic" or "percent" or "percentage" or "proportion" or "rate")
            || words is "id" or "geoid" or "objectid" or "ladcd" or "wdcd" || words.Contains("per cent");
    }

    /// <summary>Whether a value is all people of a characteristic, whatever else there is.</summary>
    public static bool IsTotal(string value, string characteristic)
    {
        var words = PlainWords.Of(value);
        return TotalFirst().IsMatch(words) || TotalLast().IsMatch(words) || AllOf().IsMatch(words)
            || (words.StartsWith("all ", StringComparison.Ordinal) && characteristic.Length > 0 && Singular(words[4..]) == Singular(PlainWords.Of(characteristic)));
    }

    /// <summary>Whether a value is all people of a characteristic when there are others of it.</summary>
    public static bool MayBeTotal(string value) => _all.Contains(PlainWords.Of(value));

    /// <summary>What a title such as “TS021 - Ethnic group” says that a table is about; empty when it does not.</summary>
    public static string Title(string title) => Coded().Match(title.Trim()) is { Success: true } coded ? Tidy(ByArea().Replace(coded.Groups[1].Value, "")) : "";

    /// <summary>With single spaces.</summary>
    public static string Tidy(string words) => Blanks().Replace(words, " ").Trim();

    private static string Singular(string words) => string.Join(' ', words.Split(' ').Select(word => word.TrimEnd('s')));

    private static FrozenSet<string> Set(string words) => words.Split('|').ToFrozenSet();

    [GeneratedRegex("^(?:grand |sub ?)?totals?(?: (?:all|usual|residents?|population|persons?|people|households?|of|in|number|count|categories|ages|aged|and over|the|area|responses|respondents))*$")]
    private static partial Regex TotalFirst();

    [GeneratedRegex(" (?:sub ?)?totals?$")]
    private static partial Regex TotalLast();

    [GeneratedRegex("^all (?:usual residents?|categories|people|persons|residents|population|households|groups|respondents|areas|adults)(?: |$)")]
    private static partial Regex AllOf();

    [GeneratedRegex(@"^(?:[Tt]able\s+)?[A-Z]{1,3}\d{1,5}[A-Z]{0,4}\s*(?:[-–—:.]|\s)\s*(\p{L}.*)$")]
    private static partial Regex Coded();

    [GeneratedRegex(@"\s+by\s+(?:local authorit|area|ward|region|district|geograph|lower|middle|output).*$", RegexOptions.IgnoreCase)]
    private static partial Regex ByArea();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
