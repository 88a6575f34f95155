using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CoProduction.Gateway.Api.Calls;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.Reflection;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>The calls of the Stakeholder service under REST: all of them, each in the same way.</summary>
public sealed class CallRouteTests(RunningHost host) : IDisposable
{
    private readonly HttpClient _program = host.Entry.NewProgram();
    private readonly HttpClient _register = host.Entry.NewRegister();

    public void Dispose()
    {
        _program.Dispose();
        _register.Dispose();
    }

    [Fact]
    public void Table_ComparedWithTheContracts_HasEveryCallThatAProgramMayMake()
    {
        // Read in a shape of their own, or a person's own act.
        string[] apart =
        [
            "CreatePartnership", "GetPartnership", "GetProject", "ListProjects", "GetGovernance", "GetLadder", "GetSelfAssessment", "GetCheckpoints", "GetCloseOut", "ImportPopulation",
            "VerifyGroups", "GetAboutMe", "SetAboutMe", "ListHeldMessages", "SettleMessage", "ChallengeDecision", "ListMyMessages", "AskAgain",
        ];
        ServiceDescriptor[] services =
            [StakeholderService.Descriptor, IdentifyService.Descriptor, EngageService.Descriptor, GovernService.Descriptor, DeliverService.Descriptor, PeopleService.Descriptor,
                RepresentService.Descriptor, VoiceService.Descriptor, EmpowerService.Descriptor];

        Assert.Equal(services.SelectMany(service => service.Methods).Select(call => call.Name).Except(apart).Order(),
            CallRoutes.All.Where(route => services.Contains(route.Call.Service)).Select(route => route.Call.Name).Order());
    }

    [Fact]
    public async Task Outcome_AddedAndChanged_IsInTheOverview()
    {
        var project = await CreateProjectAsync();
        var added = await SendAsync(_program, HttpMethod.Post, $"projects/{project}/outcomes", new { words = "People know whom to ring", proposedBy = "carers" });
        var changed = await SendAsync(_program, HttpMethod.Put, $"projects/{project}/outcomes/{added.GetProperty("outcomeId").GetString()}",
            new { etag = await EtagAsync(project), words = "People know whom to ring at night", proposedBy = "together" });

        Assert.Equal("carers", added.GetProperty("proposedBy").GetString());
        Assert.Equal("together", changed.GetProperty("proposedBy").GetString());
        var outcome = Assert.Single((await OverviewAsync(project)).GetProperty("outcomes").EnumerateArray());
        Assert.Equal("People know whom to ring at night", outcome.GetProperty("words").GetString());
        Assert.Equal(JsonValueKind.Null, outcome.GetProperty("endedOn").ValueKind);
    }

    [Fact]
    public async Task Invitation_AddedAndAnswered_IsInWhatTheGroupHasBeenTold()
    {
        var project = await CreateProjectAsync();
        var group = (await SendAsync(_program, HttpMethod.Post, $"projects/{project}/groups",
            new { group = new { category = "secondary", name = "Family carers", effect = "both", reach = "direct", estimatedSize = 80 } })).GetProperty("groupId").GetString();
        var invitation = await SendAsync(_program, HttpMethod.Post, $"projects/{project}/invitations", new { groupId = group, people = 20, channel = "post", whom = "The mailing list" });

        await SendAsync(_program, HttpMethod.Put, $"projects/{project}/invitations/{invitation.GetProperty("invitationId").GetString()}/answer",
            new { etag = await EtagAsync(project), answer = "yes", saidYes = 4 });

        var told = Assert.Single((await GetAsync(_program, $"projects/{project}/engagement")).GetProperty("groups").EnumerateArray());
        Assert.Equal((20, 0.25, 4), (told.GetProperty("toldAtMost").GetInt32(), told.GetProperty("shareAtMost").GetDouble(), told.GetProperty("saidYes").GetInt32()));
    }

    [Fact]
    public async Task Project_PartChanged_KeepsTheRest()
    {
        var project = await CreateProjectAsync();

        var changed = await SendAsync(_program, HttpMethod.Patch, $"projects/{project}",
            new { etag = await EtagAsync(project), responsible = "Ada", timeFrame = new { startsOn = "2026-12-01", endsOn = "2027-03-31" }, level = "service" });

        Assert.Equal("To find out", changed.GetProperty("purpose").GetString());
        Assert.Equal("Ada", changed.GetProperty("responsible").GetString());
        Assert.Equal("2027-03-31", changed.GetProperty("endsOn").GetString());
        Assert.Equal("service", changed.GetProperty("level").GetString());
    }

