using CoProduction.Shared.Access;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.AffectedGroups;

/// <summary>Names groups, and says more about them.</summary>
internal sealed class NameGroups(Commands commands)
{
    public Task<AddGroupResponse> HandleAsync(AddGroupRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var wanted = GroupChange.Wanted.From(request.Group);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("affected_group", cancel);
            var groupId = transaction.NewId();
            await GroupChange.RequireFreeNameAsync(transaction, projectId, groupId, wanted.Category, wanted.Name, cancel);
            await transaction.ExecuteAsync(
                """
                INSERT INTO affected_group (partnership_id, group_id, project_id, category, name, effect, reach, estimated_size, seldom_heard, round, named_by_id, named_at)
                VALUES (@PartnershipId, @groupId, @projectId, @Category, @Name, @Effect, @Reach, @EstimatedSize, @SeldomHeard, @GroupsRound, @PersonId, @Now)
                """,
                new
                {
                    transaction.PartnershipId,
                    groupId,
                    projectId,
                    wanted.Category,
                    wanted.Name,
                    wanted.Effect,
                    wanted.Reach,
                    wanted.EstimatedSize,
                    wanted.SeldomHeard,
                    project.GroupsRound,
                    caller.PersonId,
                    transaction.Now,
                }, cancel);
            await GroupChange.CameInAsync(transaction, projectId, wanted.Category, cancel);
            await project.RecordAsync(GroupChange.PartsOf(groupId), cancel);
            await transaction.AuditAsync("group.add", "group", groupId, $"category {request.Group.Category}", cancel);
            return new AddGroupResponse { Group = (await GroupRow.GetAsync(transaction, projectId, groupId, cancel)).ToGroup() };
        }, cancel);
    }

    public Task<EditGroupResponse> HandleAsync(EditGroupRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.Id(request.GroupId, "group_id");
        var wanted = GroupChange.Wanted.From(request.Group);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Of(ProjectPart.Groups, groupId)], cancel);
            var before = await GroupRow.GetAsync(transaction, projectId, groupId, cancel);
            if (before.EndedOn is null)
                await GroupChange.RequireFreeNameAsync(transaction, projectId, groupId, wanted.Category, wanted.Name, cancel);
            await transaction.ExecuteAsync(
                """
                UPDATE affected_group SET category = @Category, name = @Name, effect = @Effect, reach = @Reach, estimated_size = @EstimatedSize, seldom_heard = @SeldomHeard
                WHERE partnership_id = @PartnershipId AND project_id = @projectId AND group_id = @groupId;
                DELETE FROM empty_category WHERE partnership_id = @PartnershipId AND project_id = @projectId AND category = @Category AND @isAffected
                """,
                new
                {
                    transaction.PartnershipId,
                    projectId,
                    groupId,
                    wanted.Category,
                    wanted.Name,
                    wanted.Effect,
                    wanted.Reach,
                    wanted.EstimatedSize,
                    wanted.SeldomHeard,
                    isAffected = before.EndedOn is null,
                }, cancel);
            await project.RecordAsync(GroupChange.PartsOf(groupId), cancel);
            await transaction.AuditAsync("group.edit", "group", groupId, $"category {request.Group.Category}", cancel);
            return new EditGroupResponse { Group = (await GroupRow.GetAsync(transaction, projectId, groupId, cancel)).ToGroup() };
        }, cancel);
    }
}
