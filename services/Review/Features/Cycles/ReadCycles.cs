using CoProduction.Review.Features.Theming;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Review.Features.Cycles;

/// <summary>A cycle with its figures, and a project's cycles.</summary>
internal sealed class ReadCycles(TenantDatabase database)
{
    public async Task<GetCycleResponse> HandleAsync(GetCycleRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        return new() { Cycle = await GetAsync(transaction, cycleId, cancel) };
    }

    public async Task<ListCyclesResponse> HandleAsync(ListCyclesRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "cycles", projectId);
        var ids = await transaction.QueryAsync<Guid>(
            """
            SELECT cycle_id FROM cycle
            WHERE partnership_id = @PartnershipId AND project_id = @projectId AND (@after::uuid IS NULL OR cycle_id < @after::uuid)
            ORDER BY cycle_id DESC LIMIT @Limit
            """,
            new { transaction.PartnershipId, projectId, after = page.After(0), page.Limit }, cancel);
        var next = page.Next(ids, id => [id]);
        var response = new ListCyclesResponse { NextPageToken = next };
        foreach (var id in ids)
            response.Cycles.Add(await GetAsync(transaction, id, cancel));
        return response;
    }

    internal static async Task<Cycle> GetAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<CycleRow>(
            "SELECT cycle_id, project_id, name, created_at, closed_at IS NOT NULL AS closed FROM cycle WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId",
            new { transaction.PartnershipId, cycleId }, cancel) ?? throw Problem.NotFound("cycle");
        return new()
        {
            CycleId = row.CycleId.ToString(),
            ProjectId = row.ProjectId.ToString(),
            Name = row.Name,
            CreatedAt = Timestamp.FromDateTime(row.CreatedAt),
            Figures = await CycleFiguresQuery.RunAsync(transaction, cycleId, cancel),
            Closed = row.Closed,
            LatestRun = await ReadThemingRuns.FindLatestAsync(transaction, cycleId, cancel),
        };
    }

    private sealed record CycleRow(Guid CycleId, Guid ProjectId, string Name, DateTime CreatedAt, bool Closed);
}
