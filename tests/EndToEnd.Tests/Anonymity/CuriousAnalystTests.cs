using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoProduction.EndToEnd.Tests.Access;
using CoProduction.Shared.Access;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Anonymity;

/// <summary>An analyst who puts together everything that REST, pages and downloads show, to find which statements are of one person's review.</summary>
public sealed partial class CuriousAnalystTests(RunningHost host)
{
    private const int Reviews = 100, MostPages = 1000;

    [Fact]
    public async Task EverythingAnAnalystSees_OfAHundredReviews_TellsNoMoreThanChanceWhichStatementsAreOfOne()
    {
        using var administrator = new Visitor(host.Url);
        await administrator.SignInAsDemoAsync(Roles.Administrator);
        using var facilitator = new Visitor(host.Url);
        await facilitator.SignInAsDemoAsync(Roles.Facilitator);
        var (things, reviewOf) = await ThemedAsync(facilitator);
        var seen = new SeenStatements(reviewOf);

        using (var program = host.Entry.NewProgram())
        {
            program.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(administrator));
            await LookAtRestAsync(program, things, seen);
        }
        using (var analyst = new Visitor(host.Url))
        {
            await analyst.SignInAsDemoAsync(Roles.Analyst);
            await LookAtPagesAsync(analyst, things, seen);
        }

