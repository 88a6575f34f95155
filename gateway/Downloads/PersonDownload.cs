using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CoProduction.Gateway.Pages.Audit;
using CoProduction.Gateway.Pages.People;
using CoProduction.Gateway.Web;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Limits;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CoProduction.Gateway.Downloads;

/// <summary>
/// Everything held about somebody to take away: a page to read, and the same for programs, in a zip file. It is all in memory until the last of it has been sent, so it
/// counts here as a download for as long; the service has given everything away long before.
/// </summary>
internal static class PersonDownload
{
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(HttpContext http, OwnDataService.OwnDataServiceClient data, LongStreams downloads, Caller caller, string personId)
    {
        using var counted = downloads.Begin(caller);
        List<(string Title, List<DataRow> Rows)> parts;
        try
        {
            parts = await ReadAsync(data, personId, http.RequestAborted);
        }
        catch (RpcException e) when (ServiceError.From(e).Reason == "BEING_MADE")
        {
            await new RazorComponentResult<DataBeingMadePage>(new { Address = http.Request.Path.Value }) { StatusCode = StatusCodes.Status202Accepted }.ExecuteAsync(http);
            return;
        }
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await AddAsync(archive, "everything-held-about-you.html", Page(parts), http.RequestAborted);
            await AddAsync(archive, "everything-held-about-you.json", Json(parts), http.RequestAborted);
        }
        http.Response.ContentType = "application/zip";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"everything-held-about-you.zip\"";
        http.Response.Headers.CacheControl = "no-store";
        zip.Position = 0;
        await zip.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static async Task<List<(string Title, List<DataRow> Rows)>> ReadAsync(OwnDataService.OwnDataServiceClient data, string personId, CancellationToken cancel)
    {
        var parts = new List<(string Title, List<DataRow> Rows)>();
        using var call = data.ExportPerson(new() { PersonId = personId }, cancellationToken: cancel);
        await foreach (var answer in call.ResponseStream.ReadAllAsync(cancel))
        {
            if (parts.Count == 0 || parts[^1].Title != answer.Title)
                parts.Add((answer.Title, []));
            parts[^1].Rows.AddRange(answer.Rows);
        }
        return parts;
    }

    private static async Task AddAsync(ZipArchive archive, string name, string text, CancellationToken cancel)
    {
        await using var entry = archive.CreateEntry(name).Open();
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
    }

    private static string Json(List<(string Title, List<DataRow> Rows)> parts) => JsonSerializer.Serialize(
        parts.Select(part => new { title = part.Title, rows = part.Rows.Select(row => row.Fields.ToDictionary(field => field.Name, field => field.Value)) }), _readable);

    private static string Page(List<(string Title, List<DataRow> Rows)> parts)
    {
        var page = new StringBuilder(
            """
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Everything held about you</title>
            <style>body { font: 1.2rem/1.5 sans-serif; max-width: 60rem; margin: 1rem auto; padding: 0 1rem; } dt { font-weight: bold; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; } article { border-top: 1px solid; padding: .5rem 0; }</style>
            </head>
            <body>
            <main>
            <h1>Everything held about you</h1>
            <p>This is all that is kept under your name or your number. What others wrote about you in notes of their own is not in it. What was said in reviews is kept without names.</p>

            """);
        foreach (var (title, rows) in parts)
        {
            page.Append($"<section>\n<h2>{WebUtility.HtmlEncode(title)}</h2>\n");
            if (rows.Count == 0)
                page.Append("<p>Nothing.</p>\n");
            foreach (var row in rows)
                page.Append($"<article>\n<dl>\n{string.Concat(row.Fields.Where(field => field.Value.Length > 0).Select(Line))}</dl>\n</article>\n");
            page.Append("</section>\n");
        }
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string Line(DataField field)
    {
        var label = field.Name.Replace('_', ' ');
        return $"<dt>{WebUtility.HtmlEncode(char.ToUpperInvariant(label[0]) + label[1..])}</dt><dd>{WebUtility.HtmlEncode(Words(field))}</dd>\n";
    }

    private static string Words(DataField field)
    {
        if (field.Name == "action")
            return AuditWords.Of(field.Value);
        return field.Value.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParseExact(field.Value, "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", null, 0, out var moment)
            ? Names.When(Timestamp.FromDateTimeOffset(moment))
            : field.Value;
    }
}
