using Microsoft.Extensions.Hosting;

namespace CoProduction.Shared.Access;

/// <summary>Before the gateway opens: tries its keys, and stops the start in one line when they cannot be used.</summary>
internal sealed class KeysAtStart(FormKeys forms, KeyRing ring) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancel)
    {
        if ((forms.FindFault() ?? ring.FindFault()) is { } fault)
            throw new InvalidOperationException(fault);
        forms.SayStrays();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;
}
