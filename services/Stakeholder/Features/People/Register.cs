using CoProduction.Shared.Data;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>Sees to it that whoever has a role is in the register.</summary>
internal static class Register
{
    /// <summary>Makes the record of somebody with an account when there is none; one that was ended goes on, an erased one with the account's name.</summary>
    public static Task EnsureAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        INSERT INTO person AS p (partnership_id, person_id, display_name, created_at)
        SELECT @PartnershipId, person_id, display_name, @Now FROM account WHERE person_id = @personId
        ON CONFLICT (partnership_id, person_id) DO UPDATE
        SET ended_at = null, erased_at = null, display_name = CASE WHEN p.erased_at IS NULL THEN p.display_name ELSE excluded.display_name END WHERE p.ended_at IS NOT NULL
        """,
        new { transaction.PartnershipId, personId, transaction.Now }, cancel);
}
