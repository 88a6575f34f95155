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

    public async Task<SearchPeopleResponse> HandleAsync(SearchPeopleRequest request, Caller caller, CancellationToken cancel)
    {
        if ((request.Need.Length > 0 || request.ReviewDue) && !caller.May("person.contact"))
            throw Whose.NotYours();
        var wanted = Wanted.From(request);
        var page = Page.Read(request.Page, "people", wanted);
        await using var transaction = await database.BeginAsync(caller, cancel);
        var alike = page.After(0) == "alike";
        var found = await FindAsync(transaction, wanted, alike, page, cancel);
        if (found.Count == 0 && page.IsFirst && wanted.HasWords)
        {
            alike = true;
            found = await FindAsync(transaction, wanted, alike, page, cancel);
        }
        var next = page.Next(found, row => [alike ? "alike" : "", row.Unlike, row.SortName, row.PersonId]);
        var people = (await PersonRow.ReadAsync(transaction, [.. found.Select(row => row.PersonId)], cancel)).ToDictionary(row => row.PersonId);
        await transaction.AuditAsync("person.list", "partnership", transaction.PartnershipId, $"{found.Count} people", cancel);
        await transaction.CommitAsync(cancel);
        return new() { People = { found.Select(row => people[row.PersonId].ToRecord()) }, NextPageToken = next, Alike = alike && found.Count > 0 };
    }

    private static Task<List<Found>> FindAsync(TenantTransaction transaction, Wanted wanted, bool alike, Page page, CancellationToken cancel) => transaction.QueryAsync<Found>(
        """
        SELECT person_id, unlike, sort_name
        FROM find_people(@name, @alike, @skill, @interest, @experience, @need, @use, @reviewBy::date, @afterUnlike, @afterName, @afterId, @Limit)
        """,
        new
        {
            name = Words(wanted.Name, alike),
            alike,
            skill = Words(wanted.Skill, alike),
            interest = Words(wanted.Interest, alike),
            experience = OrNull(wanted.Experience),
            need = OrNull(wanted.Need),
            use = OrNull(wanted.AgreedUse),
            reviewBy = wanted.ReviewDue ? transaction.Now : (DateTimeOffset?)null,
            afterUnlike = page.IsFirst ? (int?)null : int.Parse(page.After(1)!, CultureInfo.InvariantCulture),
            afterName = page.After(2),
            afterId = page.IsFirst ? (Guid?)null : Guid.Parse(page.After(3)!),
            page.Limit,
        }, cancel);

    private static string? Words(string text, bool alike) => text.Length == 0 || alike ? OrNull(text) : LikePattern.Containing(text);

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
