using CoProduction.Host;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Modules;
using CoProduction.TestCommon.Postgres;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CoProduction.TestCommon.Modules;

/// <summary>A module as it runs in the executable, on a database and a socket of its own.</summary>
public sealed class RunningModule : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly TokenIssuer _tokens;

    private RunningModule(WebApplication app, GrpcChannel channel, TokenIssuer tokens)
    {
        _app = app;
        _channel = channel;
        _tokens = tokens;
    }

    /// <summary>Starts the module; its events go nowhere.</summary>
    public static async Task<RunningModule> StartAsync(IModule module, TestPostgres postgres)
    {
        var database = await postgres.ProvisionAsync(module.Name);
        var settings = new Dictionary<string, string?>
        {
            ["Listen"] = $"unix:{Path.Combine(postgres.Folder, module.Name + ".sock")}",
            ["Identity:KeyFile"] = Path.Combine(postgres.Folder, "keys", "es256.pem"),
            ["Database:Migrator"] = database.Migrator,
            ["Database:App"] = database.App,
            ["Database:Relay"] = database.Relay,
        };
        var bus = new DirectBus();
        bus.Open();
        var app = ModuleHost.Build(module, settings, bus, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await app.StartAsync();
        var keys = TokenKeys.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return new(app, ServiceAddress.Open(settings["Listen"]!), new TokenIssuer(keys, TimeProvider.System));
    }

    /// <summary>Calls to the module on somebody's behalf, for the constructor of a gRPC client.</summary>
    public CallInvoker As(Caller caller) => _channel.Intercept(metadata =>
    {
        metadata.Add("authorization", "Bearer " + _tokens.Issue(caller));
        return metadata;
    });

    /// <summary>Stops the module.</summary>
    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
