using System.Diagnostics;
using CoProduction.Host.Distributed;
using CoProduction.Shared.Settings;
using CoProduction.Shared.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CoProduction.Host.Telemetry;

/// <summary>
/// What this process tells of itself, once for all modules in it: traces and metrics go to a collector when OTEL_EXPORTER_OTLP_ENDPOINT names one,
/// and metrics are there to be read at an address of their own when the setting Metrics names one. Without both it does nothing.
/// </summary>
internal sealed class ProcessTelemetry : IAsyncDisposable
{
    private static readonly string[] _sources = [Tracing.SourceName, "Microsoft.AspNetCore", "Grpc.Net.Client", "Npgsql"];
    private readonly OpenTelemetrySdk? _sdk;
    private readonly ActivityListener? _failures;
    private readonly WebApplication? _page;

    private ProcessTelemetry(OpenTelemetrySdk? sdk, ActivityListener? failures, WebApplication? page)
    {
        _sdk = sdk;
        _failures = failures;
        _page = page;
    }

    /// <summary>Starts what the settings ask for; throws in one line when they are wrong or the address is taken. <paramref name="modules"/> names what the process runs.</summary>
    public static async Task<ProcessTelemetry> StartAsync(IConfiguration configuration, string modules, CancellationToken cancel)
    {
        Setting.Check(ProcessSettings.OfTelemetry(configuration), configuration, modules);
        var hasCollector = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
        var address = configuration["Metrics"] is { Length: > 0 } metrics ? metrics : null;
        if (!hasCollector && address is null)
            return new(null, null, null);
        var sdk = OpenTelemetrySdk.Create(telemetry =>
        {
            telemetry.Services.AddSingleton(configuration); // the exporter reads more of it, under its standard names
            telemetry.ConfigureResource(resource => resource.AddService($"coproduction-{modules}"));
            telemetry.WithMetrics(metrics => Measure(metrics, address is not null, hasCollector));
            if (hasCollector)
                telemetry.WithTracing(Trace);
        });
        return new(sdk, hasCollector ? FailuresWithoutWords() : null, address is null ? null : await MetricsPage.ListenAsync(address, sdk.MeterProvider, cancel));
    }

    /// <summary>Sends what has not been sent yet, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
            await _page.DisposeAsync();
        _failures?.Dispose();
        _sdk?.Dispose();
    }

    private static void Measure(MeterProviderBuilder metrics, bool toBeRead, bool toBeSent)
    {
        metrics.AddMeter(Metering.Name, "System.Runtime").AddAspNetCoreInstrumentation();
        if (toBeRead)
            metrics.AddPrometheusExporter();
        if (toBeSent)
            metrics.AddOtlpExporter();
    }

    private static void Trace(TracerProviderBuilder traces) => traces
        .SetSampler(new ParentBasedSampler(new AskedFor()))
        .AddSource(_sources)
        .AddAspNetCoreInstrumentation(requests => requests.Filter = http => !ModuleHost.IsHealthPath(http.Request.Path))
        .AddProcessor(new WithoutWords())
        .AddOtlpExporter();

    // What libraries would note of an exception has its message in it.
    private static ActivityListener FailuresWithoutWords()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => _sources.Contains(source.Name),
            ExceptionRecorder = WithoutWords.Record,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
