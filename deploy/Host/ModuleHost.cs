using CoProduction.Shared.Grpc;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Modules;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CoProduction.Host;

/// <summary>
/// Builds the web application of one module. Modules in one process share nothing but the bus: each has its own services, database and address,
/// as it would have in a process of its own.
/// </summary>
public static class ModuleHost
{
    /// <summary>
    /// A module that listens at <c>Listen</c> (unix:/path or http://host:port) and reads <paramref name="settings"/> before environment variables and appsettings.json.
    /// </summary>
    public static WebApplication Build(IModule module, IReadOnlyDictionary<string, string?> settings, IEventBus bus, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ModuleHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.AddSingleton(bus);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, builder.Configuration["Listen"]
            ?? throw new InvalidOperationException($"The setting Listen of the module {module.Name} is missing: the address that it listens on.")));
        configure?.Invoke(builder);
        module.AddServices(builder);
        var app = builder.Build();
        module.Map(app);
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, string address)
    {
        kestrel.AddServerHeader = false;
        if (ServiceAddress.SocketPath(address) is { } path)
        {
            File.Delete(path); // left by a process that was killed; the data folder's lock says that nobody else uses it
            kestrel.ListenUnixSocket(path, listen => listen.Protocols = HttpProtocols.Http2);
            return;
        }
        var uri = new Uri(address);
        if (uri.IsLoopback)
            kestrel.ListenLocalhost(uri.Port);
        else
            kestrel.ListenAnyIP(uri.Port);
    }

    // The process has one lifetime, and it is not a module's to end.
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
    }
}
