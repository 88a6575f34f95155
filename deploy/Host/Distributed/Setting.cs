using System.Globalization;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using CoProduction.Shared.Messaging.RabbitMq;
using Npgsql;

namespace CoProduction.Host.Distributed;

/// <summary>One thing that a process has to be told: its name with colons, what it is, and whether a value will do.</summary>
internal sealed record Setting(string Name, string Meaning, Predicate<string> IsRight)
{
    /// <summary>The name as an environment variable.</summary>
    public string Variable => Name.Replace(":", "__");

    /// <summary>It may be left out.</summary>
    public bool IsOptional { get; init; }

    public static Setting DatabaseOf(string role) => new(
        $"Database:{role}", "a PostgreSQL connection string with a role and its password, such as Host=db;Database=coproduction_review;Username=review_app;Password=…", IsConnectionString);

    /// <summary>
    /// .NET's own, read by it before any of our code runs. Else it compiles everything quickly and badly first and well later, beside the work: with one processor
    /// that took nearly half of a worker's time for a million statements (tests/Benchmarks).
    /// </summary>
    public static Setting QuickCompiling { get; } = new("DOTNET_TC_QuickJit", "0, to compile code well at once, or 1, to compile it quickly first", value => value is "0" or "1");

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
        if (module.KeepsKeyRing)
            yield return new("Identity:KeyLifetimeDays", "how many days a signing key is the newest, from 1 to 1000", IsLifetime) { IsOptional = true };
        foreach (var setting in module.KeepsKeyRing ? OfProvider() : [])
            yield return setting;
        if (module.WorksHard)
            yield return QuickCompiling;
        if (module.KeepsFiles)
            yield return new("DataDir", "a folder for files that are kept", value => Path.IsPathFullyQualified(value));
    }

    /// <summary>What is needed to call the modules that this one calls, with a key of one's own.</summary>
    public static IEnumerable<Setting> OfCalls(ModuleRow module) => module.Calls.Count == 0
        ? []
        : [new("Identity:KeyFile", "the file with the private key that signs tokens", File.Exists), .. Addresses(module)];

    /// <summary>Where people may sign in as well. The gateway itself says what else it needs to know then, in any mode.</summary>
    private static IEnumerable<Setting> OfProvider() =>
    [
        new("Oidc:Authority", "the address of an OpenID Connect provider, such as https://login.example/realms/work", IsWebAddress) { IsOptional = true },
        new("Oidc:ClientSecretFile", "the file with the secret that the provider gave the gateway", File.Exists) { IsOptional = true },
    ];

    /// <summary>What a migration needs. <c>Database:Admin</c> is for making roles and database, and may be left out when they are there.</summary>
    public static IEnumerable<Setting> OfMigration() => [DatabaseOf("Migrator"), DatabaseOf("App"), DatabaseOf("Relay")];

    /// <summary>What any process may be told about where it tells of itself.</summary>
    public static IEnumerable<Setting> OfTelemetry() =>
    [
        new("Metrics", "the address where this process shows its metrics and nothing else, such as http://127.0.0.1:9464", IsPlainAddress) { IsOptional = true },
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "where a collector takes traces and metrics, such as http://collector:4317", IsWebAddress) { IsOptional = true },
    ];

    /// <summary>Throws, in one line, for the first setting that is missing or wrong. Values are not shown: some hold passwords.</summary>
    public static void Check(IEnumerable<Setting> settings, IConfiguration configuration, string module)
    {
        foreach (var setting in settings)
        {
            var value = configuration[setting.Name];
            var isMissing = string.IsNullOrEmpty(value);
            if (isMissing && setting.IsOptional)
                continue;
            if (isMissing)
                throw new InvalidOperationException($"{module}: the setting {setting.Name} (environment variable {setting.Variable}) is missing: {setting.Meaning}.");
            if (!setting.IsRight(value!))
                throw new InvalidOperationException($"{module}: the setting {setting.Name} (environment variable {setting.Variable}) is wrong. It must be {setting.Meaning}.");
        }
    }

    private static IEnumerable<Setting> Addresses(ModuleRow module) => module.Calls.Select(called => new Setting(
        $"Services:{called}", $"where {called} is, such as dns:///{called}:5000, or http://host:5000 for each of its processes with commas between", ServiceAddress.IsValid));

    private static bool IsLifetime(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 1000;

    private static bool AreWebAddresses(string text) => text.Split(',', StringSplitOptions.TrimEntries).All(IsWebAddress);

    private static bool IsPlainAddress(string text) => IsWebAddress(text) && ListenAddress.IsValid(text);

    private static bool IsWebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0, Username.Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
