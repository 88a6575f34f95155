using System.Globalization;
using System.Text;
using System.Text.Json;
using CoProduction.TestCommon.Hosting;

namespace CoProduction.EndToEnd.Tests.Fuzz;

/// <summary>Every operation of the OpenAPI description, with parameters and bodies made up by their schemas.</summary>
internal sealed class RestFuzz : IDisposable
{
    private static readonly string[] _contentTypes =
    [
        "application/json; charset=bogus", "application/json; charset=utf-16", "application/json; charset=\"", "text/plain", "", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", "text/csv; charset=bogus",
        "application/json; charset=utf-7", "/", "application/json, text/csv",
    ];

    private readonly JsonDocument _description;
    private readonly Harvest _harvest;
    private readonly HttpClient[] _callers;

    private RestFuzz(JsonDocument description, Entry entry, Harvest harvest)
    {
        _description = description;
        _harvest = harvest;
        _callers = [entry.NewProgram(), entry.NewRegister(), new HttpClient { BaseAddress = new(entry.Url) }];
        Operations =
        [
            .. from path in description.RootElement.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select new Operation(operation.Name.ToUpperInvariant(), path.Name, operation.Value),
        ];
    }

    public sealed record Operation(string Verb, string Path, JsonElement Description)
    {
        public override string ToString() => $"{Verb} {Path}";
    }

    public IReadOnlyList<Operation> Operations { get; }

