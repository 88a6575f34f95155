using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Representation;

/// <summary>
/// Somebody who speaks for a group on a day, without who it is, and at which steps they are engaged, a bit for each. Whoever is not in the register any more speaks for
/// nobody.
/// </summary>
internal sealed record EngagedRow(Guid GroupId, Guid PersonId, short Experience, short FoundThrough, int Stages)
{
    /// <summary>All of a project, in one query by its index.</summary>
    public static Task<List<EngagedRow>> ReadAsync(TenantTransaction transaction, Guid projectId, string on, CancellationToken cancel) => transaction.QueryAsync<EngagedRow>(
        """
        SELECT r.group_id, r.person_id, r.experience, r.found_through, coalesce(bit_or(1 << s.stage), 0) AS stages
        FROM representation r
        JOIN person p ON p.partnership_id = r.partnership_id AND p.person_id = r.person_id AND p.ended_at IS NULL
        LEFT JOIN representation_stage s ON s.partnership_id = r.partnership_id AND s.representation_id = r.representation_id
          AND s.engaged_on <= @on::date AND (s.ended_on IS NULL OR s.ended_on > @on::date)
        WHERE r.partnership_id = @PartnershipId AND r.project_id = @projectId AND r.from_on <= @on::date AND (r.until_on IS NULL OR r.until_on > @on::date)
        GROUP BY r.representation_id, r.group_id, r.person_id, r.experience, r.found_through
        """,
        new { transaction.PartnershipId, projectId, on }, cancel);

    public bool IsEngagedAt(ProjectStep step) => (Stages & (1 << (int)step)) != 0;
}
