using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Representation;

/// <summary>
/// Every group by every step: where the gaps are. In two queries. How many are engaged is for those who see the list of them, and is as long as it: a number that left
/// somebody of the list out would point at them.
/// </summary>
internal sealed class ReadCoverage(TenantDatabase database)
{
    public async Task<GetCoverageResponse> HandleAsync(GetCoverageRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var on = Days.PastOrToday(transaction, request.On, "on");
        // A project without groups is one row without a group.
        var groups = await transaction.QueryAsync<AffectedRow>(
            """
            SELECT g.group_id, g.category, g.name FROM project p
            LEFT JOIN affected_group g ON g.partnership_id = p.partnership_id AND g.project_id = p.project_id AND (g.ended_on IS NULL OR g.ended_on > @on::date)
            WHERE p.partnership_id = @PartnershipId AND p.project_id = @projectId ORDER BY g.category, g.group_id
            """,
            new { transaction.PartnershipId, projectId, on }, cancel);
        if (groups.Count == 0)
            throw Problem.NotFound("project");
        var engaged = (await EngagedRow.ReadAsync(transaction, projectId, on, cancel)).ToLookup(row => row.GroupId);
        var seesWho = caller.MayIn(projectId, "representative.read");
        return new() { On = on, Groups = { groups.Where(group => group.GroupId is not null).Select(group => group.ToGroup([.. engaged[group.GroupId!.Value]], seesWho)) } };
    }

    private sealed record AffectedRow(Guid? GroupId, short? Category, string? Name)
    {
        public CoverageGroup ToGroup(List<EngagedRow> engaged, bool seesWho)
        {
            var group = new CoverageGroup
            {
                GroupId = GroupId.ToString(),
                Category = (GroupCategory)Category!.Value,
                Name = Name,
                Cells = { Stages.All.Select(step => CellOf(step, engaged.Count(one => one.IsEngagedAt(step)), seesWho)) },
                HasNobody = engaged.Count == 0,
            };
            if (seesWho)
                group.People = engaged.Count;
            return group;
        }

        private static CoverageCell CellOf(ProjectStep step, int people, bool seesWho)
        {
            var cell = new CoverageCell { Step = step, HasNobody = people == 0 };
            if (seesWho)
                cell.People = people;
            return cell;
        }
    }
}
