using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using Npgsql;

namespace CoProduction.Review.Features.Cycles;

internal sealed class RenameCycle(Commands commands)
{
    public Task<RenameCycleResponse> HandleAsync(RenameCycleRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        var name = CycleName.Read(request.Name);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await SetAsync(transaction, cycleId, name, cancel);
            var change = await CycleChange.BeginAsync(transaction, cycleId, cancel);
            await transaction.AuditAsync("cycle.rename", "cycle", cycleId, "", cancel);
            await change.TellAsync(cancel);
            return new RenameCycleResponse { Cycle = await ReadCycles.GetAsync(transaction, cycleId, cancel) };
        }, cancel);
    }

    // Whoever else takes the name meanwhile is told apart by the index alone.
    private static async Task SetAsync(TenantTransaction transaction, Guid cycleId, string name, CancellationToken cancel)
    {
        try
        {
            await transaction.ExecuteAsync(
                "UPDATE cycle SET name = @name WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId", new { transaction.PartnershipId, cycleId, name }, cancel);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "cycle_name" })
        {
            throw CycleName.InUse();
        }
    }
}
