using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>
/// Where a table has what: a row for each number, with columns of area, characteristic, value and people, or a row for each area, with a column for each value of one
/// characteristic.
/// </summary>
internal sealed record PopulationTable(int Area, int Characteristic, int Value, int People, string About, IReadOnlyList<(int Place, string Value)> Values, IReadOnlyList<string> LeftOut)
{
    /// <summary>What is looked for in a file's first lines.</summary>
    public static TableForm Form { get; } = new()
    {
        Knows = header => header.Any(char.IsLetter),
        MayAsk = false,
        Suffices = headers => headers.Any(PopulationWords.IsArea) && headers.Count(header => header.Any(char.IsLetter)) >= 3,
    };

    /// <summary>Whether each row has one number.</summary>
    public bool IsLong => People >= 0;

    /// <summary>INVALID_ARGUMENT (csv) when it is neither, and (characteristic) when nothing says what its values are about.</summary>
    public static PopulationTable Read(IReadOnlyList<string> headers, IReadOnlyList<string> firstRow, Func<IEnumerable<string>> titles, string about)
    {
        var area = AreaOf(headers);
        var value = Find(headers, PopulationWords.IsValue);
        var characteristic = Find(headers, PopulationWords.IsCharacteristic);
        var people = Find(headers, PopulationWords.IsPeople);
        if (area < 0)
            throw Missing("area");
        if (characteristic >= 0 || value >= 0)
            return OfRows(headers, area, characteristic, value, people, about);
        List<int> others = [.. Enumerable.Range(0, headers.Count).Where(place => place != area && place != people && !PopulationWords.IsArea(headers[place]) && !PopulationWords.IsBeside(headers[place]))];
        // The one column between area and number names what it is about: its own header.
        var isLong = people >= 0 && others.Exists(place => place < firstRow.Count && firstRow[place].Any(char.IsLetter) && !PopulationNumber.Read(firstRow[place]).IsNumber);
        if (isLong && others is [var single])
            return new(area, -1, single, people, about.Length > 0 ? about : PopulationWords.Tidy(HeaderForms.Bare(headers[single])), [], LeftOutOf(headers, area, single, people));
        if (isLong)
            throw Problem.Invalid("csv", "This table counts people by several things at once. Bring in one table for each: area, what it is about, and how many people.");
        if (others.Count < 2)
            throw Missing(people < 0 ? "people" : "value");
        return OfColumns(headers, area, people, others, titles, about);
    }

    private static PopulationTable OfRows(IReadOnlyList<string> headers, int area, int characteristic, int value, int people, string about)
    {
        // In a file of one characteristic, “category” is its value.
        if (characteristic < 0 && about.Length == 0)
            throw people >= 0 ? Ask() : Missing("characteristic");
        if (value < 0)
            throw Missing("value");
        if (people < 0)
            throw Missing("people");
        return new(area, characteristic, value, people, about, [], LeftOutOf(headers, area, characteristic, value, people));
    }

    private static PopulationTable OfColumns(IReadOnlyList<string> headers, int area, int people, List<int> others, Func<IEnumerable<string>> titles, string about)
    {
        List<(int Place, string Value)> values = [.. others.Select(place => (place, PopulationWords.Tidy(WithoutMeasure(headers[place]))))];
        if (people >= 0)
            values.Insert(0, (people, "Total"));
        var prefix = PrefixOf(values);
        if (prefix.Length > 0)
            values = values.ConvertAll(value => (value.Place, value.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? value.Value[prefix.Length..].Trim() : value.Value));
        if (about.Length == 0)
            about = prefix.Length > 0 ? PopulationWords.Tidy(prefix.TrimEnd(':', ' ')) : titles().Select(PopulationWords.Title).FirstOrDefault(title => title.Length > 0) ?? "";
        if (about.Length == 0)
            throw Ask();
        return new(area, -1, -1, -1, about, values, LeftOutOf(headers, [area, .. values.Select(value => value.Place)]));
    }

    private static Grpc.Core.RpcException Ask() => Problem.Invalid("characteristic", "The file does not say what its numbers are about. Write it here, such as: Ethnic group.");

    private static Grpc.Core.RpcException Missing(string column) => Problem.Invalid("csv",
        $"No column “{column}” was found. Name the columns: area, characteristic, value, people. Or send a table with a column of areas and a column for each value.");

    // “Ethnic group: White; measures: Value”.
    private static string WithoutMeasure(string header)
    {
        var measure = header.IndexOf("; measures:", StringComparison.OrdinalIgnoreCase);
        return measure < 0 ? header : header[..measure];
    }

    // What all but a total begin with, up to a colon.
    private static string PrefixOf(List<(int Place, string Value)> values)
    {
        var parts = values.Where(value => !PopulationWords.IsTotal(value.Value, "")).Select(value => value.Value).ToList();
        var end = parts.Count > 1 ? parts[0].IndexOf(':') + 1 : 0;
        return end > 1 && parts.TrueForAll(part => part.StartsWith(parts[0][..end], StringComparison.OrdinalIgnoreCase) && part.Length > end) ? parts[0][..end] : "";
    }

    private static int Find(IReadOnlyList<string> headers, Func<string, bool> isIt) => Enumerable.Range(0, headers.Count).FirstOrDefault(place => isIt(headers[place]), -1);

    // Of several before the numbers the last, which is the narrowest.
    private static int AreaOf(IReadOnlyList<string> headers)
    {
        var before = Enumerable.Range(0, headers.Count).TakeWhile(place => PopulationWords.IsArea(headers[place]) || PopulationWords.IsBeside(headers[place]));
        var last = before.LastOrDefault(place => PopulationWords.IsArea(headers[place]), -1);
        return last >= 0 ? last : Find(headers, PopulationWords.IsArea);
    }

    private static List<string> LeftOutOf(IReadOnlyList<string> headers, params int[] taken) =>
        [.. Enumerable.Range(0, headers.Count).Where(place => !taken.Contains(place) && headers[place].Trim().Length > 0).Select(place => headers[place].Trim())];
}
