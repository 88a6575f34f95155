using System.Net;
using CoProduction.Host.Backups;
using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;
using CoProduction.Host.RabbitMq;
using CoProduction.Shared.Access;
using CoProduction.Shared.Settings;

namespace CoProduction.Host.Distributed;

/// <summary>
/// Every module in a process of its own on this machine, as it would be on many: a PostgreSQL with a database and roles for each, a RabbitMQ, workers.
/// All of it listens on this machine only, and stops with this process.
/// </summary>
internal sealed class DistributedHost : IAsyncDisposable
{
    private const string VirtualHost = "coproduction";
    private readonly string _dataDir;
    private readonly KeyFolder _keys;
    private readonly EmbeddedPostgres _postgres;
    private readonly List<ServiceProcess> _processes = [];
    private readonly Dictionary<string, List<string>> _addresses = [];
    private readonly ILoggerFactory _logs = ModuleHost.Logs(ModuleProcess.Configuration());
    private readonly BackupSchedule? _backups;
    private RabbitMqNode? _rabbit;

    private DistributedHost(string dataDir, int port, EmbeddedPostgres postgres, BackupSettings? backups)
    {
        _backups = backups is null ? null : new(dataDir, backups, TimeProvider.System, _logs.CreateLogger<BackupSchedule>());
        _dataDir = dataDir;
        _keys = new(Path.Combine(dataDir, "keys"));
        _postgres = postgres;
        Url = $"http://localhost:{port}";
    }

    /// <summary>Where the pages are.</summary>
    public string Url { get; }

    /// <summary>Starts PostgreSQL and RabbitMQ, migrates, then starts every process; whatever fails, what was started is stopped again.</summary>
    public static async Task<DistributedHost> StartAsync(string dataDir, int port, int workers, CancellationToken cancel)
    {
        // Each process would say so too, one after the other and late.
        var configuration = ModuleProcess.Configuration();
        ProcessSettings.CheckModules(configuration);
        Setting.Check(ProcessSettings.OfTelemetry(configuration), configuration, "distributed");
        var backups = BackupSettings.From(configuration, dataDir, "distributed");
        // A process that is started again may find that the server still holds the connections of the one that was killed.
        var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(dataDir, null, $"max_connections={PoolSizes.MaxConnections(processes: 2)}"), cancel);
        var host = new DistributedHost(dataDir, port, postgres, backups);
        try
        {
            await host.StartAsync(workers, cancel);
            host._backups?.Start();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Settings with which whoever runs this can call the services.</summary>
    public Dictionary<string, string?> CallSettings() => new()
    {
        ["Identity:KeyFile"] = _keys.Operator,
        ["Services:stakeholder"] = AddressOf("stakeholder"),
        ["Services:review"] = AddressOf("review"),
    };

    /// <summary>Waits until the gateway gives its first page.</summary>
    public async Task WaitForFirstPageAsync(CancellationToken cancel)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(Url), cancel);
        if ((int)response.StatusCode >= 500 && response.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable)
            throw new ServerException($"The first page failed with {(int)response.StatusCode}. The gateway's log says why: {LogOf("gateway")}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_backups is not null)
            await _backups.DisposeAsync();
        foreach (var process in Enumerable.Reverse(_processes))
            await process.DisposeAsync();
        if (_rabbit is not null)
            await _rabbit.DisposeAsync();
        await _postgres.DisposeAsync();
        _logs.Dispose();
    }

    private async Task StartAsync(int workers, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.Combine(_dataDir, DataFolder.Logs));
        _keys.CreateMissing();
        var rabbit = RabbitMqNode.StartAsync(_dataDir, [VirtualHost], cancel);
        try
        {
            foreach (var row in ModuleTable.All.Where(row => row.HasDatabase))
                await ServiceProcess.RunToEndAsync("migrate", LogOf(row.Name), MigrationSettings(row), cancel);
        }
        finally
        {
            _rabbit = await rabbit;
        }
        foreach (var row in ModuleTable.All)
            Place(row, row.Name == "analytics" ? workers : 1);
        foreach (var row in ModuleTable.All)
        {
            foreach (var (address, i) in _addresses[row.Name].Select((address, i) => (address, i)))
            {
                var name = _addresses[row.Name].Count == 1 ? row.Name : $"{row.Name}-{i + 1}";
                _processes.Add(await ServiceProcess.StartAsync(name, LogOf(name), Settings(row, address, MetricsAddress(_processes.Count))));
            }
        }
        await Task.WhenAll(_processes.Select(process => process.WaitUntilReadyAsync(cancel)));
    }

    private void Place(ModuleRow row, int processes) =>
        _addresses[row.Name] = row.Name == "gateway" ? [Url] : [.. FreePorts.Find(processes).Select(port => $"http://127.0.0.1:{port}")];

    private string AddressOf(string module) => string.Join(',', _addresses[module]);

    private string LogOf(string name) => Path.Combine(_dataDir, DataFolder.Logs, name + ".log");

    private Dictionary<string, string> MigrationSettings(ModuleRow row)
    {
        var database = _postgres.AccessTo(row.Name);
        return new()
        {
            ["Modules"] = row.Name,
            ["Database__Admin"] = _postgres.SuperuserConnectionString,
            ["Database__Migrator"] = database.Migrator,
            ["Database__App"] = database.App,
            ["Database__Relay"] = database.Relay,
        };
    }

    // One address for each: the first has the port that was asked for, the others those after it.
    private static string MetricsAddress(int place) =>
        ModuleProcess.Configuration()[ProcessSettings.Metrics.Name] is not { Length: > 0 } text ? ""
            : new Uri(text) is var first && first.Port + place <= IPEndPoint.MaxPort ? new UriBuilder(first) { Port = first.Port + place }.ToString()
            : throw new ServerException($"The port in the setting {ProcessSettings.Metrics.Name} is too high: each process takes the one after it.");

    private Dictionary<string, string> Settings(ModuleRow row, string address, string metrics)
    {
        var settings = new Dictionary<string, string> { ["Modules"] = row.Name, ["Listen"] = address, ["Metrics"] = metrics };
        if (row.HasDatabase)
        {
            var database = _postgres.AccessTo(row.Name);
            settings["Database__Folder"] = _postgres.Folder;
            settings["Database__App"] = database.App;
            settings["Database__Relay"] = database.Relay;
            settings["RabbitMq__Address"] = _rabbit!.AddressOf(VirtualHost);
            settings["Identity__OperatorKeyFile"] = _keys.OperatorPublic;
            settings["Identity__Jwks"] = Url + KeySet.Path;
        }
        if (row.Name == "stakeholder")
            settings["Mail__Folder"] = Path.Combine(_dataDir, "mail");
        if (row.HearsWorkers)
            settings["Identity__WorkerKeyFile"] = _keys.WorkerPublic;
        if (row.Calls.Count > 0 && !row.KeepsKeyRing)
            settings["Identity__KeyFile"] = _keys.Worker;
        foreach (var called in row.Calls)
            settings[$"Services__{called}"] = AddressOf(called);
        if (row.WorksHard)
            settings[ProcessSettings.QuickCompiling.Variable] = "0";
        if (row.KeepsFiles)
            settings["DataDir"] = _dataDir;
        foreach (var setting in BackupSettings.All)
            settings[setting.Variable] = ""; // they are for this process
        return settings;
    }
}
