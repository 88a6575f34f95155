using System.Net;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Tests.Access;

/// <summary>What of the gateway makes, keeps and publishes keys, on a folder of its own or one shared with others. A key is the newest for seven days.</summary>
internal sealed class PublishingGateway : IAsyncDisposable
{
    public const int LifetimeDays = 7;
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly int _port;
    private readonly TimeProvider _time;
    private int _asked;

    private PublishingGateway(string folder, int port, TimeProvider time)
    {
        _folder = folder;
        _port = port;
        _time = time;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Identity:KeyLifetimeDays"] = $"{LifetimeDays}" });
        builder.Services.AddSingleton(time);
        builder.Services.AddKeyRing(builder.Configuration, folder);
        _app = builder.Build();
        _app.Use((_, next) =>
        {
            Interlocked.Increment(ref _asked);
            return next();
        });
        _app.UseKeySet();
        Tokens = new(Ring, time);
    }

    public string Address => $"http://127.0.0.1:{_port}{KeySet.Path}";

    public KeyRing Ring => _app.Services.GetRequiredService<KeyRing>();

    public TokenIssuer Tokens { get; }

    /// <summary>How often it has been asked for its keys.</summary>
    public int Asked => _asked;

    public static string KeyFolderOf(string folder) => Path.Combine(folder, "tokens");

    /// <summary>One that is not reached over the network.</summary>
    public static PublishingGateway Create(string folder, TimeProvider time) => new(folder, HostProcess.FreePort(), time);

    public static async Task<PublishingGateway> StartAsync(string folder, TimeProvider time, int? port = null)
    {
        var gateway = new PublishingGateway(folder, port ?? HostProcess.FreePort(), time);
        await gateway._app.StartAsync();
        return gateway;
    }

    /// <summary>The same gateway started again, on another folder.</summary>
    public async Task<PublishingGateway> StartAgainAsync(string? folder = null)
    {
        await DisposeAsync();
        return await StartAsync(folder ?? _folder, _time, _port);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
