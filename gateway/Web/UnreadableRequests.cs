using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CoProduction.Gateway.Web;

/// <summary>Requests that nobody can read are whoever's that sent them, not ours: 400, in one place for all.</summary>
internal static class UnreadableRequests
{
    /// <summary>Refuses what is written in letters that nobody knows, before anything looks for them.</summary>
    public static void UseUnreadableRequests(this WebApplication app)
    {
        // Windows-1252 among them: a file may say so that comes from Excel.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        app.Use((http, next) => http.Request.ContentType is { Length: > 0 } sent && !IsKnown(sent)
            ? throw new BadHttpRequestException("The content type or its charset is not known.", StatusCodes.Status415UnsupportedMediaType)
            : next(http));
    }

    /// <summary>Whether what was sent may have brought this about: it is no JSON or no form, or has text in it that is none. What we read ourselves may fail like that too.</summary>
    public static bool MayHaveCaused(Exception exception) => exception is JsonException or DecoderFallbackException or InvalidDataException;

    /// <summary>Reads from what is sent: where it ends before its own end, whoever sent it is told, and nothing is ours to look for.</summary>
    public static async Task<T> WholeAsync<T>(Func<ValueTask<T>> read, CancellationToken cancel)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is IOException and not BadHttpRequestException && !cancel.IsCancellationRequested)
        {
            throw new BadHttpRequestException("What was sent is not whole.", e);
        }
    }

    private static bool IsKnown(string sent)
    {
        try
        {
            return MediaTypeHeaderValue.TryParse(sent, out var type) && (!type.Charset.HasValue || type.Charset.Length == 0 || type.Encoding is not null);
        }
        catch (NotSupportedException)
        {
            return false; // UTF-7, which .NET knows and does not read
        }
    }
}
