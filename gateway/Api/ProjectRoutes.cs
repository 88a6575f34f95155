using CoProduction.Review.V1;
using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Api;

/// <summary>Projects and their cycles.</summary>
internal static class ProjectRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/projects", async (
            StakeholderService.StakeholderServiceClient stakeholder, CancellationToken cancel,
            [FromQuery(Name = "page_size")] int pageSize = 50, [FromQuery(Name = "page_token")] string pageToken = "") =>
        {
            var page = await stakeholder.ListProjectsAsync(new() { Page = new() { PageSize = pageSize, PageToken = pageToken } }, cancellationToken: cancel);
            return new ProjectList([.. page.Projects.Select(ProjectItem.From)], ApiNames.Token(page.NextPageToken));
        }).WithName("ListProjects").WithTags("Projects").WithSummary("Lists the partnership's projects, newest first");

        api.MapGet("/projects/{projectId:guid}", async (Guid projectId, StakeholderService.StakeholderServiceClient stakeholder, CancellationToken cancel) =>
            ProjectItem.From((await stakeholder.GetProjectAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel)).Project))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetProject").WithTags("Projects").WithSummary("Reads a project");

        api.MapGet("/projects/{projectId:guid}/groups", async (Guid projectId, IdentifyService.IdentifyServiceClient identify, CancellationToken cancel) =>
            GroupList.From(await identify.GetOverviewAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel)))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("ListGroups").WithTags("Projects").WithSummary("Lists whom a project affects, by category");

        api.MapGet("/projects/{projectId:guid}/flags", async (Guid projectId, IdentifyService.IdentifyServiceClient identify, CancellationToken cancel) =>
            new FlagList([.. (await identify.GetOverviewAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel)).Flags.Select(FlagItem.From)]))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("ListFlags").WithTags("Projects").WithSummary("Lists a project's flags and what they rest on");

        api.MapGet("/projects/{projectId:guid}/governance", async (Guid projectId, GovernService.GovernServiceClient govern, CancellationToken cancel) =>
            GovernanceItem.From(await govern.GetGovernanceAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel)))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetGovernance").WithTags("Projects").WithSummary("Reads who is accountable for a project, and the groups that run it");

        api.MapGet("/projects/{projectId:guid}/cycles", async (
            Guid projectId, ReviewService.ReviewServiceClient review, CancellationToken cancel,
            [FromQuery(Name = "page_size")] int pageSize = 50, [FromQuery(Name = "page_token")] string pageToken = "") =>
        {
            var page = await review.ListCyclesAsync(
                new() { ProjectId = projectId.ToString(), Page = new() { PageSize = pageSize, PageToken = pageToken } }, cancellationToken: cancel);
            return new CycleList([.. page.Cycles.Select(CycleItem.From)], ApiNames.Token(page.NextPageToken));
        }).WithName("ListCycles").WithTags("Projects").WithSummary("Lists a project's cycles, newest first");

        api.MapGet("/cycles/{cycleId:guid}", async (Guid cycleId, ReviewService.ReviewServiceClient review, CancellationToken cancel) =>
            CycleItem.From((await review.GetCycleAsync(new() { CycleId = cycleId.ToString() }, cancellationToken: cancel)).Cycle))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetCycle").WithTags("Projects").WithSummary("Reads a cycle and what is in it");
    }
}
