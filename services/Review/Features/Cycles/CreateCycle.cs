using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Cycles;

internal sealed class CreateCycle(Commands commands)
{
    public Task<CreateCycleResponse> HandleAsync(CreateCycleRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var name = CycleName.Read(request.Name);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var cycleId = transaction.NewId();
            var created = await transaction.ExecuteAsync(
                """
                INSERT INTO cycle (partnership_id, cycle_id, project_id, name, created_at)
                VALUES (@PartnershipId, @cycleId, @projectId, @name, @Now)
                ON CONFLICT DO NOTHING
                """,
                new { transaction.PartnershipId, cycleId, projectId, name, transaction.Now }, cancel);
            if (created == 0)
                throw CycleName.InUse();

            await transaction.AuditAsync("cycle.create", "cycle", cycleId, $"project {projectId}", cancel);
            await (await CycleChange.BeginAsync(transaction, cycleId, cancel)).TellAsync(cancel);
            return new CreateCycleResponse { Cycle = await ReadCycles.GetAsync(transaction, cycleId, cancel) };
        }, cancel);
    }
}
