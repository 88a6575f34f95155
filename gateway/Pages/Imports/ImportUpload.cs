using CoProduction.Gateway.Web;
using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CoProduction.Gateway.Pages.Imports;

/// <summary>Takes the file of the import form part by part, so that it is never held here, on disk or in memory.</summary>
internal static class ImportUpload
{
    public static void MapImportUpload(this WebApplication app) =>
        app.MapPost("/cycles/{cycleId:guid}/import-file", HandleAsync).TakesFiles().DisableAntiforgery(); // checked below: the usual check would read the whole form first

    private static async Task HandleAsync(Guid cycleId, HttpContext http, IAntiforgery antiforgery, ReviewService.ReviewServiceClient review)
    {
        var boundary = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (string.IsNullOrEmpty(boundary))
            throw new BadHttpRequestException("This is not a form with a file.");

        var fields = new Dictionary<string, string>();
        var parts = new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = RequestSize.LargestFile };
        while (await parts.ReadNextSectionAsync(http.RequestAborted) is { } part)
        {
            if (part.AsFileSection() is { } file)
            {
                await CheckFormAsync(http, antiforgery, fields);
                await ImportAsync(http, review, cycleId, file, fields);
                return;
            }
            if (part.AsFormDataSection() is { } field)
                fields[field.Name] = await field.GetValueAsync(http.RequestAborted);
        }
        await ShowAsync(http, cycleId, "Choose a CSV file.");
    }

    private static async Task CheckFormAsync(HttpContext http, IAntiforgery antiforgery, Dictionary<string, string> fields)
    {
        // Without the header the check would look for the token in the form, and read the file on its way.
        http.Request.Headers["RequestVerificationToken"] = fields.GetValueOrDefault("__RequestVerificationToken", "none");
        if (!await antiforgery.IsRequestValidAsync(http))
            throw new BadHttpRequestException("The form's token is missing or out of date.");
    }

    private static async Task ImportAsync(HttpContext http, ReviewService.ReviewServiceClient review, Guid cycleId, FileMultipartSection file, Dictionary<string, string> fields)
    {
        if (string.IsNullOrEmpty(file.FileName) || file.FileStream is not { } bytes)
        {
            await ShowAsync(http, cycleId, "Choose a CSV file.");
            return;
        }
        var header = new ImportHeader
        {
            RequestId = fields.GetValueOrDefault("request_id") ?? "",
            CycleId = cycleId.ToString(),
            FileName = Path.GetFileName(file.FileName),
            KeepGoodRows = fields.GetValueOrDefault("rows") == "keep",
        };
        try
        {
            var import = await ImportStream.SendAsync(review, header, bytes, http.RequestAborted);
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = $"/imports/{import.ImportId}{(import.AlreadyImported ? "?again=true" : "")}";
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument)
        {
            await ShowAsync(http, cycleId, ServiceError.From(e).Message);
        }
    }

    private static Task ShowAsync(HttpContext http, Guid cycleId, string problem) =>
        new RazorComponentResult<ImportFormProblem>(new { Http = http, CycleId = cycleId, Problem = problem }) { StatusCode = StatusCodes.Status422UnprocessableEntity }
            .ExecuteAsync(http);
}
