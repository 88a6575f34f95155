using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CoProduction.Shared.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoProduction.Shared.Tests.Limits;

/// <summary>Refusals, and which were counted.</summary>
internal sealed class CountedRefusals : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ConcurrentQueue<string> _kinds = new();
    private readonly MeterListener _listener;

    public CountedRefusals()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        Refusals = new(meters, new GatedModule(Guid.Empty), TimeProvider.System, NullLogger<Refusals>.Instance);
        _listener = new()
        {
            InstrumentPublished = (instrument, to) =>
            {
                if (instrument.Meter.Scope == meters)
                    to.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _kinds.Enqueue((string)tags.ToArray().Single(tag => tag.Key == "kind").Value!));
        _listener.Start();
    }

    public Refusals Refusals { get; }

    public IEnumerable<string> Kinds => _kinds;

    public void Dispose()
    {
        _listener.Dispose();
        Refusals.Dispose();
        _services.Dispose();
    }
}
