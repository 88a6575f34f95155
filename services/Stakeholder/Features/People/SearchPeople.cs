using System.Globalization;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>Finds people by name and by what they bring. That somebody has looked is kept.</summary>
internal sealed class SearchPeople(TenantDatabase database)
{
    private const int Longest = 100;

    // How much alike words are to be: as they are, misspelt a little, misspelt badly. Each is tried when the one before finds nobody.
    private static readonly (string Name, float? From)[] _alike = [("", null), ("alike", 0.65f), ("somewhat", 0.5f)];

    public async Task<SearchPeopleResponse> HandleAsync(SearchPeopleRequest request, Caller caller, CancellationToken cancel)
    {
        if ((request.Need.Length > 0 || request.ReviewDue) && !caller.May("person.contact"))
            throw Whose.NotYours();
        var wanted = Wanted.From(request);
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "people", wanted);
        List<Found> found = [];
        var alike = "";
        foreach (var (name, from) in page.IsFirst ? wanted.HasWords ? _alike : _alike[..1] : [_alike.First(how => how.Name == page.After(0))])
        {
            (found, alike) = (await FindAsync(transaction, wanted, from, page, cancel), name);
            if (found.Count > 0)
                break;
        }
        var next = page.Next(found, row => [alike, row.Unlike, row.SortName, row.PersonId]);
        var people = (await PersonRow.ReadAsync(transaction, [.. found.Select(row => row.PersonId)], cancel)).ToDictionary(row => row.PersonId);
        await transaction.AuditAsync("person.list", "partnership", transaction.PartnershipId, $"{found.Count} people", cancel);
        await transaction.CommitAsync(cancel);
        return new() { People = { found.Select(row => people[row.PersonId].ToRecord()) }, NextPageToken = next, Alike = alike.Length > 0 && found.Count > 0 };
    }

    private static Task<List<Found>> FindAsync(TenantTransaction transaction, Wanted wanted, float? alikeFrom, Page page, CancellationToken cancel) => transaction.QueryAsync<Found>(
        """
        SELECT person_id, unlike, sort_name
        FROM find_people(@name, @alikeFrom::real, @skill, @interest, @experience, @need, @use, @reviewBy::date, @afterUnlike, @afterName, @afterId, @Limit)
        """,
        new
        {
            name = Words(wanted.Name, alikeFrom),
            alikeFrom,
            skill = Words(wanted.Skill, alikeFrom),
            interest = Words(wanted.Interest, alikeFrom),
            experience = OrNull(wanted.Experience),
            need = OrNull(wanted.Need),
            use = OrNull(wanted.AgreedUse),
            reviewBy = wanted.ReviewDue ? transaction.Now : (DateTimeOffset?)null,
            afterUnlike = page.IsFirst ? (int?)null : int.Parse(page.After(1)!, CultureInfo.InvariantCulture),
            afterName = page.After(2),
            afterId = page.IsFirst ? (Guid?)null : Guid.Parse(page.After(3)!),
            page.Limit,
        }, cancel);

    private static string? Words(string text, float? alikeFrom) => text.Length == 0 || alikeFrom is not null ? OrNull(text) : LikePattern.Containing(text);

    private static string? OrNull(string text) => text.Length > 0 ? text : null;

    private sealed record Found(Guid PersonId, int Unlike, string SortName);

    private sealed record Wanted(string Name, string Skill, string Interest, string Experience, string Need, string AgreedUse, bool ReviewDue)
    {
        public bool HasWords => Name.Length + Skill.Length + Interest.Length > 0;

        public static Wanted From(SearchPeopleRequest request) => new(
            Lower(request.Name, "name"), Lower(request.Skill, "skill"), Lower(request.Interest, "interest"), request.Experience, request.Need, request.AgreedUse, request.ReviewDue);

        private static string Lower(string text, string field) => Parse.OptionalText(text, field, Longest).ToLower(CultureInfo.GetCultureInfo("en-GB"));
    }
}
