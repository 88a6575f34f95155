using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Cycles;

/// <summary>Closes a cycle to what is new, and opens it again.</summary>
internal sealed class CloseCycle(Commands commands)
{
    public Task<CloseCycleResponse> HandleAsync(CloseCycleRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
            new CloseCycleResponse { Cycle = await SetAsync(transaction, cycleId, true, cancel) }, cancel);
    }

    public Task<ReopenCycleResponse> HandleAsync(ReopenCycleRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
            new ReopenCycleResponse { Cycle = await SetAsync(transaction, cycleId, false, cancel) }, cancel);
    }

    private static async Task<Cycle> SetAsync(TenantTransaction transaction, Guid cycleId, bool close, CancellationToken cancel)
    {
        var change = await CycleChange.BeginAsync(transaction, cycleId, cancel);
        if (change.Cycle.IsClosed != close)
        {
            await transaction.ExecuteAsync(
                "UPDATE cycle SET closed_at = CASE WHEN @close THEN @Now END WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId",
                new { transaction.PartnershipId, cycleId, close, transaction.Now }, cancel);
            await transaction.AuditAsync(close ? "cycle.close" : "cycle.reopen", "cycle", cycleId, "", cancel);
        }
        return await ReadCycles.GetAsync(transaction, cycleId, cancel);
    }
}
