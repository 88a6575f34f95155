using CoProduction.Stakeholder.V1;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Api;

/// <summary>Bringing in figures of the people who live in an area.</summary>
internal static class PopulationRoutes
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/population/imports", async (
            HttpContext http, RepresentService.RepresentServiceClient represent, [FromQuery] string source = "", [FromQuery(Name = "figures_on")] string figuresOn = "",
            [FromQuery] string characteristic = "") =>
        {
            var request = new ImportPopulationRequest { RequestId = IdempotencyKey.Require(http), Source = source, FiguresOn = figuresOn, Characteristic = characteristic };
            request.Csv = await ByteString.FromStreamAsync(http.Request.Body, http.RequestAborted);
            return PopulationImportItem.From(await represent.ImportPopulationAsync(request, cancellationToken: http.RequestAborted));
        }).Accepts<string>("text/csv").ProducesProblem(StatusCodes.Status400BadRequest).WithName("ImportPopulation").WithTags("Represent")
            .WithSummary("Adds a CSV file of how many people live in an area, by characteristic: whole, or not at all")
            .WithDescription("The body is the file, 1 MB at most, with the columns area, characteristic, value and people, or with a column of areas and one for each value. It takes the place of what was there of the same areas. State is "
                + "\"refused\" when rows had problems. source: where the figures come from; figures_on: the ISO date for which they hold; characteristic: what a file is about that does not say so. Findings tell what was left out.");
}

/// <summary>What became of a file of figures: added or refused, with the rows that will not do.</summary>
internal sealed record PopulationImportItem(string State, IReadOnlyList<string> Areas, IReadOnlyList<ProblemItem> Problems, IReadOnlyList<string> Findings)
{
    public static PopulationImportItem From(ImportPopulationResponse answer) => new(
        answer.Added ? "added" : "refused", answer.Areas, [.. answer.Problems.Select(problem => new ProblemItem(problem.Row, problem.Column, problem.Message))], answer.Findings);
}
