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

    /// <summary>ABORTED, with who it was, when a member's roles are not as the caller saw them.</summary>
    public static async Task RequireUnchangedAsync(TenantTransaction transaction, MemberRow? before, string etag, CancellationToken cancel)
    {
        if (etag.Length == 0 || before?.Etag == etag)
            return;
        var who = before is null ? "" : await transaction.FindAsync<string>(
            """
            SELECT a.display_name FROM audit l JOIN account a ON a.person_id = l.actor_id
            WHERE l.partnership_id = @PartnershipId AND l.for_person_id = @PersonId AND l.action IN ('access.grant', 'access.remove')
            ORDER BY l.at DESC, l.audit_id DESC LIMIT 1
            """,
            new { transaction.PartnershipId, before.PersonId }, cancel);
        throw Problem.Of(StatusCode.Aborted, "CHANGED_MEANWHILE",
            $"{(string.IsNullOrEmpty(who) ? "Somebody" : who)} changed these roles meanwhile. Look at them as they are now, then decide.", ("who", who ?? ""));
    }

    /// <summary>After a change of somebody's roles: FAILED_PRECONDITION when they were the last who looked after the partnership.</summary>
    public static async Task RequireAdministratorAsync(TenantTransaction transaction, MemberRow? before, CancellationToken cancel)
    {
        if (before?.Roles.Contains(Roles.Administrator) == true && !await transaction.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM membership WHERE partnership_id = @PartnershipId AND @Administrator = ANY(roles))",
            new { transaction.PartnershipId, Roles.Administrator }, cancel))
            throw Problem.Of(StatusCode.FailedPrecondition, "LAST_ADMINISTRATOR", "Nobody would be left to look after the partnership. Make somebody else an administrator first.");
    }
}
