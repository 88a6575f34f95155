using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CoProduction.Gateway.Web;

/// <summary>A form with a file, taken part by part, so that the file is never held here, on disk or in memory. Its fields come before the file.</summary>
internal sealed class FileForm
{
    private const int MostFields = 20, LargestField = 64 * 1024;
    private readonly Dictionary<string, string> _fields = [];

    private FileForm()
    {
    }

    /// <summary>The file's name as the person sees it.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>The file's bytes as they come in; null when none was chosen.</summary>
    public Stream? File { get; private set; }

    /// <summary>What a field holds; empty when there is no such field.</summary>
    public string this[string field] => _fields.GetValueOrDefault(field) ?? "";

    /// <summary>Reads up to the file; refuses a form that is not ours.</summary>
    public static async Task<FileForm> ReadAsync(HttpContext http, IAntiforgery antiforgery)
    {
        var boundary = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (string.IsNullOrEmpty(boundary))
            throw new BadHttpRequestException("This is not a form with a file.");
        var form = new FileForm();
        var parts = new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = RequestSize.LargestFile };
        for (var fields = 0; form.File is null && await UnreadableRequests.WholeAsync(async () => await parts.ReadNextSectionAsync(http.RequestAborted), http.RequestAborted) is { } part;)
        {
            if (part.AsFileSection() is { } file)
            {
                await form.CheckTokenAsync(http, antiforgery);
                if (string.IsNullOrEmpty(file.FileName) || file.FileStream is null)
                    return form;
                (form.FileName, form.File) = (Path.GetFileName(file.FileName), file.FileStream);
            }
            else if (++fields > MostFields)
                throw TooLarge();
            else if (part.AsFormDataSection() is { } field)
                form._fields[field.Name] = await UnreadableRequests.WholeAsync(() => ReadAsync(part.Body, http.RequestAborted), http.RequestAborted);
        }
        return form;
    }

    // Nobody knows yet whose form it is: no more is taken than a form of ours has.
    private static async ValueTask<string> ReadAsync(Stream field, CancellationToken cancel)
    {
        var bytes = new byte[LargestField + 1];
        var length = await field.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length <= LargestField ? Encoding.UTF8.GetString(bytes, 0, length) : throw TooLarge();
    }

    private static BadHttpRequestException TooLarge() => new("This form has more in it than ours have.", StatusCodes.Status413PayloadTooLarge);

    private async Task CheckTokenAsync(HttpContext http, IAntiforgery antiforgery)
    {
        // Without the header the check would look for the token in the form, and read the file on its way.
        http.Request.Headers["RequestVerificationToken"] = _fields.GetValueOrDefault("__RequestVerificationToken", "none");
        if (!await antiforgery.IsRequestValidAsync(http))
            throw new BadHttpRequestException("The form's token is missing or out of date.");
    }
}
