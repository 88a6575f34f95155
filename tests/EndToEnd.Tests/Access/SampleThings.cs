using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CoProduction.TestCommon.Hosting;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>One of each thing in the sample, by the names of route parameters.</summary>
internal static partial class SampleThings
{
    private static readonly ConcurrentDictionary<Entry, Lazy<Task<IReadOnlyDictionary<string, string>>>> _found = [];

    /// <summary>Looked for once in an installation.</summary>
    public static Task<IReadOnlyDictionary<string, string>> FindAsync(Entry entry) => _found.GetOrAdd(entry, new Lazy<Task<IReadOnlyDictionary<string, string>>>(() => LookAsync(entry))).Value;

    private static async Task<IReadOnlyDictionary<string, string>> LookAsync(Entry entry)
    {
        using var program = entry.NewProgram();
        using var person = entry.NewPerson();
        using var registrar = entry.NewRegister();
        var (rest, register) = (new RestClient(program), new RestClient(registrar));
        var cycleId = await rest.SampleCycleAsync();
        var cycle = await rest.GetAsync($"cycles/{cycleId}");
        var themes = await rest.GetAsync($"cycles/{cycleId}/themes?page_size=1");
        // Nothing is added, and there is an import with a problem to show.
        using var refused = await rest.ImportAsync(cycleId, System.Text.Encoding.UTF8.GetBytes($"question,statement\nsideways,{Guid.NewGuid()}\n"));
        // Somebody new, a row that looks like them, and one with a problem.
        var newcomer = $"Newcomer {Guid.NewGuid():N}";
        using var people = await register.ImportPeopleAsync(System.Text.Encoding.UTF8.GetBytes($"name,agreed\n{newcomer},yes\n{newcomer},yes\n{newcomer},no\n"), keepGoodRows: true);
        var projectId = cycle.GetProperty("projectId").GetString()!;
        var groups = await rest.GetAsync($"projects/{projectId}/groups");
        using var harm = await rest.SendAsync(
            $"projects/{projectId}/recorded-messages", JsonContent.Create(new { kind = "saying", said = new { words = "He hits me." }, cameBy = "telephone", theyAgree = true }));
        return new Dictionary<string, string>
        {
            ["projectid"] = projectId,
            ["groupid"] = groups.GetProperty("categories")[0].GetProperty("groups")[0].GetProperty("groupId").GetString()!,
            ["representationid"] = (await register.GetAsync($"projects/{projectId}/representatives")).GetProperty("representatives")[0].GetProperty("representationId").GetString()!,
            ["governinggroupid"] = (await rest.GetAsync($"projects/{projectId}/governance")).GetProperty("groups")[0].GetProperty("governingGroupId").GetString()!,
            ["code"] = (await rest.GetAsync($"projects/{projectId}/open-channel")).GetProperty("channel").GetProperty("code").GetString()!,
            ["messageid"] = (await rest.GetAsync($"projects/{projectId}/messages")).GetProperty("messages")[0].GetProperty("messageId").GetString()!,
            ["invitationid"] = (await rest.GetAsync($"projects/{projectId}/engagement")).GetProperty("invitations")[0].GetProperty("invitationId").GetString()!,
            ["opportunityid"] = (await rest.GetAsync("opportunities")).GetProperty("opportunities")[0].GetProperty("opportunityId").GetString()!,
            ["cycleid"] = cycleId,
            ["runid"] = cycle.GetProperty("latestRun").GetProperty("runId").GetString()!,
            ["themeid"] = themes.GetProperty("themes")[0].GetProperty("themeId").GetString()!,
            ["importid"] = (await RestClient.ReadAsync(refused)).GetProperty("importId").GetString()!,
            ["draftid"] = await KeptFileAsync(person, cycleId),
            ["peopleimportid"] = (await RestClient.ReadAsync(people)).GetProperty("importId").GetString()!,
            ["row"] = "2",
            ["personid"] = Person().Match(await person.GetStringAsync("/people/roles")).Groups[1].Value,
            ["concernid"] = Concern().Match(await person.GetStringAsync("/safeguarding")).Groups[1].Value,
            ["documentname"] = "v1",
        };
    }

    // One whose row with a problem can be settled on the page.
    private static async Task<string> KeptFileAsync(HttpClient person, string cycleId)
    {
        var token = Token().Match(await person.GetStringAsync($"/cycles/{cycleId}/import")).Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent("working,consent\nMy dog and the park by the river,by phone perhaps\n"), "file", "reviews.csv" },
        };
        using var kept = await person.PostAsync($"/cycles/{cycleId}/import-file", form);
        return Draft().Match(kept.RequestMessage!.RequestUri!.AbsolutePath).Groups[1].Value;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("/import/([0-9a-f-]{36})")]
    private static partial Regex Draft();

    [GeneratedRegex("/people/([0-9a-f-]{36})")]
    private static partial Regex Person();

    [GeneratedRegex("/safeguarding/([0-9a-f-]{36})")]
    private static partial Regex Concern();
}
