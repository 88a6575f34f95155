using System.Globalization;
using System.Net;
using System.Text.Json;
using CoProduction.TestCommon.Reviews;

namespace CoProduction.EndToEnd.Tests.Anonymity;

/// <summary>
/// What answers show of statements whose words are known: in which order they stand, and everything that stands beside each, by its name. Whoever wants to know which are of one review
/// sorts by any of it.
/// </summary>
internal sealed class SeenStatements(IReadOnlyDictionary<string, int> reviewOf)
{
    private readonly List<(string Of, List<string> Words)> _orders = [];
    private readonly Dictionary<(string Of, string Name), List<(string Value, string Words)>> _beside = [];

    /// <summary>The words that were seen anywhere.</summary>
    public IReadOnlySet<string> Words => _orders.SelectMany(order => order.Words).ToHashSet();

    /// <summary>Where some were seen.</summary>
    public IReadOnlySet<string> Places => _orders.Select(order => order.Of).ToHashSet();

    /// <summary>Takes in an answer to what is of this kind.</summary>
    public void Add(string of, string mediaType, string body)
    {
        var text = mediaType == "text/html" ? WebUtility.HtmlDecode(body) : body;
        var order = reviewOf.Keys.Select(words => (At: text.IndexOf(words, StringComparison.Ordinal), words)).Where(found => found.At >= 0).Order().Select(found => found.words).ToList();
        if (order.Count == 0)
            return;
        _orders.Add((of, order));
        if (mediaType == "application/json")
            AddObjects(of, JsonSerializer.Deserialize<JsonElement>(body));
        else if (mediaType == "text/csv")
            AddRows(of, body);
    }

    /// <summary>What tells more than chance would.</summary>
    public IEnumerable<string> Objections() =>
    [
        .. _orders.Where(order => order.Words.Count > 1).SelectMany(order => Neighbours.Objections($"{order.Of}, in its order", ReviewsOf(order.Words))),
        .. _beside.SelectMany(column => Neighbours.Objections($"{column.Key.Of}, by {column.Key.Name}", ReviewsOf(column.Value.Distinct().OrderBy(seen => seen.Value, new AsNumberOrText()).Select(seen => seen.Words)))),
        .. _beside.Where(column => column.Value.Exists(seen => IsMoment(seen.Value))).Select(column => $"{column.Key.Of}: {column.Key.Name} is a moment"),
    ];

    private List<int> ReviewsOf(IEnumerable<string> words) => [.. words.Select(one => reviewOf[one])];

    private static bool IsMoment(string value) =>
        value.Length > 10 && value[4] == '-' && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at.TimeOfDay != TimeSpan.Zero;

    private void AddObjects(string of, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                AddObjects(of, item);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        var properties = element.EnumerateObject().ToList();
        AddBeside(of, [.. properties.Where(property => property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(property => (property.Name, property.Value.ToString()))]);
        foreach (var property in properties)
            AddObjects(of, property.Value);
    }

    // No cell of these files holds a line break. Rows with a cell in quotes are left out: there are enough others.
    private void AddRows(string of, string body)
    {
        var rows = body.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Trim('\r').Split(',')).ToList();
        foreach (var row in rows.Skip(1).Where(row => row.Length == rows[0].Length))
            AddBeside(of, [.. rows[0].Zip(row)]);
    }

    private void AddBeside(string of, List<(string Name, string Value)> values)
    {
        if (values.Find(value => reviewOf.ContainsKey(value.Value)).Value is not { } words)
            return;
        foreach (var (name, value) in values.Where(one => one.Value != words))
        {
            if (!_beside.TryGetValue((of, name), out var column))
                _beside[(of, name)] = column = [];
            column.Add((value, words));
        }
    }

    private sealed class AsNumberOrText : IComparer<string>
    {
        public int Compare(string? x, string? y) =>
            double.TryParse(x, CultureInfo.InvariantCulture, out var a) && double.TryParse(y, CultureInfo.InvariantCulture, out var b) ? a.CompareTo(b) : string.CompareOrdinal(x, y);
    }
}
