using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests;

public sealed class GrantMembershipTests(Installation installation)
{
    [Fact]
    public async Task GrantMembership_NewAccount_IsResolvedWithItsRoles()
    {
        var name = Installation.NewName("Wenlow");
        var partnership = await installation.NewPartnershipAsync(name);
        var request = Grant(Roles.Facilitator, Roles.Analyst);

        var granted = await installation.Access(Callers.System(partnership)).GrantMembershipAsync(request);
        var resolved = await ResolveAsync(request.AccountName);

        Assert.Equal(granted.Account, resolved);
        Assert.Equal((request.AccountName, request.DisplayName), (resolved.AccountName, resolved.DisplayName));
        var membership = Assert.Single(resolved.Memberships);
        Assert.Equal((partnership.ToString(), name), (membership.PartnershipId, membership.PartnershipName));
        Assert.Equal([Roles.Analyst, Roles.Facilitator], membership.Roles);
    }

    [Fact]
    public async Task GrantMembership_NewAccount_PersonIdIsRandom()
    {
        var granted = await installation.Access(Callers.Administrator(await installation.NewPartnershipAsync())).GrantMembershipAsync(Grant(Roles.Analyst));

        Assert.Equal(4, Guid.Parse(granted.Account.PersonId).Version);
    }

    [Fact]
    public async Task GrantMembership_SameNameInOtherCase_SamePersonAndNameNewRoles()
    {
        var client = installation.Access(Callers.Administrator(await installation.NewPartnershipAsync()));
        var request = Grant(Roles.Analyst, Roles.Sponsor);
        var first = await client.GrantMembershipAsync(request);

        var second = await client.GrantMembershipAsync(new()
        {
            RequestId = Installation.NewId(),
            AccountName = request.AccountName.ToUpperInvariant(),
            DisplayName = "Sam Rivers",
            Roles = { Roles.Facilitator },
        });

        Assert.Equal(first.Account.PersonId, second.Account.PersonId);
        Assert.Equal("Sam", second.Account.DisplayName); // not for one partnership to change: others know the person too
        Assert.Equal([Roles.Facilitator], Assert.Single(second.Account.Memberships).Roles);
    }

    [Fact]
    public async Task GrantMembership_PersonWorksElsewhere_AnswerDoesNotSayWhere()
    {
        var (here, there) = (await installation.NewPartnershipAsync(), await installation.NewPartnershipAsync());
        var request = Grant(Roles.Analyst);
        await installation.Access(Callers.Administrator(there)).GrantMembershipAsync(request);

        var granted = await installation.Access(Callers.System(here)).GrantMembershipAsync(new(request) { RequestId = Installation.NewId() });

        Assert.Equal([here.ToString()], granted.Account.Memberships.Select(membership => membership.PartnershipId));
    }

    [Fact]
    public async Task GrantMembership_NewAccount_IsAuditedWithItsRoles()
    {
        var partnership = await installation.NewPartnershipAsync();

        var granted = await installation.Access(Callers.Administrator(partnership)).GrantMembershipAsync(Grant(Roles.Analyst));

        Assert.Equal(Roles.Analyst, await installation.ReadBehindTheScenesAsync<string>(
            "SELECT detail FROM audit WHERE partnership_id = @partnership AND action = 'access.grant' AND target_id = @person",
            new { partnership, person = Guid.Parse(granted.Account.PersonId) }));
    }

    [Fact]
    public async Task GrantMembership_SameRequestAgain_SameAnswer()
    {
        var client = installation.Access(Callers.Administrator(await installation.NewPartnershipAsync()));
        var request = Grant(Roles.Analyst);

        var first = await client.GrantMembershipAsync(request);
        var again = await client.GrantMembershipAsync(request);

        Assert.Equal(first.Account, again.Account);
        Assert.NotEmpty(first.LinkSecret);
        Assert.Empty(again.LinkSecret); // it is kept nowhere
    }

    [Fact]
    public async Task GrantMembership_SameRequestIdOtherRoles_RequestIdReused()
    {
        var client = installation.Access(Callers.Administrator(await installation.NewPartnershipAsync()));
        var request = Grant(Roles.Analyst);
        await client.GrantMembershipAsync(request);

        var error = await Refused.CallAsync(client.GrantMembershipAsync(new(request) { Roles = { Roles.Administrator } }));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task GrantMembership_NoSuchPartnership_NotFound()
    {
        var error = await Refused.CallAsync(installation.Access(Callers.System(Guid.NewGuid())).GrantMembershipAsync(Grant(Roles.Analyst)));

        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    [Theory]
    [InlineData]
    [InlineData("king")]
    [InlineData(Roles.Analyst, Roles.System)]
    [InlineData(Roles.Worker)]
    public async Task GrantMembership_RolesWillNotDo_InvalidArgumentNamesThem(params string[] roles)
    {
        var client = installation.Access(Callers.Administrator(await installation.NewPartnershipAsync()));

        var error = await Refused.CallAsync(client.GrantMembershipAsync(Grant(roles)));

        Assert.Equal((StatusCode.InvalidArgument, "roles"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Theory]
    [InlineData("account_name", 0, 1)]
    [InlineData("account_name", 101, 1)]
    [InlineData("display_name", 1, 0)]
    [InlineData("display_name", 1, 201)]
    public async Task GrantMembership_NameWillNotDo_InvalidArgumentNamesIt(string field, int accountName, int displayName)
    {
        var client = installation.Access(Callers.Administrator(await installation.NewPartnershipAsync()));

        var error = await Refused.CallAsync(client.GrantMembershipAsync(
            new() { RequestId = Installation.NewId(), AccountName = new('a', accountName), DisplayName = new('d', displayName), Roles = { Roles.Analyst } }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    private static GrantMembershipRequest Grant(params string[] roles) =>
        new() { RequestId = Installation.NewId(), AccountName = Installation.NewName("sam"), DisplayName = "Sam", Roles = { roles } };

    private async Task<Account> ResolveAsync(string accountName) =>
        (await installation.Access(Caller.System).ResolveAccountAsync(new() { AccountName = accountName })).Account;
}
