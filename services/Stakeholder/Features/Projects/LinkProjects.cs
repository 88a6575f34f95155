using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Projects;

/// <summary>Projects that belong together, seen from both.</summary>
internal sealed class LinkProjects(Commands commands)
{
    public Task<LinkProjectResponse> HandleAsync(LinkProjectRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var name = Parse.Text(request.Name, "name", 200, "Give the name of the other project.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            var other = await transaction.FindAsync<OtherRow>(
                "SELECT project_id, name FROM project WHERE partnership_id = @PartnershipId AND lower(name) = lower(@name) AND project_id <> @projectId",
                new { transaction.PartnershipId, name, projectId }, cancel);
            // One that the caller may not see is one that is not there.
            if (other is null || !caller.MayIn(other.ProjectId, "project.read"))
                throw Problem.Invalid("name", "There is no other project of that name here. Write it as it stands in the list of projects.");
            await project.RequireRoomAsync("project_link", cancel);
            await transaction.ExecuteAsync(
                """
                INSERT INTO project_link (partnership_id, project_id, linked_project_id, linked_at)
                VALUES (@PartnershipId, @projectId, @other, @Now), (@PartnershipId, @other, @projectId, @Now)
                ON CONFLICT DO NOTHING
                """,
                new { transaction.PartnershipId, projectId, other = other.ProjectId, transaction.Now }, cancel);
            await project.RecordAsync([ProjectPart.Links], cancel);
            await transaction.AuditAsync("project.link", "project", projectId, other.ProjectId.ToString(), cancel);
            return new LinkProjectResponse { Link = new() { ProjectId = other.ProjectId.ToString(), Name = other.Name } };
        }, cancel);
    }

    public Task<UnlinkProjectResponse> HandleAsync(UnlinkProjectRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var other = Parse.Id(request.LinkedProjectId, "linked_project_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await transaction.ExecuteAsync(
                """
                DELETE FROM project_link
                WHERE partnership_id = @PartnershipId AND (project_id, linked_project_id) IN ((@projectId, @other), (@other, @projectId))
                """,
                new { transaction.PartnershipId, projectId, other }, cancel);
            await project.RecordAsync([ProjectPart.Links], cancel);
            await transaction.AuditAsync("project.unlink", "project", projectId, other.ToString(), cancel);
            return new UnlinkProjectResponse();
        }, cancel);
    }

    /// <summary>Linked projects that the caller may see, by name.</summary>
    public static async Task<IEnumerable<LinkedProject>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<OtherRow>(
            """
            SELECT p.project_id, p.name FROM project_link l JOIN project p ON p.partnership_id = l.partnership_id AND p.project_id = l.linked_project_id
            WHERE l.partnership_id = @PartnershipId AND l.project_id = @projectId ORDER BY p.name
            """,
            new { transaction.PartnershipId, projectId }, cancel);
        return rows.Where(row => transaction.Caller.MayIn(row.ProjectId, "project.read")).Select(row => new LinkedProject { ProjectId = row.ProjectId.ToString(), Name = row.Name });
    }

    private sealed record OtherRow(Guid ProjectId, string Name);
}