    [Fact]
    public async Task Project_ChangedMeanwhile_IsAConflictThatSaysWhoChangedWhat()
    {
        var project = await CreateProjectAsync();
        var seen = await EtagAsync(project);
        await SendAsync(_program, HttpMethod.Patch, $"projects/{project}", new { etag = seen, responsible = "Ada" });

        using var second = await AskAsync(_program, HttpMethod.Patch, $"projects/{project}", new { etag = seen, responsible = "Bo" });

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("Tests changed who is responsible", (await RestClient.ReadAsync(second)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Call_RepeatedWithTheSameKey_IsMadeOnce()
    {
        var (project, key) = (await CreateProjectAsync(), Guid.NewGuid());

        for (var i = 0; i < 2; i++)
            (await AskAsync(_program, HttpMethod.Post, $"projects/{project}/known", new { words = "Buses stop at six", source = "Survey 2024", consent = "yes" }, key)).EnsureSuccessStatusCode().Dispose();

        Assert.Single((await OverviewAsync(project)).GetProperty("known").EnumerateArray());
    }

    [Fact]
    public async Task Person_WrittenThroughTheRegister_IsFoundWithContactsNeedsAndConsents()
    {
        var name = $"Ngozi {Guid.NewGuid()}";
        var person = (await SendAsync(_register, HttpMethod.Post, "people", new { profile = new { displayName = name, experience = new[] { "carer" }, skills = new[] { "Chairing" } }, agreed = true }))
            .GetProperty("personId").GetString();
        var etag = (await GetAsync(_register, $"people/{person}/contacts")).GetProperty("etag").GetString();

        await SendAsync(_register, HttpMethod.Put, $"people/{person}/contacts", new { etag, contacts = new[] { new { channel = "post", detail = "1 High Street" } } });
        await SendAsync(_register, HttpMethod.Post, $"people/{person}/adjustments", new { category = "physical-access", wording = "Step-free, please", reviewInMonths = 6 });
        await SendAsync(_register, HttpMethod.Put, $"people/{person}/consents/informed", new { agreed = true });

        Assert.Equal(person, Assert.Single((await GetAsync(_register, $"people?name={Uri.EscapeDataString(name)}&page_size=5")).GetProperty("people").EnumerateArray()).GetProperty("personId").GetString());
        Assert.Equal("1 High Street", (await GetAsync(_register, $"people/{person}/contacts")).GetProperty("contacts")[0].GetProperty("detail").GetString());
        Assert.Equal("Step-free, please", (await GetAsync(_register, $"people/{person}/adjustments")).GetProperty("adjustments")[0].GetProperty("wording").GetString());
        Assert.True((await GetAsync(_register, $"people/{person}/consents")).GetProperty("consents")[0].GetProperty("inForce").GetBoolean());
    }

    [Theory]
    [InlineData("""{ "words": 5 }""", "words", "Send words.")]
    [InlineData("""{ "words": "x", "proposedBy": "the king" }""", "proposed_by", "Choose one of lived_experience, carers, staff, together.")]
    [InlineData("""{ "projectId": "x" }""", "projectId", "Leave this out")]
    [InlineData("""[]""", "body", "Send an object.")]
    [InlineData("""{ "words": """, "body", "This is not JSON.")]
    [InlineData("", "words", "")]
    public async Task Body_ThatWillNotDo_IsRefusedAtItsField(string body, string field, string words)
    {
        using var response = await AskAsync(_program, HttpMethod.Post, $"projects/{await CreateProjectAsync()}/outcomes", new StringContent(body, null, "application/json"), Guid.NewGuid());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, (await RestClient.ReadAsync(response)).GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Fact]
    public async Task Description_OfACall_SaysWhatItTakesAndAnswers()
    {
        var document = await _program.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var add = document.GetProperty("paths").GetProperty("/api/v1/projects/{projectId}/outcomes").GetProperty("post");
        var says = add.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("properties");
        Assert.Equal(["words", "proposedBy", "proposedOn"], says.EnumerateObject().Select(property => property.Name));
        Assert.Contains("carers", says.GetProperty("proposedBy").GetProperty("enum").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains(add.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");
        Assert.EndsWith("/Outcome", add.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
        Assert.True(document.GetProperty("components").GetProperty("schemas").GetProperty("Outcome").GetProperty("properties").TryGetProperty("endedOn", out _));
    }

    private async Task<string> CreateProjectAsync() =>
        (await SendAsync(_program, HttpMethod.Post, "projects", new { name = $"Night calls {Guid.NewGuid()}", purpose = "To find out" })).GetProperty("projectId").GetString()!;

    private async Task<string> EtagAsync(string project) => (await GetAsync(_program, $"projects/{project}")).GetProperty("etag").GetString()!;

    private Task<JsonElement> OverviewAsync(string project) => GetAsync(_program, $"projects/{project}/overview");

    private static Task<JsonElement> GetAsync(HttpClient http, string path) => new RestClient(http).GetAsync(path);

    private static async Task<JsonElement> SendAsync(HttpClient http, HttpMethod verb, string path, object body)
    {
        using var response = await AskAsync(http, verb, path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return response.StatusCode == HttpStatusCode.NoContent ? default : await RestClient.ReadAsync(response);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient http, HttpMethod verb, string path, object body, Guid? key = null) =>
        AskAsync(http, verb, path, JsonContent.Create(body), key ?? Guid.NewGuid());

    private static Task<HttpResponseMessage> AskAsync(HttpClient http, HttpMethod verb, string path, HttpContent body, Guid key) =>
        new RestClient(http).SendAsync(path, body, key, verb);
}
