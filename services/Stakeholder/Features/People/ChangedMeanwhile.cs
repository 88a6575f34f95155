using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>Tells the second of two editors who was first.</summary>
internal static class ChangedMeanwhile
{
    /// <summary>ABORTED with who did <paramref name="action"/> to the person last, and what the audit says of it.</summary>
    public static async Task<RpcException> OfAsync(TenantTransaction transaction, Guid personId, string action, CancellationToken cancel)
    {
        var (who, what) = await transaction.FindAsync<(string?, string?)>(
            """
            SELECT coalesce(p.display_name, a.display_name), l.detail FROM audit l
            LEFT JOIN person p ON p.partnership_id = l.partnership_id AND p.person_id = l.actor_id
            LEFT JOIN membership m ON m.partnership_id = l.partnership_id AND m.person_id = l.actor_id
            LEFT JOIN account a ON a.person_id = m.person_id
            WHERE l.partnership_id = @PartnershipId AND l.for_person_id = @personId AND l.action = @action
            ORDER BY l.at DESC, l.audit_id DESC LIMIT 1
            """,
            new { transaction.PartnershipId, personId, action }, cancel);
        var part = string.IsNullOrEmpty(what) ? "" : $" ({what.Replace('_', ' ')})";
        return Problem.Of(StatusCode.Aborted, "CHANGED_MEANWHILE",
            $"{(string.IsNullOrEmpty(who) ? "Somebody" : who)} changed this meanwhile{part}. Look at it as it is now, then decide.", ("who", who ?? ""), ("what", what ?? ""));
    }
}
