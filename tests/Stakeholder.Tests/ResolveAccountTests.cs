using CoProduction.Shared.Access;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Dapper;
using Grpc.Core;
using Npgsql;

namespace CoProduction.Stakeholder.Tests;

public sealed class ResolveAccountTests(Installation installation)
{
    [Fact]
    public async Task ResolveAccount_MemberOfTwoPartnerships_BothWithTheirRoles()
    {
        var (one, other) = (await installation.NewPartnershipAsync(), await installation.NewPartnershipAsync());
        var sam = Installation.NewName("sam");
        await GrantAsync(one, sam, Roles.Analyst);
        await GrantAsync(other, sam, Roles.Facilitator);

        var resolved = await installation.Access(Caller.System).ResolveAccountAsync(new() { AccountName = sam.ToUpperInvariant() });

        Assert.Equal(
            new[] { (one.ToString(), Roles.Analyst), (other.ToString(), Roles.Facilitator) }.Order(),
            resolved.Account.Memberships.Select(m => (m.PartnershipId, Assert.Single(m.Roles))).Order());
    }

    [Fact]
    public async Task ResolveAccount_NoSuchAccount_NotFound()
    {
        var error = await Refused.CallAsync(installation.Access(Caller.System).ResolveAccountAsync(new() { AccountName = Installation.NewName("nobody") }));

        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    [Fact]
    public async Task ResolveAccount_NoName_InvalidArgument()
    {
        var error = await Refused.CallAsync(installation.Access(Caller.System).ResolveAccountAsync(new()));

        Assert.Equal((StatusCode.InvalidArgument, "account_name"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task MembershipsOf_OnePersonOfOtherPartnership_ThatPersonsOnly()
    {
        var (mine, theirs) = (await installation.NewPartnershipAsync(), await installation.NewPartnershipAsync());
        var sam = await GrantAsync(theirs, Installation.NewName("sam"), Roles.Analyst);
        await GrantAsync(theirs, Installation.NewName("kim"), Roles.Facilitator);
        await using var connection = await installation.OpenAsAppAsync(mine);

        var found = await connection.QueryAsync<Guid>("SELECT partnership_id FROM memberships_of(@sam)", new { sam });
        var withoutFunction = await connection.QueryAsync<Guid>("SELECT person_id FROM membership WHERE person_id = @sam", new { sam });

        Assert.Equal([theirs], found);
        Assert.Empty(withoutFunction);
    }

    [Fact]
    public async Task MembershipsOf_TemporaryTableOfItsTablesName_IsNotTaken()
    {
        var partnership = await installation.NewPartnershipAsync();
        var sam = await GrantAsync(partnership, Installation.NewName("sam"), Roles.Analyst);
        await using var connection = await installation.OpenAsAppAsync(partnership);
        await connection.ExecuteAsync("CREATE TEMPORARY TABLE membership (partnership_id uuid, person_id uuid, roles text[])");

        Assert.Equal([partnership], await connection.QueryAsync<Guid>("SELECT partnership_id FROM memberships_of(@sam)", new { sam }));
    }

    [Fact]
    public async Task MembershipsOf_RelayRole_IsRefused()
    {
        await using var connection = new NpgsqlConnection(installation.Module.Database.Relay + ";Pooling=false");
        await connection.OpenAsync();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.QueryAsync<Guid>("SELECT partnership_id FROM memberships_of(gen_random_uuid())"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private async Task<Guid> GrantAsync(Guid partnership, string accountName, string role)
    {
        var granted = await installation.Access(Callers.System(partnership)).GrantMembershipAsync(
            new() { RequestId = Installation.NewId(), AccountName = accountName, DisplayName = "Sam", Roles = { role } });
        return Guid.Parse(granted.Account.PersonId);
    }
}
