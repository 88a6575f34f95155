using CoProduction.Gateway.Web;
using CoProduction.Review.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Api;

/// <summary>Bringing files of reviews into a cycle.</summary>
internal static class ImportRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/cycles/{cycleId:guid}/imports", async (
            Guid cycleId, HttpContext http, ReviewService.ReviewServiceClient review,
            [FromQuery(Name = "file_name")] string fileName = "import.csv", [FromQuery(Name = "keep_good_rows")] bool keepGoodRows = false) =>
        {
            var header = new ImportHeader { RequestId = IdempotencyKey.Require(http), CycleId = cycleId.ToString(), FileName = fileName, KeepGoodRows = keepGoodRows };
            var import = ImportItem.From(await ImportStream.SendAsync(review, header, http.Request.Body, http.RequestAborted));
            return TypedResults.Created($"/api/v1/imports/{import.ImportId}", import);
        }).TakesFiles().Accepts<string>("text/csv").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithName("ImportStatements").WithTags("Imports").WithSummary("Adds a CSV file of reviews to a cycle: whole, or not at all")
            .WithDescription("The body is the file, 500 MB at most. State is \"refused\" when rows had problems and keep_good_rows was not set: nothing was added then.");

        api.MapGet("/imports/{importId:guid}", async (Guid importId, ReviewService.ReviewServiceClient review, CancellationToken cancel) =>
            ImportItem.From((await review.GetImportAsync(new() { ImportId = importId.ToString() }, cancellationToken: cancel)).Import))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetImport").WithTags("Imports").WithSummary("Reads what became of a file");

        api.MapGet("/imports/{importId:guid}/problems", async (
            Guid importId, ReviewService.ReviewServiceClient review, CancellationToken cancel,
            [FromQuery(Name = "page_size")] int pageSize = 50, [FromQuery(Name = "page_token")] string pageToken = "") =>
        {
            var page = await review.ListImportProblemsAsync(
                new() { ImportId = importId.ToString(), Page = new() { PageSize = pageSize, PageToken = pageToken } }, cancellationToken: cancel);
            return new ProblemList([.. page.Problems.Select(problem => new ProblemItem(problem.Row, problem.Column, problem.Message))], ApiNames.Token(page.NextPageToken));
        }).ProducesProblem(StatusCodes.Status404NotFound).WithName("ListImportProblems").WithTags("Imports").WithSummary("Lists the rows of a file that had problems");
    }
}
