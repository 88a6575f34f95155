using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Governance;

/// <summary>Somebody in a governing group, as it is kept.</summary>
internal sealed record MemberRow(Guid MemberId, Guid GoverningGroupId, string Name, short Perspective, string JoinedOn, string? LeftOn)
{
    /// <summary>All of a project, those that are in their group now first.</summary>
    public static Task<List<MemberRow>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.QueryAsync<MemberRow>(
        """
        SELECT member_id, governing_group_id, name, perspective, joined_on::text, left_on::text FROM governing_member
        WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY left_on IS NOT NULL, member_id
        """,
        new { transaction.PartnershipId, projectId }, cancel);

    public GoverningMember ToMember() => new()
    {
        MemberId = MemberId.ToString(),
        Name = Name,
        Perspective = (Perspective)Perspective,
        JoinedOn = JoinedOn,
        LeftOn = LeftOn ?? "",
    };
}
