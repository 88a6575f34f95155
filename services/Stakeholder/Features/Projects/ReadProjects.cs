using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.Projects;

/// <summary>A partnership's projects with what their cycles have come to.</summary>
internal sealed class ReadProjects(TenantDatabase database)
{
    private const string Columns = "project_id, name, purpose, sponsor, created_at";

    public async Task<GetProjectResponse> HandleAsync(GetProjectRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var row = await transaction.FindAsync<ProjectRow>(
            $"SELECT {Columns} FROM project WHERE partnership_id = @PartnershipId AND project_id = @projectId",
            new { transaction.PartnershipId, projectId }, cancel) ?? throw Problem.NotFound("project");
        return new() { Project = (await WithCyclesAsync(transaction, [row], cancel))[0] };
    }

    public async Task<ListProjectsResponse> HandleAsync(ListProjectsRequest request, Caller caller, CancellationToken cancel)
    {
        var page = Page.Read(request.Page, "projects");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var rows = await transaction.QueryAsync<ProjectRow>(
            $"""
            SELECT {Columns} FROM project
            WHERE partnership_id = @PartnershipId AND (@after::uuid IS NULL OR project_id < @after::uuid) AND (@mine::uuid[] IS NULL OR project_id = ANY(@mine))
            ORDER BY project_id DESC LIMIT @Limit
            """,
            new { transaction.PartnershipId, after = page.After(0), page.Limit, mine = caller.ProjectsWith("project.read")?.ToArray() }, cancel);
        var next = page.Next(rows, row => [row.ProjectId]);
        return new() { Projects = { await WithCyclesAsync(transaction, rows, cancel) }, NextPageToken = next };
    }

    private static async Task<List<Project>> WithCyclesAsync(TenantTransaction transaction, List<ProjectRow> rows, CancellationToken cancel)
    {
        var cycles = (await transaction.QueryAsync<CycleRow>(
            """
            SELECT project_id, cycle_id, cycle_name, statements, held_back, themes, themes_ready FROM cycle_activity
            WHERE partnership_id = @PartnershipId AND project_id = ANY(@ids) ORDER BY cycle_id DESC
            """,
            new { transaction.PartnershipId, ids = rows.ConvertAll(row => row.ProjectId) }, cancel)).ToLookup(cycle => cycle.ProjectId);
        return rows.ConvertAll(row => new Project
        {
            ProjectId = row.ProjectId.ToString(),
            Name = row.Name,
            Purpose = row.Purpose,
            Sponsor = row.Sponsor,
            CreatedAt = Timestamp.FromDateTime(row.CreatedAt),
            Cycles = { cycles[row.ProjectId].Select(cycle => cycle.ToActivity()) },
        });
    }

    private sealed record ProjectRow(Guid ProjectId, string Name, string Purpose, string Sponsor, DateTime CreatedAt);

    private sealed record CycleRow(Guid ProjectId, Guid CycleId, string CycleName, long Statements, long HeldBack, long Themes, long ThemesReady)
    {
        public V1.CycleActivity ToActivity() => new()
        {
            CycleId = CycleId.ToString(),
            CycleName = CycleName,
            Statements = Statements,
            HeldBack = HeldBack,
            Themes = Themes,
            ThemesReady = ThemesReady,
        };
    }
}
