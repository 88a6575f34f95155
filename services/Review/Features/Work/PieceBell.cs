using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Review.Features.Work;

/// <summary>Rings when a piece of theming may be waiting, so that a worker that asks for one need not ask often.</summary>
internal sealed class PieceBell(RelayDatabase database, ILogger<PieceBell> log) : BackgroundService
{
    private readonly Bell _bell = new();

    /// <summary>Done at the next ring. Take it before looking for work, and a ring in between is not missed.</summary>
    public Task NextRing => _bell.NextRing;

    // It rings at every sweep too: a lease that ran out notifies nobody.
    protected override Task ExecuteAsync(CancellationToken stopping) => _bell.KeepAsync(database, "theming_piece", _ => Task.CompletedTask, log, stopping);
}
