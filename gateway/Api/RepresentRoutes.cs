using CoProduction.Stakeholder.V1;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Api;

/// <summary>Who speaks for the groups of a project, and how they compare with the people of the place.</summary>
internal static class RepresentRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        MapRepresentatives(api);
        MapChanges(api);
        MapPopulation(api);
    }

    private static void MapRepresentatives(RouteGroupBuilder api)
    {
        api.MapGet("/projects/{projectId:guid}/representatives", async (Guid projectId, RepresentService.RepresentServiceClient represent, CancellationToken cancel) =>
        {
            var answer = await represent.ListRepresentativesAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel);
            return new RepresentativeList([.. answer.Representatives.Select(RepresentativeItem.From)], answer.Etag);
        }).ProducesProblem(StatusCodes.Status404NotFound).WithName("ListRepresentatives").WithTags("Represent").WithSummary("Lists who speaks for a project's groups, now and before");

        api.MapGet("/projects/{projectId:guid}/coverage", async (
            Guid projectId, RepresentService.RepresentServiceClient represent, CancellationToken cancel, [FromQuery] string on = "") =>
            CoverageItem.From(await represent.GetCoverageAsync(new() { ProjectId = projectId.ToString(), On = on }, cancellationToken: cancel)))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).WithName("GetCoverage").WithTags("Represent")
            .WithSummary("Reads how many are engaged for each group at each step").WithDescription("on: an ISO date that has come; today when left out.");

        api.MapGet("/projects/{projectId:guid}/who-takes-part", async (
            Guid projectId, RepresentService.RepresentServiceClient represent, CancellationToken cancel, [FromQuery] string area = "") =>
            WhoTakesPartItem.From(await represent.GetWhoTakesPartAsync(new() { ProjectId = projectId.ToString(), Area = area }, cancellationToken: cancel)))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetWhoTakesPart").WithTags("Represent")
            .WithSummary("Reads who takes part in a project beside the people of an area, without small numbers").WithDescription("area: the first by name when left out.");
    }

    private static void MapChanges(RouteGroupBuilder api)
    {
        api.MapPost("/projects/{projectId:guid}/groups/{groupId:guid}/representatives", async (
            Guid projectId, Guid groupId, [FromBody] NewRepresentative? sent, HttpContext http, RepresentService.RepresentServiceClient represent) =>
        {
            var added = await represent.AddRepresentativeAsync(
                new()
                {
                    RequestId = IdempotencyKey.Require(http),
                    ProjectId = projectId.ToString(),
                    GroupId = groupId.ToString(),
                    PersonId = sent?.PersonId?.ToString() ?? "",
                    FromOn = sent?.FromOn ?? "",
                    Stages = { RepresentNames.StepsFrom(sent?.Stages) },
                    Experience = RepresentNames.From<RepresentativeExperience>(sent?.Experience, "experience"),
                    FoundThrough = RepresentNames.From<FoundThrough>(sent?.FoundThrough, "found_through"),
                    TheyAgree = sent?.TheyAgree ?? false,
                }, cancellationToken: http.RequestAborted);
            return TypedResults.Created($"/api/v1/projects/{projectId}/representatives", new AddedRepresentative(Guid.Parse(added.RepresentationId)));
        }).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("AddRepresentative").WithTags("Represent").WithSummary("Writes down that somebody of the register speaks for a group");

        api.MapPost("/projects/{projectId:guid}/representatives/{representationId:guid}/stages", async (
            Guid projectId, Guid representationId, [FromBody] ChangedStages? sent, HttpContext http, RepresentService.RepresentServiceClient represent) =>
        {
            await represent.SetStagesAsync(
                new()
                {
                    RequestId = IdempotencyKey.Require(http),
                    ProjectId = projectId.ToString(),
                    RepresentationId = representationId.ToString(),
                    Etag = sent?.Etag ?? "",
                    Stages = { RepresentNames.StepsFrom(sent?.Stages) },
                }, cancellationToken: http.RequestAborted);
            return TypedResults.NoContent();
        }).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("SetStages").WithTags("Represent").WithSummary("Says at which steps somebody is engaged from today");

        api.MapPost("/projects/{projectId:guid}/representatives/{representationId:guid}/end", async (
            Guid projectId, Guid representationId, [FromBody] EndedRepresentative? sent, HttpContext http, RepresentService.RepresentServiceClient represent) =>
        {
            await represent.EndRepresentativeAsync(
                new()
                {
                    RequestId = IdempotencyKey.Require(http),
                    ProjectId = projectId.ToString(),
                    RepresentationId = representationId.ToString(),
                    Etag = sent?.Etag ?? "",
                    UntilOn = sent?.UntilOn ?? "",
                    Because = sent?.Because ?? "",
                }, cancellationToken: http.RequestAborted);
            return TypedResults.NoContent();
        }).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("EndRepresentative").WithTags("Represent").WithSummary("Says that somebody does not speak for a group any more");
    }

    private static void MapPopulation(RouteGroupBuilder api)
    {
        api.MapGet("/population", async (RepresentService.RepresentServiceClient represent, CancellationToken cancel) =>
            new PopulationList([.. (await represent.ListPopulationAsync(new(), cancellationToken: cancel)).Areas.Select(PopulationAreaItem.From)]))
            .WithName("ListPopulation").WithTags("Represent").WithSummary("Lists the areas with figures of the people who live there");

        api.MapPost("/population/imports", async (
            HttpContext http, RepresentService.RepresentServiceClient represent, [FromQuery] string source = "", [FromQuery(Name = "figures_on")] string figuresOn = "") =>
        {
            var request = new ImportPopulationRequest { RequestId = IdempotencyKey.Require(http), Source = source, FiguresOn = figuresOn };
            request.Csv = await ByteString.FromStreamAsync(http.Request.Body, http.RequestAborted);
            return PopulationImportItem.From(await represent.ImportPopulationAsync(request, cancellationToken: http.RequestAborted));
        }).Accepts<string>("text/csv").ProducesProblem(StatusCodes.Status400BadRequest).WithName("ImportPopulation").WithTags("Represent")
            .WithSummary("Adds a CSV file of how many people live in an area, by characteristic: whole, or not at all")
            .WithDescription("The body is the file, 1 MB at most, with the columns area, characteristic, value and people. It takes the place of what was there of the same areas. State is "
                + "\"refused\" when rows had problems. source: where the figures come from; figures_on: the ISO date for which they hold.");
    }
}
