using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.AffectedGroups;

/// <summary>All seven categories: one that nobody has thought about is seen.</summary>
internal static class ReadCategories
{
    public static async Task<IReadOnlyList<CategoryGroups>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var groups = (await GroupRow.ReadAsync(transaction, projectId, cancel)).ToLookup(group => (GroupCategory)group.Category);
        var nobody = (await transaction.QueryAsync<NobodyRow>(
            "SELECT category, because, said_by, said_at FROM empty_category WHERE partnership_id = @PartnershipId AND project_id = @projectId",
            new { transaction.PartnershipId, projectId }, cancel)).ToDictionary(row => (GroupCategory)row.Category);
        return [.. GroupCategories.All.Select(one => CategoryOf(one.Category, one.Name, groups[one.Category], nobody.GetValueOrDefault(one.Category)))];
    }

    private static CategoryGroups CategoryOf(GroupCategory category, string name, IEnumerable<GroupRow> groups, NobodyRow? nobody) => new()
    {
        Category = category,
        Name = name,
        Groups = { groups.Select(group => group.ToGroup()) },
        NobodyBecause = nobody?.Because ?? "",
        SaidBy = nobody?.SaidBy ?? "",
        SaidAt = nobody is null ? null : Timestamp.FromDateTime(nobody.SaidAt),
    };

    private sealed record NobodyRow(short Category, string Because, string SaidBy, DateTime SaidAt);
}
