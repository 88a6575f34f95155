using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;

namespace CoProduction.EndToEnd.Tests.Fuzz;

/// <summary>What answers have told so far, by the names of fields: with it, later requests get further than a guess would.</summary>
internal sealed partial class Harvest
{
    private const int MostOfAName = 200;
    private const int LongestText = 2_000;
    private readonly ConcurrentDictionary<string, List<string>> _values = new();

    /// <summary>Accounts and tokens with which the run itself comes in: nothing that would end them is asked for.</summary>
    public HashSet<string> Protected { get; } = [];

    /// <summary>Something that was seen under this name, or of an id any other id, or null.</summary>
    public string? One(string name, Random random)
    {
        if (!_values.TryGetValue(name, out var seen) && !(name.EndsWith("_id", StringComparison.Ordinal) && _values.TryGetValue("id", out seen)))
            return null;
        lock (seen)
            return seen[random.Next(seen.Count)];
    }

    public void Add(string name, string value)
    {
        if (value.Length is 0 or > LongestText)
            return;
        var seen = _values.GetOrAdd(name, _ => []);
        lock (seen)
        {
            if (seen.Count < MostOfAName)
                seen.Add(value);
            else
                seen[value.GetHashCode(StringComparison.Ordinal) & 127] = value;
        }
        if (name.EndsWith("_id", StringComparison.Ordinal) && name != "id")
            Add("id", value);
    }

    public void Add(IMessage answer)
    {
        foreach (var field in answer.Descriptor.Fields.InDeclarationOrder())
        {
            foreach (var value in field.IsRepeated && !field.IsMap ? ((IList)field.Accessor.GetValue(answer)).Cast<object>().Take(20) : [field.Accessor.GetValue(answer)])
            {
                if (value is string text)
                    Add(field.Name, text);
                else if (value is IMessage part && part.Descriptor.File.Package != "google.protobuf")
                    Add(part);
            }
        }
    }

    public void Add(JsonElement json, string name = "")
    {
        if (json.ValueKind == JsonValueKind.Object)
            foreach (var property in json.EnumerateObject())
                Add(property.Value, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        else if (json.ValueKind == JsonValueKind.Array)
            foreach (var one in json.EnumerateArray().Take(20))
                Add(one, name);
        else if (json.ValueKind == JsonValueKind.String)
            Add(name, json.GetString()!);
    }

    /// <summary>What the links of a page name: /projects/ID/groups/ID.</summary>
    public void AddLinks(string page)
    {
        foreach (Match link in Link().Matches(page))
            Add(link.Groups[1].Value switch { "people" => "person_id", "imports" => "import_id", var things => things.TrimEnd('s').Replace('-', '_') + "_id" }, link.Groups[2].Value);
    }

    [GeneratedRegex("([a-z-]+)/([0-9a-f]{8}-[0-9a-f-]{27})")]
    private static partial Regex Link();
}
