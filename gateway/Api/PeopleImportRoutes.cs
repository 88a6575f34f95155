using CoProduction.Gateway.Web;
using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Api;

/// <summary>Bringing files of people into the register. Whether somebody is there already is for people to decide, not for programs.</summary>
internal static class PeopleImportRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/people/imports", async (
            HttpContext http, PeopleImportService.PeopleImportServiceClient people,
            [FromQuery(Name = "file_name")] string fileName = "people.csv", [FromQuery(Name = "keep_good_rows")] bool keepGoodRows = false) =>
        {
            var header = new PeopleImportHeader { RequestId = IdempotencyKey.Require(http), FileName = fileName, KeepGoodRows = keepGoodRows };
            var import = PeopleImportItem.From(await ImportStream.SendAsync(people, header, http.Request.Body, http.RequestAborted));
            return TypedResults.Created($"/api/v1/people/imports/{import.ImportId}", import);
        }).TakesFiles().Accepts<string>("text/csv").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithName("ImportPeople").WithTags("People").WithSummary("Adds a CSV file of people to the register: whole, or not at all")
            .WithDescription("The body is the file, 20 MB and 10,000 rows at most, with the columns name (or first name and last name) and agreed. State is \"refused\" when rows had problems and keep_good_rows was not set. Rows that look like somebody who is there already wait until people have decided.");

        api.MapGet("/people/imports/{peopleImportId:guid}", async (Guid peopleImportId, PeopleImportService.PeopleImportServiceClient people, CancellationToken cancel) =>
            PeopleImportItem.From((await people.GetPeopleImportAsync(new() { ImportId = peopleImportId.ToString() }, cancellationToken: cancel)).Import))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetPeopleImport").WithTags("People").WithSummary("Reads what became of a file of people");

        api.MapGet("/people/imports/{peopleImportId:guid}/problems", async (
            Guid peopleImportId, PeopleImportService.PeopleImportServiceClient people, CancellationToken cancel,
            [FromQuery(Name = "page_size")] int pageSize = 50, [FromQuery(Name = "page_token")] string pageToken = "") =>
        {
            var page = await people.ListPeopleImportProblemsAsync(
                new() { ImportId = peopleImportId.ToString(), Page = new() { PageSize = pageSize, PageToken = pageToken } }, cancellationToken: cancel);
            return new ProblemList([.. page.Problems.Select(problem => new ProblemItem(problem.Row, problem.Column, problem.Message))], ApiNames.Token(page.NextPageToken));
        }).ProducesProblem(StatusCodes.Status404NotFound).WithName("ListPeopleImportProblems").WithTags("People").WithSummary("Lists the rows of a file of people that had problems");

        api.MapGet("/people/imports/{peopleImportId:guid}/waiting", async (
            Guid peopleImportId, PeopleImportService.PeopleImportServiceClient people, CancellationToken cancel,
            [FromQuery(Name = "page_size")] int pageSize = 50, [FromQuery(Name = "page_token")] string pageToken = "") =>
        {
            var page = await people.ListWaitingRowsAsync(
                new() { ImportId = peopleImportId.ToString(), Page = new() { PageSize = pageSize, PageToken = pageToken } }, cancellationToken: cancel);
            return new WaitingRowList([.. page.Rows.Select(WaitingRowItem.From)], ApiNames.Token(page.NextPageToken));
        }).ProducesProblem(StatusCodes.Status404NotFound).WithName("ListWaitingRows").WithTags("People").WithSummary("Lists the rows of a file of people that wait for a decision");
    }
}

/// <summary>What became of a file of people: added or refused.</summary>
internal sealed record PeopleImportItem(
    Guid ImportId, string FileName, string State, DateTimeOffset ImportedAt, long Rows, long RowsWithProblems, long PeopleAdded, long Waiting, bool AlreadyImported,
    IReadOnlyList<string> LeftOut, IReadOnlyList<string> Findings)
{
    public static PeopleImportItem From(PeopleImport import) => new(
        Guid.Parse(import.ImportId), import.FileName, import.State == PeopleImportState.Added ? "added" : "refused", import.ImportedAt.ToDateTimeOffset(), import.Rows,
        import.RowsWithProblems, import.PeopleAdded, import.Waiting, import.AlreadyImported, import.LeftOut, import.Findings);
}

/// <summary>A page of rows that wait for a decision.</summary>
internal sealed record WaitingRowList(IReadOnlyList<WaitingRowItem> Rows, string? NextPageToken);

/// <summary>A 1-based row, why it waits (same_contact or name_alike), and the person or the earlier row that it resembles.</summary>
internal sealed record WaitingRowItem(long Row, string Because, Guid? PersonId, long? EarlierRow)
{
    public static WaitingRowItem From(WaitingRow row) => new(
        row.Row, row.Because == Likeness.SameContact ? "same_contact" : "name_alike", row.PersonId.Length > 0 ? Guid.Parse(row.PersonId) : null,
        row.EarlierRow > 0 ? row.EarlierRow : null);
}
