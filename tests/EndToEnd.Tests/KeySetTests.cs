using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CoProduction.Shared.Access;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>The gateway's public keys, as services take them.</summary>
public sealed class KeySetTests(RunningHost host)
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("gateway")] // as it is called among containers
    public async Task KeySet_AskedForByAnybody_GivesPublicHalvesAndMayBeKeptShortly(string name)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url + KeySet.Path)) { Headers = { Host = name } };

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "application/jwk-set+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(TimeSpan.FromMinutes(1), response.Headers.CacheControl?.MaxAge);
        var set = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.All(set.GetProperty("keys").EnumerateArray(), key => Assert.Equal(
            ["kid", "kty", "crv", "x", "y", "use", "alg"], key.EnumerateObject().Select(member => member.Name)));
        Assert.NotEmpty(set.GetProperty("keys").EnumerateArray());
    }
}
