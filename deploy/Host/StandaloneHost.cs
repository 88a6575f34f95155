using CoProduction.Host.Backups;
using CoProduction.Host.Distributed;
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
    private readonly ILoggerFactory _logs;
    private readonly BackupSchedule? _backups;

    private StandaloneHost(EmbeddedPostgres postgres, SocketFolder sockets, string dataDir, int port, bool offersDemo, BackupSettings? backups)
    {
        _logs = ModuleHost.Logs(ModuleProcess.Configuration());
        _backups = backups is null ? null : new(dataDir, backups, TimeProvider.System, _logs.CreateLogger<BackupSchedule>());
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
        var backups = BackupSettings.From(ModuleProcess.Configuration(), dataDir, "run");
        var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(dataDir), cancel);
        var host = new StandaloneHost(postgres, SocketFolder.Create(dataDir), dataDir, port, offersDemo, backups);
        try
        {
            await host.StartModulesAsync(cancel);
            host._backups?.Start();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Settings with which whoever runs this can call its modules.</summary>
    public Dictionary<string, string?> CallSettings() => CallSettings(Keys.Operator);

    private KeyFolder Keys => new(Path.Combine(DataDir, "keys"));

    private Dictionary<string, string?> CallSettings(string keyFile) => new()
    {
        ["Identity:KeyFile"] = keyFile,
        ["Services:stakeholder"] = _sockets.AddressOf("stakeholder"),
        ["Services:review"] = _sockets.AddressOf("review"),
    };

    public async ValueTask DisposeAsync()
    {
        if (_backups is not null)
            await _backups.DisposeAsync();
        foreach (var module in Enumerable.Reverse(_modules))
        {
            await module.StopAsync();
            await module.DisposeAsync();
        }
        await _postgres.DisposeAsync();
        _sockets.Dispose();
        _logs.Dispose();
    }

    private async Task StartModulesAsync(CancellationToken cancel)
    {
        Keys.CreateMissing();
        var bus = new DirectBus();
        foreach (var row in ModuleTable.All)
        {
            var module = row.Create();
            var app = ModuleHost.Build(module, await SettingsAsync(module, row.HasDatabase, cancel), bus, builder => AddBackups(builder, row));
            _modules.Add(app);
            await app.StartAsync(cancel);
        }
        bus.Open();
    }

    // Whoever watches over the installation asks its door, and its pages tell administrators.
    private void AddBackups(WebApplicationBuilder builder, ModuleRow row)
    {
        if (_backups is not null && row.Name == "gateway")
            builder.Services.AddHealthChecks().AddCheck("backups", _backups);
    }

    private async Task<Dictionary<string, string?>> SettingsAsync(IModule module, bool hasDatabase, CancellationToken cancel)
    {
        var settings = CallSettings(Keys.Worker); // the gateway makes its own
        settings["Listen"] = module.Name == "gateway" ? Url : _sockets.AddressOf(module.Name);
        settings["DataDir"] = DataDir;
        settings["Identity:OfferDemo"] = _offersDemo.ToString();
        settings["Identity:OperatorKeyFile"] = Keys.OperatorPublic;
        settings["Identity:WorkerKeyFile"] = Keys.WorkerPublic;
        settings["Identity:Jwks"] = Url + KeySet.Path;
        settings["Mail:Folder"] = Path.Combine(DataDir, "mail");
        if (hasDatabase)
        {
            var database = await _postgres.ProvisionAsync(module.Name, cancel);
            settings["Database:Folder"] = _postgres.Folder;
            settings["Database:Migrator"] = database.Migrator;
            settings["Database:App"] = database.App;
            settings["Database:Relay"] = database.Relay;
        }
        return settings;
    }
}
