using System.Net;
using CoProduction.TestCommon.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>The verb <c>health</c> as a process of its own: its words and its exit code.</summary>
public sealed class HealthVerbTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Health_TheAddressAnswers200_EndsWithoutAWord(HttpProtocols protocols)
    {
        await using var server = await StartServerAsync(protocols, 200);

        var (exitCode, output, error) = await HostProcess.RunToEndAsync("health", server.Url + "/readyz");

        Assert.Equal((0, "", ""), (exitCode, output, error));
    }

    [Theory]
    [InlineData(HttpProtocols.Http1, 503)]
    [InlineData(HttpProtocols.Http2, 503)]
    [InlineData(HttpProtocols.Http1, 204)]
    public async Task Health_TheAddressAnswersSomethingElse_SaysSoInOneLine(HttpProtocols protocols, int status)
    {
        await using var server = await StartServerAsync(protocols, status);

        var (exitCode, output, error) = await HostProcess.RunToEndAsync("health", server.Url + "/readyz");

        Assert.Equal((1, "", $"{server.Url}/readyz answered {status}.\n"), (exitCode, output, error));
    }

    [Fact]
    public async Task Health_NobodyListens_SaysSoInOneLine()
    {
        var url = $"http://127.0.0.1:{HostProcess.FreePort()}/readyz";

        var (exitCode, output, error) = await HostProcess.RunToEndAsync("health", url);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"{url} gave no answer: ", Assert.Single(error.TrimEnd('\n').Split('\n')));
    }

    [Theory]
    [InlineData("readyz")]
    [InlineData("file:///etc/hostname")]
    public async Task Health_NoAddress_SaysSoInOneLine(string url)
    {
        var (exitCode, output, error) = await HostProcess.RunToEndAsync("health", url);

        Assert.Equal((1, "", $"“{url}” is no address that starts with http://.\n"), (exitCode, output, error));
    }

    [Fact]
    public async Task Help_NamesTheVerbAndWhatItDoes()
    {
        var (exitCode, output, _) = await HostProcess.RunToEndAsync("--help");

        Assert.Equal(0, exitCode);
        Assert.Matches(@"health <url>\s+Ends with 0 when the address answers 200", output);
    }

    private static async Task<Server> StartServerAsync(HttpProtocols protocols, int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var app = builder.Build();
        app.MapGet("/readyz", () => Results.StatusCode(status));
        await app.StartAsync();
        return new(app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    private sealed record Server(WebApplication App, string Url) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
