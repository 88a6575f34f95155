using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using CoProduction.EndToEnd.Tests.Access;
using CoProduction.Gateway;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Hosting;
using Microsoft.AspNetCore.Components;

namespace CoProduction.EndToEnd.Tests.Fuzz;

/// <summary>Every page as people of several roles, with what its address may say, and every form that is found on one: whole, in part, and with rubbish in it.</summary>
internal sealed partial class FormFuzz : IDisposable
{
    private static readonly string[] _types =
    [
        "application/x-www-form-urlencoded; charset=bogus", "application/x-www-form-urlencoded; charset=utf-16", "text/plain", "", "application/json", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x; charset=bogus",
        "application/x-www-form-urlencoded;;;",
    ];

    // What the address of a page may say beside its path.
    private static readonly IReadOnlyDictionary<string, string[]> _queries = typeof(GatewayModule).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(), (type, route) => (route.Template, Names: type.GetProperties()
            .Select(property => (property.Name, Query: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>())).Where(one => one.Query is not null).Select(one => one.Query!.Name ?? one.Name).ToArray()))
        .ToDictionary(page => page.Template, page => page.Names);

    private readonly string _url;
    private readonly Harvest _harvest;
    private readonly ConcurrentDictionary<string, Lazy<Task<Session?>>> _sessions = new();

    private FormFuzz(string url, IReadOnlyList<Route> pages, Harvest harvest)
    {
        _url = url;
        Pages = pages;
        _harvest = harvest;
    }

    public IReadOnlyList<Route> Pages { get; }

    /// <summary>Forms that were found and sent, by page and name.</summary>
    public ConcurrentDictionary<string, int> Forms { get; } = new();

    public static async Task<FormFuzz> StartAsync(string url, Harvest harvest)
    {
        var routes = (await Route.ListedAsync()).Where(route => !route.IsRest && route.Pattern is not ("/sign-in/provider" or "/openapi/{documentName}.json")).ToList();
        // What is sent to a page is a form that was found on it.
        var pages = routes.Where(route => route.IsGet).Select(route => route.Pattern).ToHashSet();
        return new(url, [.. routes.Where(route => route.IsGet || !pages.Contains(route.Pattern))], harvest);
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values.Where(session => session.IsValueCreated && session.Value.IsCompletedSuccessfully))
            session.Value.Result?.Http.Dispose();
    }

    /// <summary>Looks at a page, and sends one of its forms if it has any.</summary>
    public async IAsyncEnumerable<Tried> TryAsync(Route page, Rubbish rubbish)
    {
        var role = RoleFor(page, rubbish);
        if (await SessionAsync(role) is not { } session)
            yield break;
        var address = Address(page, rubbish);
        if (!page.IsGet)
        {
            yield return await SendAsync(session, page.ToString(), address, page.Pattern.EndsWith("import-file", StringComparison.Ordinal) ? [("request_id", rubbish.NewId()), ("rows", "keep")] : [], rubbish);
            yield break;
        }
        var (looked, html, headers) = await HttpAnswer.TryAsync(session.Http, $"page as {role}", page.ToString(), new HttpRequestMessage(rubbish.Chance(0.01) ? HttpMethod.Head : HttpMethod.Get, new Uri(address, UriKind.Relative)), []);
        yield return looked;
        if (headers?.Location?.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) == true && role.Length > 0)
            _sessions.TryRemove(role, out _);
        _harvest.AddLinks(html);
        var forms = Form().Matches(html).Select(match => match.Value).Where(form => form.Contains("method=\"post\"", StringComparison.Ordinal)).ToList();
        if (forms.Count == 0)
            yield break;
        var form = rubbish.Of(forms);
        var fields = FieldsOf(form, rubbish);
        var name = fields.FirstOrDefault(field => field.Name == "_handler").Value ?? "";
        if (EndsOurAccess(page, address, form))
            yield break;
        Forms.AddOrUpdate($"{page.Pattern} {(name.Length > 20 ? name[..12] : name)}", 1, (_, times) => times + 1);
        var to = Action().Match(form) is { Success: true } action ? WebUtility.HtmlDecode(action.Groups[1].Value) : address;
        yield return await SendAsync(session, $"{page.Pattern} {name}", to, fields, rubbish);
    }

    private async Task<Tried> SendAsync(Session session, string operation, string address, List<(string Name, string Value)> fields, Rubbish rubbish)
    {
        Change(fields, rubbish);
        byte[] body;
        string type;
        if (operation.Contains("import-file", StringComparison.Ordinal) || rubbish.Chance(0.05))
            (body, type) = Multipart(fields, operation.Contains("import-file", StringComparison.Ordinal), rubbish);
        else
        {
            body = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{Part(field.Name)}={Part(field.Value)}")));
            type = "application/x-www-form-urlencoded";
        }
        if (rubbish.Chance(0.03))
            type = rubbish.Of(_types);
        if (rubbish.Chance(0.02))
            body = [.. body, .. "&Input.X=%ff%fe&%=%&Input.=&=&Input[0]=1&Input.Ids[9999999999]=x"u8];
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        var (tried, _, _) = await HttpAnswer.TryAsync(session.Http, $"form as {session.Role}", operation, request, body);
        return tried;
    }

    private static void Change(List<(string Name, string Value)> fields, Rubbish rubbish)
    {
        var ours = fields.Where(field => field.Name is "_handler" or "__RequestVerificationToken").ToList();
        switch (rubbish.Random.Next(20))
        {
            case 0 or 1 or 2:
                fields.Clear();
                fields.AddRange(ours);
                break;
            case 3:
                fields.RemoveAll(field => field.Name == (rubbish.Chance(0.5) ? "_handler" : "__RequestVerificationToken"));
                break;
            case 4 or 5 or 6:
                fields.RemoveAll(field => !ours.Contains(field) && rubbish.Chance(0.4));
                break;
            case 7:
                fields.AddRange(fields.Where(field => !ours.Contains(field)).ToList());
                break;
            case 8:
                for (var i = 0; i < fields.Count; i++)
                    if (!ours.Contains(fields[i]))
                        fields[i] = (fields[i].Name, "");
                break;
            case 9 when rubbish.Chance(0.2):
                fields.AddRange(Enumerable.Range(0, 1_500).Select(i => ($"Input.Extra{i}", "x")));
                break;
            case 10:
                fields.Add((rubbish.Text("name"), rubbish.Text("value")));
                break;
            default:
                break;
        }
        for (var i = 0; i < fields.Count; i++)
            if (!ours.Contains(fields[i]) && rubbish.Chance(0.2))
                fields[i] = (fields[i].Name, rubbish.Text(fields[i].Name));
        if (fields.Count > 0 && rubbish.Chance(0.01))
            fields[^1] = (fields[^1].Name, rubbish.Text("handler"));
    }

    private static (byte[] Body, string Type) Multipart(List<(string Name, string Value)> fields, bool withFile, Rubbish rubbish)
    {
        var body = new StringBuilder();
        foreach (var (name, value) in fields)
            body.Append($"--xyz\r\nContent-Disposition: form-data; name=\"{(rubbish.Chance(0.02) ? rubbish.Text("name") : name)}\"{(rubbish.Chance(0.02) ? "\r\nContent-Type: text/plain; charset=bogus" : "")}\r\n\r\n{value}\r\n");
        if (withFile || rubbish.Chance(0.2))
            body.Append($"--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{(rubbish.Chance(0.8) ? "a.csv" : rubbish.Text("name"))}\"\r\nContent-Type: text/csv\r\n\r\n{rubbish.Csv()}\r\n");
        body.Append(rubbish.Chance(0.9) ? "--xyz--\r\n" : "");
        var bytes = Encoding.UTF8.GetBytes(body.ToString());
        return (rubbish.Chance(0.05) ? bytes[..rubbish.Random.Next(bytes.Length)] : bytes, "multipart/form-data; boundary=xyz");
    }

    private static string Part(string text) => string.Join("%20", text.Split(' ').Select(Uri.EscapeDataString));

    // The run would not go on: nobody could sign in as them again, or the program's token were gone.
    private bool EndsOurAccess(Route page, string address, string form) =>
        page.Pattern.StartsWith("/my-page/forget", StringComparison.Ordinal)
        || (page.Pattern.StartsWith("/people/{", StringComparison.Ordinal) && _harvest.Protected.Any(id => address.Contains(id, StringComparison.Ordinal)))
        || (page.Pattern is "/api-tokens" or "/people/add" && _harvest.Protected.Any(id => form.Contains(id, StringComparison.Ordinal)));

    private string Address(Route page, Rubbish rubbish)
    {
        var path = Parameter().Replace(page.Pattern, match => match.Groups[2].Value == ":long"
            ? rubbish.Of(["1", "2", "3", "0", "-1", "9223372036854775807", "9223372036854775808"])
            : Part(rubbish.For(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Groups[1].Value) is "people_import_id" ? "import_id" : System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Groups[1].Value)) is { Length: < 1_000 } value ? value : "x"));
        var query = new List<string>();
        foreach (var name in _queries.GetValueOrDefault(page.Pattern, []).Concat(page.Pattern.StartsWith("/audit", StringComparison.Ordinal) ? ["service", "from", "to", "action", "actor", "target", "person"] : []))
        {
            if (!rubbish.Chance(0.25))
                continue;
            var field = name switch { "page" or "held" or "waiting" or "also" => "page_token", "person" or "group" or "project" => name + "_id", _ => name };
            query.Add($"{name}={(rubbish.Chance(0.05) ? rubbish.Of(["%00", "%zz", "%ff%fe", "%ED%A0%80", "%"]) : Part(rubbish.For(field) is { Length: < 1_500 } value ? value : "y"))}");
        }
        return path + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }

    private static string RoleFor(Route page, Rubbish rubbish)
    {
        if (page.Needed == Permissions.Public && rubbish.Chance(0.7))
            return "";
        var may = Roles.OfPeople.Where(page.IsAllowedTo).Order(StringComparer.Ordinal).ToList();
        return rubbish.Chance(0.4) || may.Count == 0 ? Roles.Administrator : rubbish.Chance(0.95) ? rubbish.Of(may) : rubbish.Of([.. Roles.OfPeople.Order(StringComparer.Ordinal)]);
    }

    private Task<Session?> SessionAsync(string role) => _sessions.GetOrAdd(role, who => new(() => SignInAsync(who))).Value;

    private async Task<Session?> SignInAsync(string role)
    {
        var cookies = new CookieContainer();
        if (role.Length > 0)
        {
            using var visitor = new Visitor(_url);
            try
            {
                await visitor.SignInAsDemoAsync(role);
            }
            catch (Exception e) when (e is InvalidOperationException or HttpRequestException)
            {
                return null;
            }
            cookies.Add(new Uri(_url), new Cookie("coproduction-session", visitor.Session));
        }
        return new(role, new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new(_url), Timeout = Timeout.InfiniteTimeSpan });
    }

    private static List<(string Name, string Value)> FieldsOf(string form, Rubbish rubbish)
    {
        var fields = new List<(string, string)>();
        foreach (Match match in Input().Matches(form))
        {
            var (name, type, value) = (Attribute(match.Value, "name"), Attribute(match.Value, "type"), Attribute(match.Value, "value"));
            if (name is null || ((type is "radio" or "checkbox") && rubbish.Chance(0.5)))
                continue;
            fields.Add((name, type is "hidden" or "radio" or "checkbox" ? value ?? "true" : rubbish.For(Snake(name))));
        }
        foreach (Match match in Textarea().Matches(form))
            fields.Add((WebUtility.HtmlDecode(match.Groups[1].Value), rubbish.For(Snake(match.Groups[1].Value))));
        foreach (Match match in Select().Matches(form))
            if (Option().Matches(match.Value) is { Count: > 0 } options && Attribute(match.Value, "name") is { } name)
                fields.Add((name, WebUtility.HtmlDecode(rubbish.Of(options.ToList()).Groups[1].Value)));
        return fields;
    }

    private static string Snake(string name) => name.EndsWith(".Day", StringComparison.Ordinal) || name.EndsWith(".Month", StringComparison.Ordinal) || name.EndsWith(".Year", StringComparison.Ordinal)
        ? "number" : System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name.Split('.')[^1]);

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    private sealed record Session(string Role, HttpClient Http);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<form[^>]*\\saction=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<textarea[^>]*\\sname=\"([^\"]+)\"")]
    private static partial Regex Textarea();

    [GeneratedRegex("<select.*?</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option[^>]*\\svalue=\"([^\"]*)\"")]
    private static partial Regex Option();

    [GeneratedRegex(@"\{(\w+)(:guid|:long)?\}")]
    private static partial Regex Parameter();
}
