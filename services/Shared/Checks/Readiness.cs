using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Checks;

/// <summary>What was wrong when the module last looked at itself, as it does every few seconds; says in the log when that changes.</summary>
public sealed partial class Readiness(ILogger<Readiness> log) : IHealthCheckPublisher
{
    /// <summary>The database answers, and a connection to it is free.</summary>
    public const string Database = "database";

    /// <summary>There is room on the disk.</summary>
    public const string Disk = "disk";

    /// <summary>The key files can be read.</summary>
    public const string Keys = "keys";

    private volatile IReadOnlyList<string> _faults = [];

    /// <summary>A sentence for each fault: what is wrong, and what to do.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>What a module can be asked about, with what it means when that is not well.</summary>
    internal static IReadOnlyDictionary<string, string> Parts { get; } = new Dictionary<string, string>
    {
        [Database] = "it cannot get a connection to its database. See whether PostgreSQL runs and what its log says",
        [Disk] = "the disk of its database is almost full. Make room there",
        [Keys] = "a key file cannot be read any more. Put it back from a backup",
    };

    /// <inheritdoc/>
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> faults = [.. report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => Describe(entry.Key, entry.Value))];
        foreach (var fault in faults.Except(_faults))
            NotWell(fault);
        if (faults.Count == 0 && _faults.Count > 0)
            WellAgain();
        _faults = faults;
        return Task.CompletedTask;
    }

    private static string Describe(string name, HealthReportEntry entry) =>
        entry.Description ?? (entry.Exception is { } failure ? $"The check of {name} failed: {failure.GetType().Name}." : $"The check of {name} failed.");

    [LoggerMessage(LogLevel.Error, "Not well: {Fault}")]
    private partial void NotWell(string fault);

    [LoggerMessage(LogLevel.Information, "All is well again.")]
    private partial void WellAgain();
}

/// <summary>Registers how a module looks at itself.</summary>
public static class ReadinessExtensions
{
    /// <summary>Looks at all checks of the module every ten seconds, and when somebody asks, at most once a second.</summary>
    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddSharedLook();
        services.AddSingleton<Readiness>();
        services.AddSingleton<IHealthCheckPublisher>(provider => provider.GetRequiredService<Readiness>());
        services.Configure<HealthCheckPublisherOptions>(options => (options.Delay, options.Period) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)));
    }
}
