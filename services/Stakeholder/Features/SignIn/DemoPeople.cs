using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>The sample's people, one for each role: anybody at this machine may be one of them, where the installation offers that.</summary>
internal sealed class DemoPeople(Sessions sessions, SignInOptions options)
{
    public async Task<ListDemoPeopleResponse> HandleAsync(CancellationToken cancel)
    {
        if (!options.OfferDemo)
            return new();
        await using var transaction = await sessions.BeginAsync(cancel);
        var people = await transaction.QueryAsync<(Guid Id, string Name)>("SELECT person_id, display_name FROM account WHERE demo ORDER BY display_name", null, cancel);
        return new() { People = { people.Select(person => new DemoPerson { PersonId = person.Id.ToString(), DisplayName = person.Name }) } };
    }

    public async Task<SignInAsDemoResponse> HandleAsync(SignInAsDemoRequest request, CancellationToken cancel)
    {
        var id = Parse.Id(request.PersonId, "person_id");
        await using var transaction = await sessions.BeginAsync(cancel);
        if (!options.OfferDemo || await transaction.FindAsync<Guid?>("SELECT person_id FROM account WHERE person_id = @id AND demo", new { id }, cancel) is null)
            throw Problem.NotFound("person");
        var signedIn = await sessions.StartAsync(transaction, id, "as one of the sample", maySetPassword: false, cancel);
        await transaction.CommitAsync(cancel);
        return new() { SignedIn = signedIn };
    }
}
