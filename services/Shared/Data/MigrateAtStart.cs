using Microsoft.Extensions.Hosting;

namespace CoProduction.Shared.Data;

/// <summary>Migrates before anything else of the module starts.</summary>
internal sealed class MigrateAtStart(Migrator migrator) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancel) => migrator.MigrateAsync(cancel);

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;
}
