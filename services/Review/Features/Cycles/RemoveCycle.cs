using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Cycles;

/// <summary>Removes a cycle in which nobody's words are, and all that is left of it here; the audit keeps that it was.</summary>
internal sealed class RemoveCycle(Commands commands)
{
    public Task<RemoveCycleResponse> HandleAsync(RemoveCycleRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var cycle = (await CycleChange.BeginAsync(transaction, cycleId, cancel)).Cycle;
            await RequireEmptyAsync(transaction, cycleId, cancel);
            await DeleteAsync(transaction, cycleId, cancel);
            await transaction.AuditAsync("cycle.remove", "cycle", cycleId, $"project {cycle.ProjectId}", cancel);
            await transaction.PublishAsync(
                new CycleRemoved { CycleId = cycleId.ToString(), ProjectId = cycle.ProjectId.ToString() }, cycleId, cycle.Version, cancel);
            return new RemoveCycleResponse();
        }, cancel);
    }

    private static async Task RequireEmptyAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel)
    {
        var (statements, harm) = await transaction.GetAsync<(bool, bool)>(
            """
            SELECT EXISTS (SELECT 1 FROM statement WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId),
              EXISTS (SELECT 1 FROM harm WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId)
            """,
            new { transaction.PartnershipId, cycleId }, cancel);
        if (statements)
            throw NotEmpty("There are statements in this cycle, so it cannot be removed. Take its files back first, or close it.");
        if (harm)
            throw NotEmpty("The safeguarding responders have words from this cycle that may tell of harm, so it cannot be removed. Close it instead.");
    }

    private static RpcException NotEmpty(string message) => Problem.Of(StatusCode.FailedPrecondition, "NOT_EMPTY", message);

    // A run that failed leaves its pieces and acts; the rest goes with the cycle's row.
    private static Task DeleteAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        DELETE FROM act_move WHERE partnership_id = @PartnershipId AND act_id IN (SELECT act_id FROM act WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId);
        DELETE FROM act_theme WHERE partnership_id = @PartnershipId AND act_id IN (SELECT act_id FROM act WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId);
        DELETE FROM act WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId;
        DELETE FROM theming_piece WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId;
        DELETE FROM cycle WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId;
        """,
        new { transaction.PartnershipId, cycleId }, cancel);
}
