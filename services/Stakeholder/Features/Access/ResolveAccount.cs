using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Access;

internal sealed class ResolveAccount(TenantDatabase database)
{
    public async Task<ResolveAccountResponse> HandleAsync(ResolveAccountRequest request, Caller caller, CancellationToken cancel)
    {
        var accountName = Parse.Text(request.AccountName, "account_name", 100, "Give the sign-in name.");
        // Nobody's partnership: accounts have none, and memberships are asked for through a function of their own.
        await using var transaction = await database.BeginAsync(caller, Guid.Empty, cancel);
        var row = await transaction.FindAsync<AccountRow>(
            "SELECT person_id, account_name, display_name FROM account WHERE lower(account_name) = lower(@accountName)", new { accountName }, cancel)
            ?? throw Problem.NotFound("account");
        var memberships = await transaction.QueryAsync<MembershipRow>(
            "SELECT partnership_id, partnership_name, roles FROM memberships_of(@PersonId)", new { row.PersonId }, cancel);
        return new() { Account = row.With(memberships.ConvertAll(membership => membership.ToMembership())) };
    }

    internal sealed record AccountRow(Guid PersonId, string AccountName, string DisplayName)
    {
        public Account With(params IEnumerable<Membership> memberships) =>
            new() { PersonId = PersonId.ToString(), AccountName = AccountName, DisplayName = DisplayName, Memberships = { memberships } };
    }

    // Set by name, not by constructor: the driver gives the type of an array only when it is read.
    private sealed record MembershipRow
    {
        public Guid PartnershipId { get; init; }

        public string PartnershipName { get; init; } = "";

        public string[] Roles { get; init; } = [];

        public Membership ToMembership() => new() { PartnershipId = PartnershipId.ToString(), PartnershipName = PartnershipName, Roles = { Roles } };
    }
}
