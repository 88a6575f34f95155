using System.Net;
using System.Net.Http.Headers;

namespace CoProduction.EndToEnd.Tests.Fuzz;

/// <summary>Sends what was made up to the gateway, and reads what it answers.</summary>
internal static class HttpAnswer
{
    private const int LongestBody = 2_000;

    public static async Task<(Tried Tried, string Page, HttpResponseHeaders? Headers)> TryAsync(HttpClient http, string kind, string operation, HttpRequestMessage request, byte[] body)
    {
        var (page, headers) = ("", default(HttpResponseHeaders));
        using (request)
        {
            var tried = await Tried.AsAsync(kind, operation, () => Words(http, request, body), async () =>
            {
                using var timeout = new CancellationTokenSource(FuzzRun.Longest);
                try
                {
                    using var response = await http.SendAsync(request, timeout.Token);
                    page = await response.Content.ReadAsStringAsync(timeout.Token);
                    headers = response.Headers;
                    return ($"{(int)response.StatusCode}", page, response.StatusCode is HttpStatusCode.InternalServerError or HttpStatusCode.NotImplemented or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout);
                }
                catch (OperationCanceledException)
                {
                    return ("no answer", "", true);
                }
                catch (HttpRequestException e)
                {
                    // Kestrel closes on what is no HTTP at all, and while a body that is too large still comes in.
                    return ($"refused: {e.HttpRequestError}", e.Message, false);
                }
            });
            return (tried, page, headers);
        }
    }

    private static string Words(HttpClient http, HttpRequestMessage request, byte[] body)
    {
        var text = System.Text.Encoding.Latin1.GetString(body);
        var headers = http.DefaultRequestHeaders.Concat(request.Headers).Where(header => header.Key is not ("Authorization" or "Cookie")).Concat(request.Content?.Headers.NonValidated.Select(header => KeyValuePair.Create(header.Key, header.Value.AsEnumerable())) ?? []);
        return $"{request.Method} {request.RequestUri}\n{string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")).Replace("\0", "\\0")}\n\n{(text.Length > LongestBody ? text[..LongestBody] : text)}";
    }
}
