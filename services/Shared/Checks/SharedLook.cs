using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CoProduction.Shared.Checks;

/// <summary>
/// One look at all checks for everybody who asks within a second. Anybody may ask, as often as they like and without being counted, and a look takes connections
/// from those who work.
/// </summary>
internal sealed class SharedLook(HealthCheckService checks, IOptions<HealthCheckServiceOptions> options) : HealthCheckService
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);
    private readonly Lock _oneAtATime = new();
    private Task<HealthReport>? _look;
    private long _begun;

    /// <inheritdoc/>
    public override async Task<HealthReport> CheckHealthAsync(Func<HealthCheckRegistration, bool>? predicate, CancellationToken cancellationToken = default)
    {
        var asked = options.Value.Registrations.Where(check => predicate?.Invoke(check) ?? true).Select(check => check.Name).ToHashSet();
        if (asked.Count == 0)
            return new(new Dictionary<string, HealthReportEntry>(), TimeSpan.Zero);
        var report = await Look().WaitAsync(cancellationToken);
        return new(report.Entries.Where(entry => asked.Contains(entry.Key)).ToDictionary(), report.TotalDuration);
    }

    private Task<HealthReport> Look()
    {
        lock (_oneAtATime)
        {
            if (_look is { } look && (!look.IsCompleted || TimeProvider.System.GetElapsedTime(_begun) < _fresh))
                return look;
            _begun = TimeProvider.System.GetTimestamp();
            // Nobody's going away ends what others wait for; each check has an end of its own.
            return _look = Task.Run(() => checks.CheckHealthAsync(null, CancellationToken.None));
        }
    }
}

/// <summary>Registers the shared look.</summary>
internal static class SharedLookExtensions
{
    /// <summary>Puts it before .NET's own service, for whoever asks: over HTTP, over gRPC, or from within.</summary>
    public static void AddSharedLook(this IServiceCollection services)
    {
        services.AddHealthChecks();
        var own = services.Single(service => service.ServiceType == typeof(HealthCheckService));
        services.Remove(own);
        services.AddSingleton<HealthCheckService>(provider => new SharedLook(
            (HealthCheckService)ActivatorUtilities.CreateInstance(provider, own.ImplementationType!), provider.GetRequiredService<IOptions<HealthCheckServiceOptions>>()));
    }
}
