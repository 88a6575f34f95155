using System.Collections.Concurrent;
using CoProduction.Gateway;
using CoProduction.Host;
using CoProduction.Host.Distributed;
using CoProduction.TestCommon.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace CoProduction.EndToEnd.Tests.Keys;

/// <summary>A gateway in this process on a data folder, as a start on this machine makes it, with one more check of its health if given; its services are elsewhere and not there.</summary>
internal sealed class GatewayAlone : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Heard _heard;

    private GatewayAlone(WebApplication app, Heard heard, string url)
    {
        _app = app;
        _heard = heard;
        Http = new() { BaseAddress = new(url) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>What it has written to its log.</summary>
    public IReadOnlyCollection<string> Log => _heard.Lines;

    public static async Task<GatewayAlone> StartAsync(string dataDir, int leastFreeMegabytes = 0, IHealthCheck? check = null)
    {
        new KeyFolder(Path.Combine(dataDir, "keys")).CreateMissing();
        var url = $"http://127.0.0.1:{HostProcess.FreePort()}";
        var nobody = $"http://127.0.0.1:{HostProcess.FreePort()}";
        var settings = new Dictionary<string, string?>
        {
            ["Listen"] = url,
            ["DataDir"] = dataDir,
            ["Services:stakeholder"] = nobody,
            ["Services:review"] = nobody,
            ["Health:LeastFreeMegabytes"] = $"{leastFreeMegabytes}",
        };
        var heard = new Heard();
        var app = ModuleHost.Build(new GatewayModule(), settings, null, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(heard);
            if (check is not null)
                builder.Services.AddHealthChecks().AddCheck("test", check);
        });
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new(app, heard, url);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
