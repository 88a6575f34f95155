using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.AffectedGroups;

/// <summary>An affected group as it is kept.</summary>
internal sealed record GroupRow(
    Guid GroupId, short Category, string Name, short Effect, short Reach, int? EstimatedSize, string SeldomHeard, string? EndedOn, string EndedBecause)
{
    private const string Columns = "group_id, category, name, effect, reach, estimated_size, seldom_heard, ended_on::text, ended_because";

    /// <summary>All of a project, those that are affected now first.</summary>
    public static Task<List<GroupRow>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.QueryAsync<GroupRow>(
        $"SELECT {Columns} FROM affected_group WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY category, ended_on IS NOT NULL, group_id",
        new { transaction.PartnershipId, projectId }, cancel);

    /// <summary>One of them; NOT_FOUND when the project has no such group.</summary>
    public static async Task<GroupRow> GetAsync(TenantTransaction transaction, Guid projectId, Guid groupId, CancellationToken cancel) => await transaction.FindAsync<GroupRow>(
        $"SELECT {Columns} FROM affected_group WHERE partnership_id = @PartnershipId AND project_id = @projectId AND group_id = @groupId",
        new { transaction.PartnershipId, projectId, groupId }, cancel) ?? throw Problem.NotFound("group");

    public AffectedGroup ToGroup() => new()
    {
        GroupId = GroupId.ToString(),
        Category = (GroupCategory)Category,
        Name = Name,
        Effect = (GroupEffect)Effect,
        Reach = (GroupReach)Reach,
        EstimatedSize = EstimatedSize ?? 0,
        SeldomHeard = SeldomHeard,
        EndedOn = EndedOn ?? "",
        EndedBecause = EndedBecause,
    };
}
