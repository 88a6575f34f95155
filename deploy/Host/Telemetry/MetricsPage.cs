using Microsoft.AspNetCore.Connections;
using OpenTelemetry.Metrics;

namespace CoProduction.Host.Telemetry;

/// <summary>The metrics of this process for Prometheus, at an address where there is nothing else: the doors for people and for services do not show them.</summary>
internal static class MetricsPage
{
    /// <summary>Where they are read.</summary>
    public const string Path = "/metrics";

    /// <summary>Listens until it is disposed.</summary>
    public static async Task<WebApplication> ListenAsync(string address, MeterProvider meters, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            ListenAddress.Listen(kestrel, address);
        });
        var page = builder.Build();
        page.UseOpenTelemetryPrometheusScrapingEndpoint(meters, null, Path, null, null);
        try
        {
            await page.StartAsync(cancel);
            return page;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new InvalidOperationException($"The address in the setting Metrics is taken by another program: {e.Message}", e);
        }
    }
}
