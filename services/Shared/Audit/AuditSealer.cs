using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Audit;

/// <summary>
/// Chains what has come into the module's audit, a moment after it was committed. The database lets one process at a time do it and shows it no entry;
/// it looks instead of listening, because a notification would make writers wait for each other.
/// </summary>
internal sealed partial class AuditSealer(RelayDatabase database, ILogger<AuditSealer> log) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan _sweep = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await SealAsync(stopping) == BatchSize)
                {
                }
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Interrupted(e);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Pause.ForAsync(_sweep, stopping);
        }
    }

    private async Task<int> SealAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT seal_audit(@BatchSize)", new { BatchSize }, cancellationToken: cancel));
    }

    [LoggerMessage(LogLevel.Warning, "Sealing the audit interrupted; it goes on in a moment")]
    private partial void Interrupted(Exception exception);
}
