using CoProduction.Host.Telemetry;
using CoProduction.Shared.Checks;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Modules;
using CoProduction.Shared.Settings;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Console;

namespace CoProduction.Host;

/// <summary>
/// Builds the web application of one module. Modules in one process share nothing but the bus: each has its own services, database and address,
/// as it would have in a process of its own.
/// </summary>
public static class ModuleHost
{
    /// <summary>Answers when the process lives.</summary>
    public const string AlivePath = "/healthz";

    /// <summary>Answers when the module can do its work.</summary>
    public const string ReadyPath = "/readyz";

    /// <summary>Whether a request only looks whether the module is well.</summary>
    internal static bool IsHealthPath(PathString path) =>
        path == AlivePath || path == ReadyPath || path.StartsWithSegments("/grpc.health.v1.Health");

    /// <summary>
    /// A module that listens at <c>Listen</c> (unix:/path or http://host:port) and reads <paramref name="settings"/> before environment variables and appsettings.json.
    /// One that has no database needs no <paramref name="bus"/>.
    /// </summary>
    public static WebApplication Build(IModule module, IReadOnlyDictionary<string, string?> settings, IEventBus? bus, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ModuleHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        Setting.Check(module.Settings, builder.Configuration, module.Name);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        if (bus is not null)
            builder.Services.AddSingleton(bus);
        builder.Services.AddReadiness();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        LogToStandardError(builder.Logging);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        configure?.Invoke(builder);
        module.AddServices(builder);
        builder.WebHost.ConfigureKestrel(kestrel => ListenAddress.Listen(kestrel, builder.Configuration["Listen"]
            ?? throw new InvalidOperationException($"The setting Listen of the module {module.Name} is missing: the address that it listens on.")));
        var app = builder.Build();
        app.UseHealthChecks(AlivePath, new HealthCheckOptions { Predicate = _ => false });
        app.UseHealthChecks(ReadyPath, new HealthCheckOptions { ResponseWriter = SayWhichAsync });
        module.Map(app);
        return app;
    }

    // Anybody may ask: names, and neither words nor places.
    private static Task SayWhichAsync(HttpContext http, HealthReport report)
    {
        var faults = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => entry.Key).Order().ToList();
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(faults.Count == 0 ? "Ready.\n" : $"{(report.Status == HealthStatus.Unhealthy ? "Not ready" : "Ready, without")}: {string.Join(", ", faults)}. The log says why.\n");
    }

    /// <summary>The log of what is no module's.</summary>
    internal static ILoggerFactory Logs(IConfiguration configuration) => LoggerFactory.Create(logging =>
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        LogToStandardError(logging);
    });

    /// <summary>One line for each message, on standard error.</summary>
    internal static void LogToStandardError(ILoggingBuilder logging)
    {
        logging.ClearProviders().AddConsole();
        logging.AddConsoleFormatter<PlainLines, ConsoleFormatterOptions>().AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.FormatterName ??= PlainLines.FormatName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
    }
}
