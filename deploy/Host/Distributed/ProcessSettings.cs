using CoProduction.Host.Backups;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using CoProduction.Shared.Messaging.RabbitMq;
using CoProduction.Shared.Settings;
using Npgsql;

namespace CoProduction.Host.Distributed;

/// <summary>What processes have to be told about where they are and where the others are. What a module may be told beside it, it declares itself.</summary>
internal static class ProcessSettings
{
    /// <summary>
    /// .NET's own, read by it before any of our code runs. Else it compiles everything quickly and badly first and well later, beside the work: with one processor
    /// that took nearly half of a worker's time for a million statements (tests/Benchmarks).
    /// </summary>
    public static Setting QuickCompiling { get; } = new("DOTNET_TC_QuickJit", "0, to compile code well at once, or 1, to compile it quickly first", value => value is "0" or "1");

    /// <summary>The address where a process shows its metrics.</summary>
    public static Setting Metrics { get; } =
        new("Metrics", "the address where this process shows its metrics and nothing else, such as http://127.0.0.1:9464", IsPlainAddress, IsOptional: true);

    public static Setting DatabaseOf(string role) => new(
        $"Database:{role}", "a PostgreSQL connection string with a role and its password, such as Host=db;Database=coproduction_review;Username=review_app;Password=…", IsConnectionString);

    /// <summary>What a module's own process needs.</summary>
    public static IEnumerable<Setting> Of(ModuleRow module)
    {
        yield return new("Listen", "the address to listen on, such as http://0.0.0.0:5000", ListenAddress.IsValid);
        if (module.HasDatabase)
        {
            yield return DatabaseOf("App");
            yield return DatabaseOf("Relay");
            yield return new("RabbitMq:Address", "amqp://user:password@host:5672/virtual-host", address => RabbitMqAddress.Parse(address) is not null);
            yield return new("Identity:OperatorKeyFile", "the file with the public key of whoever runs the installation", File.Exists);
            yield return new("Identity:Jwks", $"where the gateway publishes its keys, such as http://gateway:8080{KeySet.Path}, or several with commas between", AreWebAddresses);
        }
        if (module.HearsWorkers)
            yield return new("Identity:WorkerKeyFile", "the file with the public key of the workers' tokens", File.Exists);
        foreach (var setting in module.KeepsKeyRing ? Addresses(module) : OfCalls(module))
            yield return setting;
        if (module.WorksHard)
            yield return QuickCompiling;
        if (module.KeepsFiles)
            yield return Setting.Folder("DataDir", "for files that are kept") with { IsOptional = false };
    }

    /// <summary>What is needed to call the modules that this one calls, with a key of one's own.</summary>
    public static IEnumerable<Setting> OfCalls(ModuleRow module) => module.Calls.Count == 0
        ? []
        : [new("Identity:KeyFile", "the file with the private key that signs tokens", File.Exists), .. Addresses(module)];

    /// <summary>What a migration needs. <c>Database:Admin</c> is for making roles and database, and may be left out when they are there.</summary>
    public static IEnumerable<Setting> OfMigration() => [DatabaseOf("Migrator"), DatabaseOf("App"), DatabaseOf("Relay"), DatabaseOf("Admin") with { IsOptional = true }];

    /// <summary>What any process may be told about how it tells of itself.</summary>
    public static IEnumerable<Setting> OfTelemetry(IConfiguration configuration) =>
    [
        Metrics,
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "where a collector takes traces and metrics, such as http://collector:4317", Setting.IsWebAddress, IsOptional: true),
        .. LogLevels(configuration),
    ];

    /// <summary>Throws, in one line, for the first setting of any module that is wrong: before anything is started for it.</summary>
    public static void CheckModules(IConfiguration configuration)
    {
        foreach (var row in ModuleTable.All)
            Setting.Check(row.Create().Settings, configuration, row.Name);
    }

    /// <summary>Every setting that some module reads in some mode.</summary>
    public static IEnumerable<Setting> All() =>
        [.. ModuleTable.All.SelectMany(row => Of(row).Concat(row.Create().Settings)), .. OfMigration(), .. OfCalls(ModuleTable.Named("analytics")), .. BackupSettings.All];

    private static IEnumerable<Setting> LogLevels(IConfiguration configuration) => configuration.GetSection("Logging").AsEnumerable()
        .Where(level => level.Key.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase))
        .Select(level => new Setting(level.Key, $"one of {string.Join(", ", Enum.GetNames<LogLevel>())}", IsLogLevel, IsOptional: true));

    private static IEnumerable<Setting> Addresses(ModuleRow module) => module.Calls.Select(called => new Setting(
        $"Services:{called}", $"where {called} is, such as dns:///{called}:5000, or http://host:5000 for each of its processes with commas between", ServiceAddress.IsValid));

    private static bool AreWebAddresses(string text) => text.Split(',', StringSplitOptions.TrimEntries).All(Setting.IsWebAddress);

    private static bool IsLogLevel(string text) => Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level);

    private static bool IsPlainAddress(string text) => Setting.IsWebAddress(text) && ListenAddress.IsValid(text);

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0, Username.Length: > 0 };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            return false;
        }
    }
}
