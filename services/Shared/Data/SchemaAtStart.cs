using Microsoft.Extensions.Hosting;

namespace CoProduction.Shared.Data;

/// <summary>
/// Before anything else of the module starts: brings the schema up to date when this process may, and otherwise stops the start when it is not.
/// Several processes of a module leave that to one that runs before them.
/// </summary>
internal sealed class SchemaAtStart(Migrator migrator) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancel) => migrator.MayMigrate ? migrator.MigrateAsync(cancel) : migrator.CheckAsync(cancel);

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;
}
