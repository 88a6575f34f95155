using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Review.Features.ImportDrafts;

/// <summary>Once an hour lets go of files that nobody has decided about for a day: they hold people's words.</summary>
internal sealed partial class ForgetImportFiles(TenantDatabase database, TimeProvider time, ILogger<ForgetImportFiles> log) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromHours(1);
    private static readonly TimeSpan _kept = TimeSpan.FromDays(1);

    /// <summary>Lets go of what is older than a day.</summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.System, Guid.Empty, cancel);
        await transaction.ExecuteAsync("SELECT forget_import_drafts(@before)", new { before = transaction.Now - _kept }, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_every, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await ForgetAsync(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Interrupted(FailureTrace.Kind(e));
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Files that nobody decided about were not let go of; it is tried again in an hour: {Failure}")]
    private partial void Interrupted(string failure);
}
