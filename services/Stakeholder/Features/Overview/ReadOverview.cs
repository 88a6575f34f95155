using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Flags;
using CoProduction.Stakeholder.Features.Known;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.Overview;

/// <summary>Everything that a newcomer needs to understand a project, in some twenty short queries.</summary>
internal sealed class ReadOverview(TenantDatabase database)
{
    public async Task<GetOverviewResponse> HandleAsync(GetOverviewRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var facts = await ProjectFacts.ReadAsync(transaction, projectId, cancel);
        return new()
        {
            Project = facts.Project,
            Questions = { facts.Questions },
            Readiness = facts.Readiness,
            Outcomes = { facts.Outcomes },
            Known = { await KnownBefore.ReadAsync(transaction, projectId, cancel) },
            Links = { await LinkProjects.ReadAsync(transaction, projectId, cancel) },
            Categories = { facts.Categories },
            Verifications = { facts.Verifications },
            VerificationState = facts.VerificationState,
            Flags = { await ReadFlags.ReadAsync(transaction, facts, cancel) },
            Steps = { FiveSteps.Of(facts) },
            Said = facts.Voice.ToFigures(),
            Changes = { await ChangesAsync(transaction, projectId, cancel) },
        };
    }

    public async Task<ListMethodsResponse> HandleAsync(ListMethodsRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var methods = await transaction.QueryAsync<(string Code, string Name)>("SELECT code, name FROM method ORDER BY place", null, cancel);
        return new() { Methods = { methods.ConvertAll(method => new WayOfWorking { Code = method.Code, Name = method.Name }) } };
    }

    private static async Task<IEnumerable<ProjectChange>> ChangesAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<ChangeRow>(
            """
            SELECT changed_by, changed_at, parts FROM project_change
            WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY version DESC LIMIT 10
            """,
            new { transaction.PartnershipId, projectId }, cancel);
        return rows.Select(row => new ProjectChange { By = row.ChangedBy, At = Timestamp.FromDateTime(row.ChangedAt), Parts = { ProjectPart.WordsOf(row.Parts) } });
    }

    // Set by name: the driver gives the type of an array only when it is read.
    private sealed record ChangeRow
    {
        public string ChangedBy { get; init; } = "";

        public DateTime ChangedAt { get; init; }

        public string[] Parts { get; init; } = [];
    }
}
