using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Governance;

/// <summary>Adds, changes and ends the groups that run a project.</summary>
internal sealed class GoverningGroups(Commands commands)
{
    public Task<AddGoverningGroupResponse> HandleAsync(AddGoverningGroupRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var wanted = Wanted.From(request.Fields);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("governing_group", cancel);
            var groupId = transaction.NewId();
            await RequireFitsAsync(transaction, projectId, groupId, wanted, cancel);
            await transaction.ExecuteAsync(
                """
                INSERT INTO governing_group (partnership_id, governing_group_id, project_id, parent_id, kind, name, purpose, reporting, lived_role, seats, lived_seats)
                VALUES (@PartnershipId, @groupId, @projectId, @ParentId, @Kind, @Name, @Purpose, @Reporting, @LivedRole, @Seats, @LivedSeats)
                """,
                ParametersOf(transaction, projectId, groupId, wanted), cancel);
            await project.RecordAsync(PartsOf(groupId), cancel);
            await transaction.AuditAsync("governing-group.add", "governing-group", groupId, $"{request.Fields.Kind}", cancel);
            return new AddGoverningGroupResponse { GoverningGroupId = groupId.ToString() };
        }, cancel);
    }

    public Task<EditGoverningGroupResponse> HandleAsync(EditGoverningGroupRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.Id(request.GoverningGroupId, "governing_group_id");
        var wanted = Wanted.From(request.Fields);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Of(ProjectPart.Governance, groupId)], cancel);
            (await GoverningGroupRow.GetAsync(transaction, projectId, groupId, cancel)).RequireGoingOn();
            await RequireFitsAsync(transaction, projectId, groupId, wanted, cancel);
            await transaction.ExecuteAsync(
                """
                UPDATE governing_group SET parent_id = @ParentId, kind = @Kind, name = @Name, purpose = @Purpose, reporting = @Reporting, lived_role = @LivedRole,
                  seats = @Seats, lived_seats = @LivedSeats
                WHERE partnership_id = @PartnershipId AND project_id = @projectId AND governing_group_id = @groupId
                """,
                ParametersOf(transaction, projectId, groupId, wanted), cancel);
            await project.RecordAsync(PartsOf(groupId), cancel);
            await transaction.AuditAsync("governing-group.edit", "governing-group", groupId, $"{request.Fields.Kind}", cancel);
            return new EditGoverningGroupResponse();
        }, cancel);
    }

    public Task<EndGoverningGroupResponse> HandleAsync(EndGoverningGroupRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.Id(request.GoverningGroupId, "governing_group_id");
        var because = Parse.Lines(request.Because, "because", 500, "Say why the group ends.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Of(ProjectPart.Governance, groupId)], cancel);
            (await GoverningGroupRow.GetAsync(transaction, projectId, groupId, cancel)).RequireGoingOn();
            if ((await GoverningGroupRow.ReadAsync(transaction, projectId, cancel)).Any(group => group.ParentId == groupId && group.EndedOn is null))
                throw Problem.Of(StatusCode.FailedPrecondition, "HAS_GROUPS", "Other groups report to this one. Say first to whom they report instead.");
            await transaction.ExecuteAsync(
                """
                UPDATE governing_group SET ended_on = @endedOn::date, ended_because = @because
                WHERE partnership_id = @PartnershipId AND project_id = @projectId AND governing_group_id = @groupId
                """,
                new { transaction.PartnershipId, projectId, groupId, because, endedOn = Days.Today(transaction) }, cancel);
            await project.RecordAsync(PartsOf(groupId), cancel);
            await transaction.AuditAsync("governing-group.end", "governing-group", groupId, "", cancel);
            return new EndGoverningGroupResponse();
        }, cancel);
    }

    private static string[] PartsOf(Guid groupId) => [ProjectPart.Governance, ProjectPart.Of(ProjectPart.Governance, groupId)];

    // The project is locked: nobody else moves a group meanwhile, so that two moves cannot make a circle between them.
    private static async Task RequireFitsAsync(TenantTransaction transaction, Guid projectId, Guid groupId, Wanted wanted, CancellationToken cancel)
    {
        if (await transaction.GetAsync<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM governing_group
            WHERE partnership_id = @PartnershipId AND project_id = @projectId AND lower(name) = lower(@Name) AND ended_on IS NULL AND governing_group_id <> @groupId)
            """,
            new { transaction.PartnershipId, projectId, groupId, wanted.Name }, cancel))
            throw Problem.Of(StatusCode.AlreadyExists, "NAME_IN_USE", "There is a group of that name already. Choose another name.");
        if (wanted.ParentId is not { } parentId)
            return;
        var others = (await GoverningGroupRow.ReadAsync(transaction, projectId, cancel)).Where(group => group.GoverningGroupId != groupId).ToDictionary(group => group.GoverningGroupId);
        if (parentId != groupId && others.GetValueOrDefault(parentId) is not { EndedOn: null })
            throw Problem.Invalid("parent_id", "Choose a group of this project that goes on.");
        for (Guid? above = parentId; above is { } id; above = others[id].ParentId)
            if (id == groupId)
                throw Problem.Invalid("parent_id", "A group cannot report to itself, nor to one that reports to it. Choose another.");
    }

    private static object ParametersOf(TenantTransaction transaction, Guid projectId, Guid groupId, Wanted wanted) => new
    {
        transaction.PartnershipId,
        projectId,
        groupId,
        wanted.ParentId,
        wanted.Kind,
        wanted.Name,
        wanted.Purpose,
        wanted.Reporting,
        wanted.LivedRole,
        wanted.Seats,
        wanted.LivedSeats,
    };

    private sealed record Wanted(Guid? ParentId, short Kind, string Name, string Purpose, string Reporting, short LivedRole, int Seats, int LivedSeats)
    {
        public static Wanted From(GoverningGroupFields? fields)
        {
            var group = fields ?? new();
            var role = Parse.Choice(group.LivedRole, "lived_role", "Choose what people with lived experience do in it.");
            var seats = group.Seats is >= 1 and <= 500 ? group.Seats : throw Problem.Invalid("seats", "Say how many seats there are, from 1 to 500.");
            return new(
                Parse.OptionalId(group.ParentId, "parent_id"),
                (short)Parse.Choice(group.Kind, "kind", "Choose what kind of group it is."),
                Parse.Text(group.Name, "name", 200, "Give the group a name."),
                Parse.Lines(group.Purpose, "purpose", 1000, "Say what the group is for."),
                Parse.OptionalLines(group.Reporting, "reporting", 1000),
                (short)role,
                seats,
                (role, group.LivedSeats) switch
                {
                    (V1.LivedRole.None, 0) => 0,
                    (V1.LivedRole.None, _) => throw Problem.Invalid("lived_seats", "They are not in this group, you say: then this is 0."),
                    (_, var lived) when lived >= 1 && lived <= seats => lived,
                    _ => throw Problem.Invalid("lived_seats", "Say how many seats are theirs: at least 1, and not more than there are."),
                });
        }
    }
}
