using CoProduction.Gateway.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Identity;

/// <summary>Who asks is whom the known proxies name, however many there are, and nobody whom a stranger names.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", "198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.1, 10.0.0.2", "198.51.100.7, 10.0.0.2", "198.51.100.7")]
    [InlineData("127.0.0.1, 10.0.0.2", "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.7")]
    [InlineData("10.0.0.2", "198.51.100.7, 10.0.0.2", "127.0.0.1")]
    public async Task Request_ThroughProxies_ComesFromWhomTheLastKnownOneNames(string proxies, string forwarded, string from)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Gateway:Proxies"] = proxies });
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        new PublicAddress(app.Configuration).Use(app);
        app.MapGet("/", (Microsoft.AspNetCore.Http.HttpContext http) => http.Connection.RemoteIpAddress!.ToString());
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { DefaultRequestHeaders = { { "X-Forwarded-For", forwarded } } };

        Assert.Equal(from, await http.GetStringAsync(app.Urls.Single(), TestContext.Current.CancellationToken));
    }
}
