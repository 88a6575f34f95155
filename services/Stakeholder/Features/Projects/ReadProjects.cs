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
    private const string Columns =
        """
        project_id, name, purpose, sponsor, created_at, responsible, budget_heading, starts_on::text, ends_on::text, methods, other_method, level, unintended_welcome,
        blank_start, version, closed_on::text
        """;

    public async Task<GetProjectResponse> HandleAsync(GetProjectRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        return new() { Project = await GetAsync(transaction, projectId, cancel) };
    }

    /// <summary>The project as it is in this transaction; NOT_FOUND when the partnership has no such project.</summary>
    public static async Task<Project> GetAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<ProjectRow>(
            $"SELECT {Columns} FROM project WHERE partnership_id = @PartnershipId AND project_id = @projectId",
            new { transaction.PartnershipId, projectId }, cancel) ?? throw Problem.NotFound("project");
        return (await WithCyclesAsync(transaction, [row], cancel))[0];
    }

    /// <summary>NOT_FOUND when the partnership has no such project.</summary>
    public static async Task RequireAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        if (!await transaction.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM project WHERE partnership_id = @PartnershipId AND project_id = @projectId)", new { transaction.PartnershipId, projectId }, cancel))
            throw Problem.NotFound("project");
    }

    public async Task<ListProjectsResponse> HandleAsync(ListProjectsRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "projects");
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
            WHERE partnership_id = @PartnershipId AND project_id = ANY(@ids) AND NOT removed ORDER BY cycle_id DESC
            """,
            new { transaction.PartnershipId, ids = rows.ConvertAll(row => row.ProjectId) }, cancel)).ToLookup(cycle => cycle.ProjectId);
        return rows.ConvertAll(row => row.ToProject(cycles[row.ProjectId]));
    }

    // Set by name, not by constructor: the driver gives the type of an array only when it is read.
    private sealed record ProjectRow
    {
        public Guid ProjectId { get; init; }

        public string Name { get; init; } = "";

        public string Purpose { get; init; } = "";

        public string Sponsor { get; init; } = "";

        public DateTime CreatedAt { get; init; }

        public string Responsible { get; init; } = "";

        public string BudgetHeading { get; init; } = "";

        public string? StartsOn { get; init; }

        public string? EndsOn { get; init; }

        public string[] Methods { get; init; } = [];

        public string OtherMethod { get; init; } = "";

        public short Level { get; init; }

        public short UnintendedWelcome { get; init; }

        public bool BlankStart { get; init; }

        public long Version { get; init; }

        public string? ClosedOn { get; init; }

        public Project ToProject(IEnumerable<CycleRow> cycles) => new()
        {
            ProjectId = ProjectId.ToString(),
            Name = Name,
            Purpose = Purpose,
            Sponsor = Sponsor,
            CreatedAt = Timestamp.FromDateTime(CreatedAt),
            Responsible = Responsible,
            BudgetHeading = BudgetHeading,
            StartsOn = StartsOn ?? "",
            EndsOn = EndsOn ?? "",
            Methods = { Methods },
            OtherMethod = OtherMethod,
            Level = (ProjectLevel)Level,
            UnintendedWelcome = (YesNo)UnintendedWelcome,
            BlankStart = BlankStart,
            Etag = Version.ToString(),
            ClosedOn = ClosedOn ?? "",
            Cycles = { cycles.Select(cycle => cycle.ToActivity()) },
        };
    }

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
