using CoProduction.Shared.Access;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;

namespace CoProduction.Stakeholder.Tests;

/// <summary>What somebody sees of themselves, and who else sees it.</summary>
public sealed class MyPageTests(Installation installation) : SignInTest(installation)
{
    [Fact]
    public async Task GetMyPage_OfThePersonSupported_OnlyWithinTheScopeAndSeenByThem()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var access = Installed.Access(Callers.Administrator(partnership));
        var mina = Guid.Parse((await access.GrantMembershipAsync(Grant(Installation.NewName("mina"), Roles.Member))).Account.PersonId);
        var sunny = Guid.Parse((await access.GrantMembershipAsync(
            new(Grant(Installation.NewName("sunny"), Roles.Supporter)) { SupportsPersonId = mina.ToString(), SupportScopes = { "my_page" } })).Account.PersonId);
        var stranger = Guid.Parse((await access.GrantMembershipAsync(Grant(Installation.NewName("kim"), Roles.Member))).Account.PersonId);

        var seen = await Installed.Access(Callers.With(Roles.Supporter, partnership) with { PersonId = sunny }).GetMyPageAsync(new() { PersonId = mina.ToString() });
        var refused = await Refused.CallAsync(Installed.Access(Callers.With(Roles.Member, partnership) with { PersonId = stranger }).GetMyPageAsync(new() { PersonId = mina.ToString() }));
        var own = await Installed.Access(Callers.With(Roles.Member, partnership) with { PersonId = mina }).GetMyPageAsync(new());

        Assert.Equal([Roles.Member], seen.Roles);
        Assert.Equal("NOT_A_SUPPORTER", refused.Reason);
        Assert.Contains(own.Sightings, sighting => sighting.Action == "my-page.read");
    }

    [Fact]
    public async Task GetMyPage_ListAndRolesLookedAt_BothAreSeenNewestFirst()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var access = Installed.Access(Callers.Administrator(partnership));
        var mina = Guid.Parse((await access.GrantMembershipAsync(Grant(Installation.NewName("mina"), Roles.Member))).Account.PersonId);
        await access.ListMembersAsync(new());
        await access.GetMemberAsync(new() { PersonId = mina.ToString() });

        var own = await Installed.Access(Callers.With(Roles.Member, partnership) with { PersonId = mina }).GetMyPageAsync(new());

        Assert.Equal(["person.read", "person.list", "access.grant"], own.Sightings.Select(sighting => sighting.Action));
    }
}
