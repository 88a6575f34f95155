using CoProduction.Shared.Access;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.Features.Representation;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.AffectedGroups;

/// <summary>Ends a group, which stays with its dates, and with it that anybody speaks for it; and opens it again.</summary>
internal sealed class EndGroups(Commands commands)
{
    public Task<EndGroupResponse> HandleAsync(EndGroupRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.Id(request.GroupId, "group_id");
        var because = Parse.Lines(request.Because, "because", 500, "Say why the group is not affected any more.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Of(ProjectPart.Groups, groupId)], cancel);
            await transaction.ExecuteAsync(
                """
                UPDATE affected_group SET ended_on = @today::date, ended_because = @because
                WHERE partnership_id = @PartnershipId AND project_id = @projectId AND group_id = @groupId AND ended_on IS NULL
                """,
                new { transaction.PartnershipId, projectId, groupId, because, today = Days.Today(transaction) }, cancel);
            var group = await GroupRow.GetAsync(transaction, projectId, groupId, cancel);
            await ChangeRepresentative.EndAllAsync(transaction, groupId, Days.Today(transaction), cancel);
            await project.RecordAsync(GroupChange.PartsOf(groupId), cancel);
            await transaction.AuditAsync("group.end", "group", groupId, "", cancel);
            return new EndGroupResponse { Group = group.ToGroup() };
        }, cancel);
    }

    public Task<ReopenGroupResponse> HandleAsync(ReopenGroupRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.Id(request.GroupId, "group_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Of(ProjectPart.Groups, groupId)], cancel);
            var group = await GroupRow.GetAsync(transaction, projectId, groupId, cancel);
            await GroupChange.RequireFreeNameAsync(transaction, projectId, groupId, group.Category, group.Name, cancel);
            var reopened = await transaction.ExecuteAsync(
                """
                UPDATE affected_group SET ended_on = null, ended_because = '', round = @GroupsRound, named_by_id = @PersonId, named_at = @Now
                WHERE partnership_id = @PartnershipId AND project_id = @projectId AND group_id = @groupId AND ended_on IS NOT NULL
                """,
                new { transaction.PartnershipId, projectId, groupId, project.GroupsRound, caller.PersonId, transaction.Now }, cancel);
            if (reopened > 0)
                await GroupChange.CameInAsync(transaction, projectId, group.Category, cancel);
            await project.RecordAsync(GroupChange.PartsOf(groupId), cancel);
            await transaction.AuditAsync("group.reopen", "group", groupId, "", cancel);
            return new ReopenGroupResponse { Group = (await GroupRow.GetAsync(transaction, projectId, groupId, cancel)).ToGroup() };
        }, cancel);
    }
}
