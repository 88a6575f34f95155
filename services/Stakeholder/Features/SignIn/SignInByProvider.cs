using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.ApiTokens;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>By an OpenID Connect provider, which says who somebody is and what they may do.</summary>
internal sealed class SignInByProvider(Sessions sessions, TenantDatabase database)
{
    public async Task<SignInByProviderResponse> HandleAsync(SignInByProviderRequest request, CancellationToken cancel)
    {
        var issuer = Parse.Text(request.Issuer, "issuer", 500, "Say which provider this is.");
        var subject = Parse.Text(request.Subject, "subject", 500, "Say whom the provider means.");
        var name = Parse.Text(request.DisplayName, "display_name", 200, "Give the person's name.");
        var memberships = await PartnershipsAsync(request.Memberships, cancel);
        if (memberships.Count == 0)
            await RefuseAsync(issuer, subject, cancel);
        var personId = await EnsureAccountAsync(issuer, subject, name, cancel);
        await RemoveOthersAsync(personId, memberships.Keys, cancel);
        foreach (var (partnershipId, roles) in memberships)
            await SetRolesAsync(partnershipId, personId, roles, cancel);
        await using var transaction = await sessions.BeginAsync(cancel);
        var signedIn = await sessions.StartAsync(transaction, personId, "by provider", maySetPassword: false, cancel);
        await transaction.CommitAsync(cancel);
        return new() { SignedIn = signedIn };
    }

    // By the partnership's id: two of the names may be of the same one.
    private async Task<Dictionary<Guid, string[]>> PartnershipsAsync(IEnumerable<ProviderMembership> mapped, CancellationToken cancel)
    {
        await using var transaction = await sessions.BeginAsync(cancel);
        var found = new Dictionary<Guid, string[]>();
        foreach (var membership in mapped)
        {
            var roles = membership.Roles.Where(Roles.OfPeople.Contains);
            if (await transaction.GetAsync<Guid?>("SELECT partnership_named(@PartnershipName)", new { membership.PartnershipName }, cancel) is { } id)
                found[id] = [.. found.GetValueOrDefault(id, []).Union(roles).Order()];
        }
        return found.Where(partnership => partnership.Value.Length > 0).ToDictionary();
    }

    // Whoever has no business here gets no account; somebody who had some loses it.
    private async Task RefuseAsync(string issuer, string subject, CancellationToken cancel)
    {
        Guid? known;
        await using (var transaction = await sessions.BeginAsync(cancel))
            known = await FindAsync(transaction, issuer, subject, cancel);
        if (known is { } personId)
            await RemoveOthersAsync(personId, [], cancel);
        throw Problem.Of(StatusCode.PermissionDenied, "NO_ACCESS",
            "You are known, but nobody has given you a role in a partnership yet. Ask whoever looks after yours.");
    }

    private static Task<Guid?> FindAsync(TenantTransaction transaction, string issuer, string subject, CancellationToken cancel) => transaction.FindAsync<Guid?>(
        "SELECT person_id FROM provider_identity WHERE issuer = @issuer AND subject = @subject", new { issuer, subject }, cancel);

    private async Task<Guid> EnsureAccountAsync(string issuer, string subject, string name, CancellationToken cancel)
    {
        await using var transaction = await sessions.BeginAsync(cancel);
        await transaction.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@issuer || ' ' || @subject, 0))", new { issuer, subject }, cancel);
        if (await FindAsync(transaction, issuer, subject, cancel) is { } known)
        {
            await transaction.ExecuteAsync("UPDATE account SET display_name = @name WHERE person_id = @known", new { name, known }, cancel);
            await transaction.CommitAsync(cancel);
            return known;
        }
        var personId = Guid.NewGuid();
        // Nobody signs in by this name: there is no password.
        await transaction.ExecuteAsync(
            """
            INSERT INTO account (person_id, account_name, display_name, must_set_password) VALUES (@personId, @accountName, @name, false);
            INSERT INTO provider_identity (issuer, subject, person_id) VALUES (@issuer, @subject, @personId)
            """,
            new { personId, accountName = $"provider:{personId}", name, issuer, subject }, cancel);
        await transaction.AuditAsync("account.create", "person", personId, "by provider", cancel);
        await transaction.CommitAsync(cancel);
        return personId;
    }

    // What the provider does not say any more is not so any more.
    private async Task RemoveOthersAsync(Guid personId, IReadOnlyCollection<Guid> kept, CancellationToken cancel)
    {
        List<Membership> memberships;
        await using (var transaction = await sessions.BeginAsync(cancel))
            memberships = await Accounts.MembershipsAsync(transaction, personId, cancel);
        foreach (var id in memberships.Select(membership => Guid.Parse(membership.PartnershipId)).Except(kept))
        {
            await using var transaction = await database.BeginAsync(Caller.Gateway, id, cancel);
            await Members.Membership.LockAsync(transaction, cancel);
            await transaction.ExecuteAsync(
                """
                DELETE FROM membership WHERE partnership_id = @id AND person_id = @personId;
                DELETE FROM support WHERE partnership_id = @id AND person_id = @personId
                """, new { id, personId }, cancel);
            await TokenOwner.EndTokensAsync(transaction, personId, cancel);
            await transaction.AuditAsync("access.remove", "person", personId, "by provider", cancel, forPersonId: personId);
            await transaction.CommitAsync(cancel);
        }
    }

    private async Task SetRolesAsync(Guid partnershipId, Guid personId, string[] roles, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Gateway, partnershipId, cancel);
        await Members.Membership.LockAsync(transaction, cancel);
        await Register.EnsureAsync(transaction, personId, cancel);
        var changed = await transaction.ExecuteAsync(
            """
            INSERT INTO membership AS m (partnership_id, person_id, roles) VALUES (@partnershipId, @personId, @roles)
            ON CONFLICT (partnership_id, person_id) DO UPDATE SET roles = excluded.roles WHERE m.roles <> excluded.roles
            """, new { partnershipId, personId, roles }, cancel);
        await TokenOwner.EndTokensAsync(transaction, personId, cancel);
        if (changed > 0)
            await transaction.AuditAsync("access.grant", "person", personId, string.Join(',', roles), cancel, forPersonId: personId);
        await transaction.CommitAsync(cancel);
    }
}
