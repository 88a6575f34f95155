using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>Once an hour forgets where tries came from, though nobody tries any more.</summary>
internal sealed partial class ForgetPlaces(Places places, TimeProvider time, ILogger<ForgetPlaces> log) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_every, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await places.ForgetAsync(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Interrupted(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Places were not forgotten; it is tried again in an hour")]
    private partial void Interrupted(Exception exception);
}
