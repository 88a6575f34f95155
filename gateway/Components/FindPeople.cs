using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Components;

/// <summary>Somebody of the register looked for by name, on a page that is about something else.</summary>
internal static class FindPeople
{
    private const int LongestName = 100;

    /// <summary>The <paramref name="most"/> that are most like the name; nobody when there is none. A name from an address may be of any length: it is cut.</summary>
    public static async Task<SearchPeopleResponse> NamedAsync(this PeopleService.PeopleServiceClient register, string? name, int most, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(name)
            ? new()
            : await register.SearchPeopleAsync(new() { Name = name.Length > LongestName ? name[..LongestName] : name, Page = new() { PageSize = most } }, cancellationToken: cancel);
}
