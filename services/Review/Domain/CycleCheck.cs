using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;

namespace CoProduction.Review.Domain;

/// <summary>Tells a cycle with nothing in it from one that is not there.</summary>
internal static class CycleCheck
{
    /// <summary>NOT_FOUND when the partnership has no such cycle.</summary>
    public static async Task RequireAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel)
    {
        if (!await transaction.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM cycle WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId)", new { transaction.PartnershipId, cycleId }, cancel))
            throw Problem.NotFound("cycle");
    }
}
