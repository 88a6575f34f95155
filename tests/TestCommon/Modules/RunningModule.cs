using CoProduction.Host;
using CoProduction.Host.Postgres;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Modules;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.TestCommon.Modules;

/// <summary>One module as it runs in the host: its own web application, database and private socket, and the bus between it and others.</summary>
public sealed class RunningModule : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly TokenIssuer _tokens;
    private readonly string _folder;
    private readonly string _name;

    private RunningModule(WebApplication app, GrpcChannel channel, TokenIssuer tokens, string folder, string name, IEventBus bus, DatabaseAccess database)
    {
        _app = app;
        _channel = channel;
        _tokens = tokens;
        _folder = folder;
        _name = name;
        Bus = bus;
        Database = database;
    }

    /// <summary>The bus that the module publishes to and listens on.</summary>
    public IEventBus Bus { get; }

    public DatabaseAccess Database { get; }

    /// <summary>Where it listens, for processes of their own.</summary>
    public string Address => $"unix:{_folder}/{_name}.sock";

    /// <summary>The private key whose tokens it accepts, whoever they are for.</summary>
    public string PrivateKeyFile => Path.Combine(_folder, "key.pem");

    /// <summary>The module's own services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the module, migrated and listening. A bus that is handed in is for the caller to open and to close, and settings may be added.</summary>
    public static async Task<RunningModule> StartAsync(IModule module, DatabaseAccess database, IEventBus? bus = null, TimeProvider? time = null,
        IReadOnlyDictionary<string, string>? with = null)
    {
        var folder = Directory.CreateTempSubdirectory("coproduction-module-").FullName;
        var address = $"unix:{folder}/{module.Name}.sock";
        var key = Path.Combine(folder, "key.pem");
        KeyFile.CreateIfMissing(key);
        var settings = new Dictionary<string, string?>
        {
            ["Listen"] = address,
            ["Database:Migrator"] = database.Migrator,
            ["Database:App"] = database.App,
            ["Database:Relay"] = database.Relay,
            ["Identity:KeyFile"] = key,
            ["Identity:OperatorKeyFile"] = key,
            ["Identity:WorkerKeyFile"] = key,
            // Failures that a test wants are warnings; what nobody foresaw helps to understand a test that fails.
            ["Logging:LogLevel:Default"] = "Error",
            ["Logging:LogLevel:CoProduction"] = "Error",
        };
        foreach (var (name, value) in with ?? new Dictionary<string, string>())
            settings[name] = value;
        var own = bus is null ? new DirectBus() : null;
        WebApplication? app = null;
        try
        {
            app = ModuleHost.Build(module, settings, bus ?? own!, builder => builder.Services.AddSingleton(time ?? TimeProvider.System));
            await app.StartAsync();
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
        var running = new RunningModule(app, ServiceAddress.Open(address), new(TokenKeys.From(app.Configuration), time ?? TimeProvider.System),
            folder, module.Name, app.Services.GetRequiredService<IEventBus>(), database);
        own?.Open();
        return running;
    }

    /// <summary>Calls to the module on somebody's behalf, for the constructor of a gRPC client.</summary>
    public CallInvoker As(Caller caller) => Sending(() => _tokens.Issue(caller));

    /// <summary>Calls that always send this token, or none.</summary>
    public CallInvoker AsToken(string? token) => Sending(() => token);

    /// <summary>A client that calls on behalf of <paramref name="caller"/>.</summary>
    public T Client<T>(Caller caller) where T : ClientBase<T> => (T)Activator.CreateInstance(typeof(T), As(caller))!;

    /// <summary>A client that always sends this token, or none.</summary>
    public T ClientWithToken<T>(string? token) where T : ClientBase<T> => (T)Activator.CreateInstance(typeof(T), Sending(() => token))!;

    /// <summary>A token that the module accepts, for as long as tokens last.</summary>
    public string Token(Caller caller) => _tokens.Issue(caller);

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private CallInvoker Sending(Func<string?> token) => _channel.Intercept(headers =>
    {
        if (token() is { } value)
            headers.Add("authorization", "Bearer " + value);
        return headers;
    });
}
