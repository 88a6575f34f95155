using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Access;

internal sealed class GrantMembership(Commands commands)
{
    public Task<GrantMembershipResponse> HandleAsync(GrantMembershipRequest request, Caller caller, CancellationToken cancel)
    {
        var accountName = Parse.Text(request.AccountName, "account_name", 100, "Give the sign-in name.");
        var displayName = Parse.Text(request.DisplayName, "display_name", 200, "Give the name that colleagues see.");
        var roles = request.Roles.Distinct().Order().ToArray();
        if (roles.Length == 0 || !roles.All(Roles.OfPeople.Contains))
            throw Problem.Invalid("roles", $"Give one or more of these roles: {string.Join(", ", Roles.OfPeople.Order())}.");

        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            // Where else somebody works is not this partnership's to know: the answer holds its own membership only.
            var partnershipName = await transaction.FindAsync<string>(
                "SELECT name FROM partnership WHERE partnership_id = @PartnershipId", new { transaction.PartnershipId }, cancel)
                ?? throw Problem.NotFound("partnership");
            var account = await EnsureAccountAsync(transaction, accountName, displayName, cancel);
            await transaction.ExecuteAsync(
                """
                INSERT INTO membership (partnership_id, person_id, roles) VALUES (@PartnershipId, @PersonId, @roles)
                ON CONFLICT (partnership_id, person_id) DO UPDATE SET roles = excluded.roles
                """,
                new { transaction.PartnershipId, account.PersonId, roles }, cancel);
            await transaction.AuditAsync("access.grant", "person", account.PersonId, string.Join(",", roles), cancel);
            var membership = new Membership { PartnershipId = transaction.PartnershipId.ToString(), PartnershipName = partnershipName, Roles = { roles } };
            return new GrantMembershipResponse { Account = account.With(membership) };
        }, cancel);
    }

    // A person must not be guessed from their id: it is random, not sorted by time.
    private static Task<ResolveAccount.AccountRow> EnsureAccountAsync(
        TenantTransaction transaction, string accountName, string displayName, CancellationToken cancel) =>
        transaction.GetAsync<ResolveAccount.AccountRow>(
            """
            INSERT INTO account (person_id, account_name, display_name) VALUES (@newId, @accountName, @displayName)
            ON CONFLICT (lower(account_name)) DO UPDATE SET display_name = excluded.display_name
            RETURNING person_id, account_name, display_name
            """,
            new { newId = Guid.NewGuid(), accountName, displayName }, cancel);
}
