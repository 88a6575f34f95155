using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.Features.Members;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.ApiTokens;

/// <summary>Whose a token is: somebody whose role allows tokens, and it ends with that role.</summary>
internal static class TokenOwner
{
    private const string Permission = "api-token.write";
    private static readonly string[] _owning = [.. Roles.OfPeople.Where(role => Permissions.Gives(Permission, [role]))];

    /// <summary>Whether somebody with these roles may have tokens.</summary>
    public static bool Gives(IReadOnlyList<string> roles) => Permissions.Gives(Permission, roles);

    /// <summary>
    /// FAILED_PRECONDITION when the caller's role has ended, though their two minutes have not: nobody would end the token after that. Takes the lock
    /// of members.
    /// </summary>
    public static async Task RequireAsync(TenantTransaction transaction, CancellationToken cancel)
    {
        await Membership.LockAsync(transaction, cancel);
        if (!await transaction.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM membership WHERE partnership_id = @PartnershipId AND person_id = @PersonId AND roles && @owning)",
            new { transaction.PartnershipId, transaction.Caller.PersonId, owning = _owning }, cancel))
            throw Problem.Of(StatusCode.FailedPrecondition, "NO_OWNER", "A token belongs to somebody who looks after the partnership, and you do not any more. Ask somebody who does.");
    }

    /// <summary>After a change of somebody's roles, under the lock of members: ends their tokens when they may have none any more.</summary>
    public static async Task EndTokensAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel)
    {
        var ended = await transaction.QueryAsync<Guid>(
            """
            UPDATE api_token t SET ended_at = @Now
            WHERE t.partnership_id = @PartnershipId AND t.owner_id = @personId AND t.ended_at IS NULL AND t.revoked_at IS NULL AND t.expires_at > @Now
              AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.partnership_id = t.partnership_id AND m.person_id = t.owner_id AND m.roles && @owning)
            RETURNING t.token_id
            """,
            new { transaction.PartnershipId, personId, transaction.Now, owning = _owning }, cancel);
        foreach (var tokenId in ended)
            await transaction.AuditAsync("api-token.end", "api-token", tokenId, "with its owner's role", cancel, forPersonId: personId);
    }
}
