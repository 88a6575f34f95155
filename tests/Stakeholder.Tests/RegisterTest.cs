using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;

namespace CoProduction.Stakeholder.Tests;

/// <summary>Arranges a register and those who look at it.</summary>
public abstract class RegisterTest(Installation installation) : SignInTest(installation)
{
    protected PeopleService.PeopleServiceClient People(Caller caller) => Installed.Module.Client<PeopleService.PeopleServiceClient>(caller);

    protected async Task<PersonRecord> AddAsync(Guid partnership, string name, Action<Profile>? with = null) =>
        (await People(Callers.Facilitator(partnership)).CreatePersonAsync(SomePeople.Named(name, with))).Person;

    /// <summary>Somebody with a role, as they call themselves.</summary>
    protected async Task<Caller> MemberAsync(Guid partnership, string role, string supports = "")
    {
        var grant = Grant(Installation.NewName(role), role);
        grant.SupportsPersonId = supports;
        if (supports.Length > 0)
            grant.SupportScopes.Add("my_page");
        var granted = await Installed.Access(Callers.Administrator(partnership)).GrantMembershipAsync(grant);
        return Callers.With(role, partnership) with { PersonId = Guid.Parse(granted.Account.PersonId) };
    }

    protected static SetContactsRequest Ways(string personId, string etag, params IEnumerable<(string Channel, string Detail, bool RoundSupporter)> contacts) => new()
    {
        RequestId = Installation.NewId(),
        PersonId = personId,
        Etag = etag,
        Contacts = { contacts.Select(way => new Contact { Channel = way.Channel, Detail = way.Detail, RoundSupporter = way.RoundSupporter }) },
    };

    protected static RecordAdjustmentRequest Need(string personId, string category, string wording, int months = 0) =>
        new() { RequestId = Installation.NewId(), PersonId = personId, Category = category, Wording = wording, ReviewInMonths = months };
}
