using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Api;

/// <summary>How a project is seen while it runs, and how it ended.</summary>
internal static class DeliverRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/projects/{projectId:guid}/ladder", async (Guid projectId, DeliverService.DeliverServiceClient deliver, CancellationToken cancel) =>
            LadderItem.From(await deliver.GetLadderAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel)))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetLadder").WithTags("Projects").WithSummary("Reads where people see a project on the ladder of co-production");

        api.MapGet("/projects/{projectId:guid}/self-assessment", async (Guid projectId, DeliverService.DeliverServiceClient deliver, CancellationToken cancel) =>
            SelfAssessmentItem.From(await deliver.GetSelfAssessmentAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel)))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetSelfAssessment").WithTags("Projects").WithSummary("Reads how groups of a project assessed themselves");

        api.MapGet("/projects/{projectId:guid}/checkpoints", async (Guid projectId, DeliverService.DeliverServiceClient deliver, CancellationToken cancel) =>
            new CheckpointList([.. (await deliver.GetCheckpointsAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel)).Checkpoints.Select(CheckpointItem.From)]))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("ListCheckpoints").WithTags("Projects").WithSummary("Lists a project's checkpoint reviews, newest first");

        api.MapGet("/projects/{projectId:guid}/close-out", async (Guid projectId, DeliverService.DeliverServiceClient deliver, CancellationToken cancel) =>
            CloseOutItem.From(await deliver.GetCloseOutAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel)))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetCloseOut").WithTags("Projects").WithSummary("Reads how a project ended: the review, both sides' verdicts, lessons and good news");
    }
}
