using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Members;

/// <summary>What holds for all changes of a partnership's members.</summary>
internal static class Membership
{
    /// <summary>One change at a time, so that two cannot take the last administrator's role together.</summary>
    public static Task LockAsync(TenantTransaction transaction, CancellationToken cancel) =>
        transaction.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@PartnershipId::text, 1))", new { transaction.PartnershipId }, cancel);

    /// <summary>The roles that somebody has in the partnership; none when they are no member.</summary>
    public static async Task<string[]> RolesOfAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel) =>
        await transaction.FindAsync<string[]>(
            "SELECT roles FROM membership WHERE partnership_id = @PartnershipId AND person_id = @personId", new { transaction.PartnershipId, personId }, cancel) ?? [];

    /// <summary>After a change of somebody who had these roles: FAILED_PRECONDITION when they were the last who looked after the partnership.</summary>
    public static async Task RequireAdministratorAsync(TenantTransaction transaction, string[] before, CancellationToken cancel)
    {
        if (before.Contains(Roles.Administrator) && !await transaction.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM membership WHERE partnership_id = @PartnershipId AND @Administrator = ANY(roles))",
            new { transaction.PartnershipId, Roles.Administrator }, cancel))
            throw Problem.Of(StatusCode.FailedPrecondition, "LAST_ADMINISTRATOR", "Nobody would be left to look after the partnership. Make somebody else an administrator first.");
    }
}
