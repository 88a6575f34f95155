using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CoProduction.Gateway.Api.Calls;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

public sealed class RestTests : IDisposable
{
    private readonly HttpClient _http;
    private readonly RestClient _rest;

    public RestTests(RunningHost host)
    {
        _http = host.Entry.NewProgram();
        _rest = new(_http);
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task OpenApi_Document_DescribesEveryRouteInVersion31()
    {
        var document = await _http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        var routes = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(verb => $"{verb.Name} {path.Name}"));
        Assert.Equal(
            [
                "get /api/v1/cycles/{cycleId}", "get /api/v1/cycles/{cycleId}/themes", "get /api/v1/imports/{importId}", "get /api/v1/imports/{importId}/problems",
                "get /api/v1/people/imports/{peopleImportId}", "get /api/v1/people/imports/{peopleImportId}/problems", "get /api/v1/people/imports/{peopleImportId}/waiting",
                "get /api/v1/projects", "get /api/v1/projects/{projectId}", "get /api/v1/projects/{projectId}/checkpoints", "get /api/v1/projects/{projectId}/close-out",
                "get /api/v1/projects/{projectId}/cycles", "get /api/v1/projects/{projectId}/flags", "get /api/v1/projects/{projectId}/governance",
                "get /api/v1/projects/{projectId}/groups", "get /api/v1/projects/{projectId}/ladder", "get /api/v1/projects/{projectId}/self-assessment",
                "get /api/v1/themes/{themeId}",
                "get /api/v1/themes/{themeId}/statements", "get /api/v1/theming-runs/{runId}", "post /api/v1/cycles/{cycleId}/imports", "post /api/v1/cycles/{cycleId}/theming-runs",
                "post /api/v1/people/imports", "post /api/v1/population/imports",
            ],
            routes.Except(CallRoutes.All.Select(route => $"{route.Verb.ToLowerInvariant()} /api/v1{route.Path.Replace(":guid", "")}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_SameKeyTwice_AddsOnce()
    {
        var cycle = await _rest.SampleCycleAsync();
        var file = Csv($"working,Same key {Guid.NewGuid()}");
        var key = Guid.NewGuid();

        using var first = await _rest.ImportAsync(cycle, file, key);
        using var second = await _rest.ImportAsync(cycle, file, key);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal((await RestClient.ReadAsync(first)).GetProperty("importId").GetString(), (await RestClient.ReadAsync(second)).GetProperty("importId").GetString());
    }

    [Fact]
    public async Task Import_SameFileUnderAnotherKey_SaysThatItIsThereAlready()
    {
        var cycle = await _rest.SampleCycleAsync();
        var file = Csv($"working,Same file {Guid.NewGuid()}");

        using var first = await _rest.ImportAsync(cycle, file);
        using var second = await _rest.ImportAsync(cycle, file);

        Assert.False((await RestClient.ReadAsync(first)).GetProperty("alreadyImported").GetBoolean());
        Assert.True((await RestClient.ReadAsync(second)).GetProperty("alreadyImported").GetBoolean());
    }

    [Fact]
    public async Task Import_WithoutKey_IsRefused()
    {
        using var response = await _http.PostAsync($"/api/v1/cycles/{await _rest.SampleCycleAsync()}/imports", new ByteArrayContent(Csv("working,x")) { Headers = { ContentType = new("text/csv") } });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.True((await RestClient.ReadAsync(response)).GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("just some words\nand more\n", "No column was recognised")]
    [InlineData("question,statement\nworking,\"never closed\n", "never closed")]
    [InlineData("PK\u0003\u0004 rubbish", "workbook")]
    [InlineData("question,statement\n", "no rows")]
    public async Task Import_FileThatIsNone_IsRefusedInWords(string file, string words)
    {
        using var response = await _rest.ImportAsync(await _rest.SampleCycleAsync(), Encoding.UTF8.GetBytes(file));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, (await RestClient.ReadAsync(response)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Import_RowsWithProblems_KeepsTheGoodOnesWhenAsked()
    {
        var cycle = await _rest.SampleCycleAsync();
        var file = Csv($"working,Good {Guid.NewGuid()}", "sideways,Bad", "working,");

        using var refused = await _rest.ImportAsync(cycle, file);
        using var kept = await _rest.ImportAsync(cycle, file, keepGoodRows: true);

        Assert.Equal("refused", (await RestClient.ReadAsync(refused)).GetProperty("state").GetString());
        var import = await RestClient.ReadAsync(kept);
        Assert.Equal(("added", 1, 2), (import.GetProperty("state").GetString(), import.GetProperty("statements").GetInt32(), import.GetProperty("rowsWithProblems").GetInt32()));
        var problems = (await _rest.GetAsync($"imports/{import.GetProperty("importId").GetString()}/problems")).GetProperty("problems");
        Assert.Equal([3, 4], problems.EnumerateArray().Select(problem => problem.GetProperty("row").GetInt32()));
    }

    [Fact]
    public async Task Cycle_Unknown_IsNotFoundInProblemDetails()
    {
        using var response = await _http.GetAsync($"/api/v1/cycles/{Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("NOT_FOUND", (await RestClient.ReadAsync(response)).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Themes_OfTheSample_AreListedWithQuotesAndStatements()
    {
        var cycle = await _rest.SampleCycleAsync();

        var themes = (await _rest.GetAsync($"cycles/{cycle}/themes?question=working&page_size=3")).GetProperty("themes").EnumerateArray().ToList();

        Assert.Equal(3, themes.Count);
        Assert.All(themes, theme => Assert.NotEmpty(theme.GetProperty("quotes").EnumerateArray()));
        var statements = await _rest.GetAsync($"themes/{themes[0].GetProperty("themeId").GetString()}/statements?page_size=1000");
        Assert.Equal(themes[0].GetProperty("size").GetInt32(), statements.GetProperty("statements").GetArrayLength());
    }

    [Fact]
    public async Task Statements_OfTheSample_NameASecondThemeWhereThereIsOne()
    {
        var themes = (await _rest.GetAsync($"cycles/{await _rest.SampleCycleAsync()}/themes?page_size=1000")).GetProperty("themes").EnumerateArray()
            .ToDictionary(theme => theme.GetProperty("themeId").GetString()!);
        var seconds = new List<(JsonElement First, string? Id, string? Name)>();
        foreach (var (id, theme) in themes)
            foreach (var statement in (await _rest.GetAsync($"themes/{id}/statements?page_size=1000")).GetProperty("statements").EnumerateArray())
                seconds.Add((theme, statement.GetProperty("secondThemeId").GetString(), statement.GetProperty("secondTheme").GetString()));

        var given = seconds.FindAll(second => second.Id is not null);
        Assert.InRange(given.Count, 1, seconds.Count / 4);
        Assert.All(seconds, second => Assert.Equal(second.Id is null, second.Name is null));
        Assert.All(given, second =>
        {
            Assert.Equal(themes[second.Id!].GetProperty("name").GetString(), second.Name);
            Assert.Equal(themes[second.Id!].GetProperty("question").GetString(), second.First.GetProperty("question").GetString());
            Assert.NotEqual(second.Id, second.First.GetProperty("themeId").GetString());
        });
    }

    private static byte[] Csv(params string[] rows) => Encoding.UTF8.GetBytes("question,statement\n" + string.Join("\n", rows) + "\n");
}
