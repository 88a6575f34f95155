using CoProduction.Gateway.Web;
using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CoProduction.Gateway.Pages.Imports;

/// <summary>Takes the file of the import form part by part, so that it is never held here, on disk or in memory.</summary>
internal static class ImportUpload
{
    public static void MapImportUpload(this WebApplication app) =>
        app.MapPost("/cycles/{cycleId:guid}/import-file", HandleAsync).TakesFiles().DisableAntiforgery(); // checked below: the usual check would read the whole form first

    private static async Task HandleAsync(Guid cycleId, HttpContext http, IAntiforgery antiforgery, ReviewService.ReviewServiceClient review)
    {
        var form = await FileForm.ReadAsync(http, antiforgery);
        if (form.File is not { } bytes)
        {
            await ShowAsync(http, cycleId, "Choose a file.");
            return;
        }
        try
        {
            var draftId = await ImportStream.KeepAsync(review, new() { CycleId = cycleId.ToString(), FileName = form.FileName }, bytes, http.RequestAborted);
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = $"/cycles/{cycleId}/import/{draftId}";
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.FailedPrecondition)
        {
            await ShowAsync(http, cycleId, ServiceError.From(e).Message);
        }
    }

    private static Task ShowAsync(HttpContext http, Guid cycleId, string problem) =>
        new RazorComponentResult<ImportFormProblem>(new { Http = http, CycleId = cycleId, Refusal = ServiceError.From(Problem.Invalid("file", problem)) }) { StatusCode = StatusCodes.Status422UnprocessableEntity }
            .ExecuteAsync(http);
}
