using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Representation;

/// <summary>That somebody speaks for a group.</summary>
internal sealed record RepresentationRow(
    Guid RepresentationId, Guid ProjectId, string ProjectName, Guid GroupId, string GroupName, Guid PersonId, string DisplayName, short Experience, short FoundThrough, string FromOn,
    string? UntilOn, string UntilBecause)
{
    private const string Select =
        """
        SELECT r.representation_id, r.project_id, j.name AS project_name, r.group_id, g.name AS group_name, r.person_id, p.display_name, r.experience, r.found_through,
          r.from_on::text, r.until_on::text, r.until_because
        FROM representation r
        JOIN project j ON j.partnership_id = r.partnership_id AND j.project_id = r.project_id
        JOIN affected_group g ON g.partnership_id = r.partnership_id AND g.group_id = r.group_id
        JOIN person p ON p.partnership_id = r.partnership_id AND p.person_id = r.person_id
        WHERE r.partnership_id = @PartnershipId
        """;

    private const int MostOfAPerson = 200;

    /// <summary>All of a project or of one of its groups, those that hold first.</summary>
    public static Task<List<RepresentationRow>> ReadAsync(TenantTransaction transaction, Guid projectId, Guid? groupId, CancellationToken cancel) => transaction.QueryAsync<RepresentationRow>(
        $"{Select} AND r.project_id = @projectId AND (@groupId::uuid IS NULL OR r.group_id = @groupId) ORDER BY r.until_on IS NOT NULL, p.sort_name, r.representation_id",
        new { transaction.PartnershipId, projectId, groupId }, cancel);

    /// <summary>What somebody speaks for, what holds first.</summary>
    public static Task<List<RepresentationRow>> OfPersonAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel) => transaction.QueryAsync<RepresentationRow>(
        $"{Select} AND r.person_id = @personId ORDER BY r.until_on IS NOT NULL, r.representation_id DESC LIMIT {MostOfAPerson}",
        new { transaction.PartnershipId, personId }, cancel);

    /// <summary>One that is to be changed: NOT_FOUND when the project has no such one, FAILED_PRECONDITION when it has ended.</summary>
    public static async Task<RepresentationRow> GetOpenAsync(TenantTransaction transaction, Guid projectId, Guid representationId, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<RepresentationRow>(
            $"{Select} AND r.project_id = @projectId AND r.representation_id = @representationId",
            new { transaction.PartnershipId, projectId, representationId }, cancel) ?? throw Problem.NotFound("representative");
        return row.UntilOn is null ? row : throw Problem.Of(StatusCode.FailedPrecondition, "HAS_ENDED", "They do not speak for this group any more.");
    }

    /// <summary>As a message, with everything.</summary>
    public Representative ToRepresentative(IEnumerable<StagePeriod> history)
    {
        var periods = history.ToList();
        return new()
        {
            RepresentationId = RepresentationId.ToString(),
            ProjectId = ProjectId.ToString(),
            ProjectName = ProjectName,
            GroupId = GroupId.ToString(),
            GroupName = GroupName,
            PersonId = PersonId.ToString(),
            DisplayName = DisplayName,
            Stages = { periods.Where(period => period.EndedOn.Length == 0).Select(period => period.Stage).Order() },
            Experience = (RepresentativeExperience)Experience,
            FoundThrough = (FoundThrough)FoundThrough,
            FromOn = FromOn,
            UntilOn = UntilOn ?? "",
            UntilBecause = UntilBecause,
            History = { periods },
        };
    }
}
