using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Api;

/// <summary>What those who take part in a project want to learn and had: in numbers, never by name.</summary>
internal static class LearningRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/projects/{projectId:guid}/learning", async (Guid projectId, EmpowerService.EmpowerServiceClient empower, CancellationToken cancel) =>
            ProjectLearningItem.From(await empower.GetProjectLearningAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel)))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetProjectLearning").WithTags("Projects").WithSummary("Reads what people in a project want to learn and had, in numbers");

        api.MapPost("/projects/{projectId:guid}/learning-had", async (Guid projectId, LearningHad had, HttpContext http, EmpowerService.EmpowerServiceClient empower) =>
        {
            var reported = await empower.ReportLearningAsync(
                new()
                {
                    RequestId = IdempotencyKey.Require(http),
                    ProjectId = projectId.ToString(),
                    PersonId = had.PersonId.ToString(),
                    Kind = had.Kind ?? "",
                    HadOn = had.HadOn ?? "",
                }, cancellationToken: http.RequestAborted);
            return new LearningHadItem(Guid.Parse(reported.LearningId));
        }).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("ReportLearning").WithTags("Projects").WithSummary("Says that somebody had an induction or a training for a project")
            .WithDescription("Kind: induction, meetings, speaking-for-others, chairing, assertiveness, it, co-production or other. What they wanted of the kind counts as had.");
    }
}

/// <summary>Who had what; hadOn: an ISO date, today when it is left out.</summary>
internal sealed record LearningHad(Guid PersonId, string? Kind, string? HadOn);

/// <summary>What was written down.</summary>
internal sealed record LearningHadItem(Guid LearningId);

/// <summary>How many take part, as far as it is known, and what they want and had by kind.</summary>
internal sealed record ProjectLearningItem(int People, int Staff, int Newcomers, int NewcomersWithoutPeer, IReadOnlyList<KindItem> Kinds)
{
    public static ProjectLearningItem From(GetProjectLearningResponse learning) => new(
        learning.People, learning.Staff, learning.Newcomers, learning.NewcomersWithoutPeer, [.. learning.Kinds.Select(kind => new KindItem(kind.Kind, kind.Want, kind.Had))]);
}

/// <summary>People who want one kind of learning and have not had it, and people who had it.</summary>
internal sealed record KindItem(string Kind, int Want, int Had);
