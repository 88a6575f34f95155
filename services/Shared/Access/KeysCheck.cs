using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CoProduction.Shared.Access;

/// <summary>A module is not ready while its keys cannot be read: it may go on with what it knows, and would not start again.</summary>
internal sealed class KeysCheck(Func<string?> findFault) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel) =>
        Task.FromResult(findFault() is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy());
}
