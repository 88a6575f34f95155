using CoProduction.Host.Postgres;
using CoProduction.Shared.Access;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Modules;

namespace CoProduction.Host;

/// <summary>All modules in one process, on a PostgreSQL of their own under one data folder.</summary>
internal sealed class StandaloneHost : IAsyncDisposable
{
    private readonly EmbeddedPostgres _postgres;
    private readonly SocketFolder _sockets;
    private readonly List<WebApplication> _modules = [];
    private readonly bool _offersDemo;

    private StandaloneHost(EmbeddedPostgres postgres, SocketFolder sockets, string dataDir, int port, bool offersDemo)
    {
        _postgres = postgres;
        _sockets = sockets;
        DataDir = dataDir;
        _offersDemo = offersDemo;
        Url = $"http://localhost:{port}";
    }

    /// <summary>Where the pages are.</summary>
    public string Url { get; }

    public string DataDir { get; }

    /// <summary>Starts PostgreSQL, then every module; whatever fails, what was started is stopped again. The sample's people may be offered for signing in.</summary>
    public static async Task<StandaloneHost> StartAsync(string dataDir, int port, bool offersDemo, CancellationToken cancel)
    {
        var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(dataDir), cancel);
        var host = new StandaloneHost(postgres, SocketFolder.Create(dataDir), dataDir, port, offersDemo);
        try
        {
            await host.StartModulesAsync(cancel);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Settings with which a module of this process can be called.</summary>
    public Dictionary<string, string?> CallSettings() => new()
    {
        ["Identity:KeyFile"] = KeyPath,
        ["Services:stakeholder"] = _sockets.AddressOf("stakeholder"),
        ["Services:review"] = _sockets.AddressOf("review"),
    };

    // One key for all: who holds it is this one process.
    private string KeyPath => Path.Combine(DataDir, "keys", "gateway-es256.pem");

    public async ValueTask DisposeAsync()
    {
        foreach (var module in Enumerable.Reverse(_modules))
        {
            await module.StopAsync();
            await module.DisposeAsync();
        }
        await _postgres.DisposeAsync();
        _sockets.Dispose();
    }

    private async Task StartModulesAsync(CancellationToken cancel)
    {
        KeyFile.CreateIfMissing(KeyPath);
        var bus = new DirectBus();
        foreach (var row in ModuleTable.All)
        {
            var module = row.Create();
            var app = ModuleHost.Build(module, await SettingsAsync(module, row.HasDatabase, cancel), bus);
            _modules.Add(app);
            await app.StartAsync(cancel);
        }
        bus.Open();
    }

    private async Task<Dictionary<string, string?>> SettingsAsync(IModule module, bool hasDatabase, CancellationToken cancel)
    {
        var settings = CallSettings();
        settings["Listen"] = module.Name == "gateway" ? Url : _sockets.AddressOf(module.Name);
        settings["DataDir"] = DataDir;
        settings["Identity:OfferDemo"] = _offersDemo.ToString();
        settings["Mail:Folder"] = Path.Combine(DataDir, "mail");
        settings["Identity:GatewayKeyFile"] = KeyPath;
        settings["Identity:WorkerKeyFile"] = KeyPath;
        if (hasDatabase)
        {
            var database = await _postgres.ProvisionAsync(module.Name, cancel);
            settings["Database:Migrator"] = database.Migrator;
            settings["Database:App"] = database.App;
            settings["Database:Relay"] = database.Relay;
        }
        return settings;
    }
}
