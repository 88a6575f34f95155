using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using CoProduction.Shared.Messaging;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Analytics.Worker;

/// <summary>Works on one piece after another for as long as the process runs.</summary>
internal sealed partial class ThemingWorker(IServiceScopeFactory scopes, ILogger<ThemingWorker> log) : BackgroundService
{
    private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(1);
    private readonly string _name = $"{Environment.MachineName}-{Environment.ProcessId}";

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.Worker;
                await scope.ServiceProvider.GetRequiredService<PieceWork>().DoNextAsync(_name, stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
            {
                Unreachable();
                await Pause.ForAsync(_afterFailure, stopping);
            }
            catch (Exception e)
            {
                Interrupted(e);
                await Pause.ForAsync(_afterFailure, stopping);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Review cannot be reached; the worker asks again in a moment")]
    private partial void Unreachable();

    [LoggerMessage(LogLevel.Warning, "Theming work interrupted; the worker asks again in a moment")]
    private partial void Interrupted(Exception exception);
}
