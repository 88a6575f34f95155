using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CoProduction.Shared.Data;

/// <summary>
/// A module without its database, or without a free connection to it, is not ready; without the broker it is, because events wait in the outbox.
/// </summary>
internal sealed class DatabaseCheck(AppDatabase database) : IHealthCheck
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_patience);
        try
        {
            await using var command = database.Source.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(patience.Token);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer, or no connection is free ({(e as PostgresException)?.SqlState ?? e.GetType().Name}). See whether PostgreSQL runs and what its log says.", e);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"No connection to the database was free within {_patience.TotalSeconds} seconds. See what keeps them, or start the service again.");
        }
    }
}
