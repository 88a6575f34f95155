using CoProduction.Gateway.Web;
using CoProduction.Review.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Api;

/// <summary>Bringing files of reviews into a cycle.</summary>
internal static class ImportRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/cycles/{cycleId:guid}/imports", async Task<Results<Created<ImportItem>, Ok<ImportItem>>> (
            Guid cycleId, HttpContext http, ReviewService.ReviewServiceClient review,
            [FromQuery(Name = "file_name")] string fileName = "import.csv", [FromQuery(Name = "keep_good_rows")] bool keepGoodRows = false,
            [FromQuery(Name = "column")] string[]? columns = null, [FromQuery(Name = "question")] string? question = null, [FromQuery(Name = "dry_run")] bool dryRun = false) =>
        {
            var header = new ImportHeader
            {
                RequestId = IdempotencyKey.Require(http),
                CycleId = cycleId.ToString(),
                FileName = fileName,
                KeepGoodRows = keepGoodRows,
                Columns = { (columns ?? []).Select(ApiNames.ChoiceFrom) },
                Question = ApiNames.QuestionFrom(question),
                DryRun = dryRun,
            };
            var import = ImportItem.From(await ImportStream.SendAsync(review, header, http.Request.Body, http.RequestAborted));
            return dryRun ? TypedResults.Ok(import) : TypedResults.Created($"/api/v1/imports/{import.ImportId}", import);
        }).TakesFiles().Accepts<string>("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithName("ImportStatements").WithTags("Imports").WithSummary("Adds a CSV file or an Excel workbook of reviews to a cycle: whole, or not at all")
            .WithDescription(
                "The body is the file, 500 MB at most. State is \"refused\" when rows had problems and keep_good_rows was not set, or when a column that is not recognised holds sentences: nothing was added then. "
                + "column says what a column is for, once for each, as use:HEADER, such as column=not_working:What could be better or column=leave_out:Notes; uses are working, not_working, future, statement, "
                + "question_name, reference, captured_by, consent, characteristic and leave_out. question makes the file a plain list of comments that all answer working, not_working or future. "
                + "dry_run stores nothing and answers 200 with what would happen: problems, and examples of what each column holds.");

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