    public static async Task<RestFuzz> StartAsync(Entry entry, Harvest harvest)
    {
        using var http = new HttpClient { BaseAddress = new(entry.Url) };
        return new(JsonDocument.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))), entry, harvest);
    }

    public void Dispose()
    {
        _description.Dispose();
        foreach (var caller in _callers)
            caller.Dispose();
    }

    public async Task<Tried> TryAsync(Operation operation, Rubbish rubbish)
    {
        var verb = rubbish.Chance(0.01) ? rubbish.Of(["GET", "POST", "HEAD", "OPTIONS", "TRACE", "DELETE", "BREW"]) : operation.Verb;
        var request = new HttpRequestMessage(new HttpMethod(verb), Address(operation, rubbish));
        if (rubbish.Chance(0.95))
            request.Headers.TryAddWithoutValidation("Idempotency-Key", rubbish.For("idempotency_key").Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' '));
        if (rubbish.Chance(0.005))
            request.Headers.TryAddWithoutValidation("X-Long", new string('x', rubbish.Of([8_000, 40_000])));
        var body = Body(operation, rubbish, out var contentType);
        if (body.Length > 0 || contentType.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
        var caller = rubbish.Chance(0.02) ? _callers[2] : operation.Path.Contains("/people", StringComparison.Ordinal) || operation.Path.Contains("representa", StringComparison.Ordinal) ? _callers[1] : _callers[0];
        var (tried, answer, _) = await HttpAnswer.TryAsync(caller, "REST", operation.ToString(), request, body);
        if (tried.Status is "200" or "201" && answer.StartsWith('{'))
        {
            using var json = JsonDocument.Parse(answer);
            _harvest.Add(json.RootElement);
        }
        return tried;
    }

    private Uri Address(Operation operation, Rubbish rubbish)
    {
        var (path, query) = (operation.Path, new List<string>());
        if (operation.Description.TryGetProperty("parameters", out var parameters))
        {
            foreach (var parameter in parameters.EnumerateArray())
            {
                var name = parameter.GetProperty("name").GetString()!;
                if (parameter.GetProperty("in").GetString() == "path")
                    path = path.Replace($"{{{name}}}", rubbish.Chance(0.97) ? Part(rubbish.For(Snake(name))) : rubbish.Of(["%00", "%zz", "%ff", "..", "%2e%2e", "%ED%A0%80", "\\", "%25"]), StringComparison.Ordinal);
                else if (parameter.GetProperty("in").GetString() == "query")
                    for (var times = rubbish.Of([0, 1, 1, 1, 2]); times > 0; times--)
                        query.Add($"{name}={(rubbish.Chance(0.05) ? rubbish.Of(["%00", "%zz", "%ff%fe", "%ED%A0%80", "%", "&&=="]) : Part(QueryValue(name, parameter, rubbish)))}");
            }
        }
        return new(path + (query.Count > 0 ? "?" + string.Join('&', query) : ""), UriKind.Relative);
    }

    private string QueryValue(string name, JsonElement parameter, Rubbish rubbish) =>
        parameter.TryGetProperty("schema", out var schema) && rubbish.Chance(0.8) && Value(schema, name, rubbish, 0) is { } value && value is not (Dictionary<string, object?> or List<object?>)
            ? Convert.ToString(value, CultureInfo.InvariantCulture)!
            : rubbish.For(name);

    private static string Part(string text) => Uri.EscapeDataString(text.Length > 3_000 ? text[..2_000] : text);

    private byte[] Body(Operation operation, Rubbish rubbish, out string contentType)
    {
        contentType = "";
        if (!operation.Description.TryGetProperty("requestBody", out var described))
            return rubbish.Chance(0.97) ? [] : Encoding.UTF8.GetBytes("{}");
        var (type, schema) = described.GetProperty("content").EnumerateObject().Select(content => (content.Name, content.Value)).First();
        contentType = rubbish.Chance(0.95) ? type : rubbish.Of(_contentTypes);
        if (type != "application/json")
            return rubbish.Bytes();
        var json = JsonSerializer.Serialize(schema.TryGetProperty("schema", out var shape) ? Value(shape, "body", rubbish, 0) : null);
        json = rubbish.Random.Next(40) switch
        {
            0 => json.Replace("Words", "\\ud800", StringComparison.Ordinal),
            1 => json.Length > 2 ? json[..^rubbish.Random.Next(1, Math.Min(json.Length, 20))] : "",
            2 => string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100),
            3 => json.Replace("{\"", "{\"\\ud800\":1,\"", StringComparison.Ordinal),
            4 => "[" + json + "]",
            5 => json.Replace("}", ",\"unknown\":true}", StringComparison.Ordinal),
            6 => json.TrimEnd('}') + "," + json.TrimStart('{'),
            7 => rubbish.Text("body"),
            _ => json,
        };
        var bytes = Encoding.UTF8.GetBytes(json);
        if (bytes.Length > 3 && rubbish.Chance(0.02))
            bytes[rubbish.Random.Next(bytes.Length)] = 0xFF;
        return bytes;
    }

    private object? Value(JsonElement schema, string name, Rubbish rubbish, int depth)
    {
        if (depth > 8 || rubbish.Chance(0.03))
            return rubbish.Of<object?>([null, 1, true, "words", new List<object?>(), new Dictionary<string, object?>(), 1.5, -1, 9_999_999_999_999L]);
        if (schema.TryGetProperty("$ref", out var reference))
            return Value(_description.RootElement.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), name, rubbish, depth + 1);
        if (schema.TryGetProperty("oneOf", out var choices))
            return Value(choices.EnumerateArray().Last(), name, rubbish, depth + 1);
        if (schema.TryGetProperty("enum", out var named) && rubbish.Chance(0.92))
            return rubbish.Of(named.EnumerateArray().ToList()).ToString();
        return TypeOf(schema) switch
        {
            "object" => schema.TryGetProperty("properties", out var properties)
                ? properties.EnumerateObject().Where(_ => !rubbish.Chance(0.1)).ToDictionary(property => property.Name, property => Value(property.Value, property.Name, rubbish, depth + 1))
                : new Dictionary<string, object?>(),
            "array" => Enumerable.Range(0, rubbish.Chance(0.01) ? 1_500 : rubbish.Random.Next(4)).Select(_ => schema.TryGetProperty("items", out var items) ? Value(items, name.TrimEnd('s'), rubbish, depth + 1) : null).ToList(),
            "integer" => rubbish.Number(),
            "number" => rubbish.Random.NextDouble() * 100,
            "boolean" => rubbish.Chance(0.5),
            _ => rubbish.For(Snake(name)),
        };
    }

    private static string TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return schema.TryGetProperty("properties", out _) ? "object" : "string";
        return type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!).First(one => one != "null") : type.GetString()!;
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
