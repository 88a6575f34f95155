using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CoProduction.Shared.Data;

/// <summary>A module without its database is not ready; without the broker it is, because events wait in the outbox.</summary>
internal sealed class DatabaseCheck(AppDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel)
    {
        try
        {
            await using var command = database.Source.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancel);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy(exception: e);
        }
    }
}
