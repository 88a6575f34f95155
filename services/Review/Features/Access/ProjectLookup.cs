using CoProduction.Shared.Access;
using CoProduction.Shared.Data;

namespace CoProduction.Review.Features.Access;

/// <summary>Cycles belong to projects, and everything else here belongs to a cycle.</summary>
internal sealed class ProjectLookup(TenantDatabase database) : IProjectLookup
{
    private static readonly Dictionary<string, string> _cycleOf = new()
    {
        ["cycle"] = "SELECT @id::uuid",
        ["import"] = "SELECT cycle_id FROM import WHERE partnership_id = @PartnershipId AND import_id = @id",
        ["run"] = "SELECT cycle_id FROM theming_run WHERE partnership_id = @PartnershipId AND run_id = @id",
        ["theme"] = "SELECT cycle_id FROM theme WHERE partnership_id = @PartnershipId AND theme_id = @id",
        ["act"] = "SELECT cycle_id FROM act WHERE partnership_id = @PartnershipId AND act_id = @id",
    };

    public async Task<Guid?> FindAsync(Caller caller, string kind, Guid id, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        return await transaction.FindAsync<Guid?>(
            $"SELECT project_id FROM cycle WHERE partnership_id = @PartnershipId AND cycle_id = ({_cycleOf[kind]})",
            new { transaction.PartnershipId, id }, cancel);
    }
}
