using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.Review.Domain;

/// <summary>Tells a cycle with nothing in it from one that is not there, or that is closed.</summary>
internal static class CycleCheck
{
    /// <summary>NOT_FOUND when the partnership has no such cycle.</summary>
    public static async Task RequireAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel)
    {
        if (!await transaction.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM cycle WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId)", new { transaction.PartnershipId, cycleId }, cancel))
            throw Problem.NotFound("cycle");
    }

    /// <summary>NOT_FOUND, or FAILED_PRECONDITION when it is closed; a repeat of what was asked for before that is let through to its first answer.</summary>
    public static async Task RequireOpenAsync(TenantTransaction transaction, Guid cycleId, Guid requestId, CancellationToken cancel)
    {
        var isClosed = await transaction.FindAsync<bool?>(
            """
            SELECT closed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM request WHERE partnership_id = @PartnershipId AND request_id = @requestId)
            FROM cycle WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId
            """,
            new { transaction.PartnershipId, cycleId, requestId }, cancel) ?? throw Problem.NotFound("cycle");
        if (isClosed)
            throw Closed();
    }

    /// <summary>The error of what would bring something new into a closed cycle.</summary>
    public static RpcException Closed() =>
        Problem.Of(StatusCode.FailedPrecondition, "CYCLE_CLOSED", "This cycle is closed, so nothing new comes into it. Open it again first.");
}
