using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests;

/// <summary>Who may give whom which roles, and who cannot be lost.</summary>
public sealed class MembersTests(Installation installation) : SignInTest(installation)
{
    [Fact]
    public async Task RemoveMembership_LastAdministrator_IsRefused()
    {
        var access = Installed.Access(Callers.Administrator(await Installed.NewPartnershipAsync()));
        var administrator = await access.GrantMembershipAsync(Grant(Installation.NewName("ada"), Roles.Administrator));

        var removed = await Refused.CallAsync(access.RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = administrator.Account.PersonId }));
        var demoted = await Refused.CallAsync(access.GrantMembershipAsync(Grant(administrator.Account.AccountName, Roles.Analyst)));

        Assert.Equal(("LAST_ADMINISTRATOR", "LAST_ADMINISTRATOR"), (removed.Reason, demoted.Reason));
    }

    [Fact]
    public async Task RemoveMembership_TwoAdministratorsAtOnce_OneStays()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var access = Installed.Access(Callers.Administrator(partnership));
        var two = new[] { await access.GrantMembershipAsync(Grant(Installation.NewName("ada"), Roles.Administrator)), await access.GrantMembershipAsync(Grant(Installation.NewName("bea"), Roles.Administrator)) };

        var ends = await Task.WhenAll(two.Select(one => EndAsync(access.RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = one.Account.PersonId }))));

        Assert.Equal([StatusCode.OK, StatusCode.FailedPrecondition], ends.Order());
    }

    [Fact]
    public async Task CreateLink_MemberOfAnotherPartnershipToo_IsRefused()
    {
        var (here, there) = (await Installed.NewPartnershipAsync(), await Installed.NewPartnershipAsync());
        var grant = Grant(Installation.NewName("sam"), Roles.Analyst);
        var granted = await Installed.Access(Callers.Administrator(here)).GrantMembershipAsync(grant);
        var link = await Installed.Access(Callers.Administrator(here)).CreateLinkAsync(new() { RequestId = Installation.NewId(), PersonId = granted.Account.PersonId });
        await Installed.Access(Callers.System(there)).GrantMembershipAsync(new(grant) { RequestId = Installation.NewId() });

        var refused = await Refused.CallAsync(Installed.Access(Callers.Administrator(here)).CreateLinkAsync(new() { RequestId = Installation.NewId(), PersonId = granted.Account.PersonId }));

        Assert.NotEmpty(link.LinkSecret);
        Assert.Equal("WORKS_ELSEWHERE", refused.Reason);
    }

    [Fact]
    public async Task GrantMembership_AccountMadeElsewhere_OnlyByWhoeverRunsTheInstallation()
    {
        var grant = Grant(Installation.NewName("sam"), Roles.Administrator);
        var (there, here) = (await Installed.NewPartnershipAsync(), await Installed.NewPartnershipAsync());
        await Installed.Access(Callers.Administrator(there)).GrantMembershipAsync(grant);
        var again = new GrantMembershipRequest(grant) { RequestId = Installation.NewId(), Email = "somebody.else@example.org" };

        var refused = await Refused.CallAsync(Installed.Access(Callers.Administrator(here)).GrantMembershipAsync(again));
        var granted = await Installed.Access(Callers.System(here)).GrantMembershipAsync(again);
        var changed = await Installed.Access(Callers.Administrator(here)).GrantMembershipAsync(new(grant) { RequestId = Installation.NewId() });

        Assert.Equal("ACCOUNT_ELSEWHERE", refused.Reason);
        Assert.Equal(("", granted.Account.PersonId), (granted.LinkSecret, changed.Account.PersonId));
        Assert.Null(await Installed.ReadBehindTheScenesAsync<string?>(
            "SELECT email FROM account WHERE person_id = @person", new { person = Guid.Parse(granted.Account.PersonId) }));
    }

    [Fact]
    public async Task GrantMembership_RemovedBefore_ComesBack()
    {
        var access = Installed.Access(Callers.Administrator(await Installed.NewPartnershipAsync()));
        var grant = Grant(Installation.NewName("sam"), Roles.Analyst);
        var first = await access.GrantMembershipAsync(grant);
        await access.RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = first.Account.PersonId });

        var again = await access.GrantMembershipAsync(new(grant) { RequestId = Installation.NewId() });

        Assert.Equal(first.Account.PersonId, again.Account.PersonId);
    }

    [Fact]
    public async Task GrantMembership_DemoByAnAdministrator_IsRefused() =>
        Assert.Equal(StatusCode.InvalidArgument, await EndAsync(Installed.Access(Callers.Administrator(await Installed.NewPartnershipAsync())).GrantMembershipAsync(
            new(Grant(Installation.NewName("demo"), Roles.Administrator)) { Demo = true })));

    [Fact]
    public async Task GrantMembership_ChangedMeanwhile_SecondIsToldAndNothingIsLost()
    {
        var access = Installed.Access(Callers.Administrator(await Installed.NewPartnershipAsync()));
        var grant = Grant(Installation.NewName("sam"), Roles.Analyst);
        var personId = (await access.GrantMembershipAsync(grant)).Account.PersonId;
        var seen = (await access.GetMemberAsync(new() { PersonId = personId })).Member;
        await access.GrantMembershipAsync(new(Grant(grant.AccountName, Roles.Sponsor)) { Etag = seen.Etag });

        var error = await Refused.CallAsync(access.GrantMembershipAsync(new(Grant(grant.AccountName, Roles.Facilitator)) { Etag = seen.Etag }));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
        Assert.Equal([Roles.Sponsor], (await access.GetMemberAsync(new() { PersonId = personId })).Member.Roles);
    }

    [Fact]
    public async Task GetMember_RolesInProjectsAndASupportedPerson_AreInIt()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var access = Installed.Access(Callers.Administrator(partnership));
        var (one, other) = (await Installed.NewProjectAsync(partnership), await Installed.NewProjectAsync(partnership));
        var mina = (await access.GrantMembershipAsync(Grant(Installation.NewName("mina"), Roles.Member))).Account.PersonId;
        var sunny = (await access.GrantMembershipAsync(new(Grant(Installation.NewName("sunny"), Roles.Supporter))
        {
            SupportsPersonId = mina,
            SupportScopes = { "my_page" },
            Projects =
            {
                new ProjectRoles { ProjectId = one.ToString(), Roles = { Roles.Member } },
                new ProjectRoles { ProjectId = other.ToString(), Roles = { Roles.Analyst, Roles.Sponsor } },
            },
        })).Account.PersonId;

        var member = (await access.GetMemberAsync(new() { PersonId = sunny })).Member;

        Assert.Equal(mina, member.SupportsPersonId);
        Assert.Equal(
            new[] { (one.ToString(), Roles.Member), (other.ToString(), Roles.Analyst), (other.ToString(), Roles.Sponsor) }.Order(),
            member.Projects.SelectMany(project => project.Roles.Select(role => (project.ProjectId, role))).Order());
        Assert.Equal(StatusCode.NotFound, await EndAsync(access.GetMemberAsync(new() { PersonId = Installation.NewId() })));
    }
}