        Assert.Equal(Reviews * 6, seen.Words.Count);
        Assert.Superset(
            new HashSet<string>
            {
                "/api/v1/themes/{themeId:guid}/statements", "/api/v1/cycles/{cycleId:guid}/themes", "/cycles/{cycleId:guid}/statements.csv", "/cycles/{cycleId:guid}/themes.csv",
                "/themes/{ThemeId:guid}",
            },
            seen.Places.Select(place => place.Split(' ')[0]).ToHashSet());
        Assert.Empty(seen.Objections());
    }

    // Every call that reads, with every choice that its description has, page by page.
    private static async Task LookAtRestAsync(HttpClient program, Dictionary<string, List<string>> things, SeenStatements seen)
    {
        var described = (await program.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .Where(path => path.Value.TryGetProperty("get", out _)).ToDictionary(path => path.Name, path => path.Value.GetProperty("get"));
        var routes = (await Route.ListedAsync()).Where(route => route is { IsRest: true, IsGet: true } && OfAnalysts.Contains(route.Needed)).ToList();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            var questions = described.TryGetValue(Constraint().Replace(route.Pattern, ""), out var call) && call.TryGetProperty("parameters", out var parameters)
                && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == "question")
                    ? new[] { "", "question=working&", "question=not_working&", "question=future&" }
                    : [""];
            foreach (var (address, question) in AddressesOf(route, things).SelectMany(address => questions, (address, question) => (address, question)))
            {
                for (var token = ""; token is not null;)
                {
                    using var answer = await program.GetAsync($"{address}?{question}page_size=500&page_token={Uri.EscapeDataString(token)}");
                    var body = await answer.Content.ReadAsStringAsync();
                    Assert.True(answer.IsSuccessStatusCode || (int)answer.StatusCode is 403 or 404, $"{route} {address}: {answer.StatusCode} {body}");
                    seen.Add($"{route.Pattern} {question}", answer.Content.Headers.ContentType?.MediaType ?? "", body);
                    token = answer.IsSuccessStatusCode && JsonSerializer.Deserialize<JsonElement>(body).TryGetProperty("nextPageToken", out var next) && next.GetString() is { Length: > 0 } more ? more : null;
                }
            }
        }
    }

    // Every page and download, and all that they lead to of this cycle.
    private static async Task LookAtPagesAsync(Visitor analyst, Dictionary<string, List<string>> things, SeenStatements seen)
    {
        var routes = (await Route.ListedAsync()).Where(route => route is { IsRest: false, IsGet: true } && route.Needed != Permissions.Public && route.IsAllowedTo(Roles.Analyst)).ToList();
        var patterns = routes.ConvertAll(route => (route.Pattern, Address: new Regex($"^{AnyParameter().Replace(route.Pattern, "[^/]+")}$")));
        var (waiting, found) = (new Queue<string>(), new HashSet<string>());
        foreach (var address in routes.SelectMany(route => AddressesOf(route, things)).Where(found.Add))
            waiting.Enqueue(address);
        while (waiting.TryDequeue(out var address))
        {
            using var answer = await analyst.Http.GetAsync(new Uri(address, UriKind.Relative));
            if (!answer.IsSuccessStatusCode)
                continue;
            var (body, type) = (await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType ?? "");
            var pattern = patterns.Find(pattern => pattern.Address.IsMatch(address.Split('?')[0])).Pattern;
            seen.Add($"{pattern} {(type == "text/html" ? address : "")}", type, body);
            foreach (var link in Link().Matches(body).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value))
                .Where(link => things["cycleid"].Concat(things["themeid"]).Any(link.Contains) && patterns.Exists(one => one.Address.IsMatch(link.Split('?')[0])) && found.Add(link)))
                waiting.Enqueue(link);
            Assert.True(found.Count < MostPages, "There is no end of pages.");
        }
    }

    private static IEnumerable<string> OfAnalysts => Permissions.OfPrograms.Where(scope => Permissions.Gives(scope, [Roles.Analyst]));

    // Of this cycle's things all, of others' one.
    private static IEnumerable<string> AddressesOf(Route route, Dictionary<string, List<string>> things)
    {
        var one = things.ToDictionary(thing => thing.Key, thing => thing.Value[0]);
        return route.Pattern.Contains("{themeId", StringComparison.OrdinalIgnoreCase)
            ? things["themeid"].Select(theme => route.Of(new Dictionary<string, string>(one) { ["themeid"] = theme }))
            : [route.Of(one)];
    }

    private static async Task<string> TokenAsync(Visitor administrator)
    {
        using var answer = await administrator.SubmitAsync(
            "/api-tokens", "token", [("Input.Name", "Analyst"), .. OfAnalysts.Select(scope => ("Input.Scopes", scope)), ("Input.Days", "1")]);
        return Secret().Match(await answer.Content.ReadAsStringAsync()).Value;
    }

    // A cycle of its own with reviews in it, themed by the machine.
    private async Task<(Dictionary<string, List<string>> Things, IReadOnlyDictionary<string, int> ReviewOf)> ThemedAsync(Visitor facilitator)
    {
        using var project = await facilitator.SubmitAsync("/projects/new", "project", ("Input.Name", $"Curious {Guid.NewGuid():N}"), ("Input.Purpose", "To see what can be found out."));
        using var cycle = await facilitator.SubmitAsync(project.RequestMessage!.RequestUri!.AbsolutePath, "cycle", ("Input.Name", "Autumn reviews"));
        var cycleId = cycle.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[^1];
        var (file, reviewOf) = SomeReviews.OfPeople(Reviews);

        using var program = host.Entry.NewProgram();
        var rest = new RestClient(program);
        using var import = await rest.ImportAsync(cycleId, file);
        import.EnsureSuccessStatusCode();
        using var started = await rest.SendAsync($"cycles/{cycleId}/theming-runs", JsonContent.Create(new { }));
        var runId = (await RestClient.ReadAsync(started)).GetProperty("runId").GetString()!;
        await Eventually.GetAsync(() => rest.GetAsync($"theming-runs/{runId}"), run => run.GetProperty("state").GetString() == "proposed", TimeSpan.FromMinutes(2));

        var things = (await SampleThings.FindAsync(host.Entry)).ToDictionary(thing => thing.Key, thing => new List<string> { thing.Value });
        things["projectid"] = [project.RequestMessage.RequestUri.AbsolutePath.Split('/')[^1]];
        things["cycleid"] = [cycleId];
        things["runid"] = [runId];
        things["importid"] = [(await RestClient.ReadAsync(import)).GetProperty("importId").GetString()!];
        things["themeid"] = [.. (await rest.GetAsync($"cycles/{cycleId}/themes?page_size=1000")).GetProperty("themes").EnumerateArray().Select(theme => theme.GetProperty("themeId").GetString()!)];
        return (things, reviewOf);
    }

    [GeneratedRegex("coproduction_[A-Za-z0-9_-]+")]
    private static partial Regex Secret();

    [GeneratedRegex(":(guid|long)")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex AnyParameter();

    [GeneratedRegex("href=\"(/[^\"#]*)")]
    private static partial Regex Link();
}
