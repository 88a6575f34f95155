using System.Net;

namespace CoProduction.Host.Distributed;

/// <summary>Asks a process how it is. Services speak HTTP/2 alone and the gateway HTTP/1.1, and without TLS nobody says which: both are tried.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly Version[] _versions = [HttpVersion.Version20, HttpVersion.Version11];
    private static readonly HttpClient _http = new() { Timeout = _patience };

    /// <summary>What is wrong, in one line; null when the address answers 200.</summary>
    public static async Task<string?> FindFaultAsync(Uri url, CancellationToken cancel)
    {
        var fault = "";
        foreach (var version in _versions)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
                using var response = await _http.SendAsync(request, cancel);
                return response.StatusCode == HttpStatusCode.OK ? null : $"{url} answered {(int)response.StatusCode}.";
            }
            catch (HttpRequestException e)
            {
                fault = $"{url} gave no answer: {e.GetBaseException().Message.ReplaceLineEndings(" ")}";
            }
            catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
            {
                return $"{url} gave no answer within {_patience.TotalSeconds} seconds.";
            }
        }
        return fault;
    }
}
