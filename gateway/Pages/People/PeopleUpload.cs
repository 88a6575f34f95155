using CoProduction.Gateway.Web;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CoProduction.Gateway.Pages.People;

/// <summary>Takes the file of the form that brings in people.</summary>
internal static class PeopleUpload
{
    public static void MapPeopleUpload(this WebApplication app) =>
        app.MapPost("/people/import-file", HandleAsync).TakesFiles().DisableAntiforgery(); // checked with the form: the usual check would read the whole of it first

    private static async Task HandleAsync(HttpContext http, IAntiforgery antiforgery, PeopleImportService.PeopleImportServiceClient people)
    {
        var form = await FileForm.ReadAsync(http, antiforgery);
        if (form.File is not { } bytes)
        {
            await ShowAsync(http, "Choose a CSV file.");
            return;
        }
        var header = new PeopleImportHeader { RequestId = form["request_id"], FileName = form.FileName, KeepGoodRows = form["rows"] == "keep" };
        try
        {
            var import = await ImportStream.SendAsync(people, header, bytes, http.RequestAborted);
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = $"/people/imports/{import.ImportId}{(import.AlreadyImported ? "?again=true" : "")}";
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument)
        {
            await ShowAsync(http, ServiceError.From(e).Message);
        }
    }

    private static Task ShowAsync(HttpContext http, string problem) =>
        new RazorComponentResult<PeopleImportProblemPage>(new { Http = http, Refusal = ServiceError.From(Problem.Invalid("file", problem)) }) { StatusCode = StatusCodes.Status422UnprocessableEntity }.ExecuteAsync(http);
}
