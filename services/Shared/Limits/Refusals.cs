using System.Diagnostics.Metrics;
using System.Globalization;
using CoProduction.Shared.Modules;
using CoProduction.Shared.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Limits;

/// <summary>Counts what limits refuse, by kind and never by whom, and tells the log once a minute.</summary>
public sealed partial class Refusals(IMeterFactory meters, IModule module, TimeProvider time, ILogger<Refusals> log) : BackgroundService
{
    private static readonly TimeSpan _often = TimeSpan.FromMinutes(1);
    private static readonly string[] _names = [.. Enum.GetNames<LimitKind>().Select(name => name.ToLowerInvariant())];
    private readonly long[] _sinceTold = new long[_names.Length];
    private readonly Counter<long> _refused = meters.Create(Metering.Name)
        .CreateCounter<long>("coproduction.limits.refused", "requests", "requests and calls that a limit refused, by kind of limit");

    /// <summary>Counts one.</summary>
    public void Count(LimitKind kind)
    {
        Interlocked.Increment(ref _sinceTold[(int)kind]);
        _refused.Add(1, Metering.Of(module), new("kind", _names[(int)kind]));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_often, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Tell();
    }

    private void Tell()
    {
        var counts = _names.Select((name, kind) => (Name: name, Number: Interlocked.Exchange(ref _sinceTold[kind], 0))).Where(count => count.Number > 0).ToList();
        if (counts.Count > 0)
            Refused(module.Name, string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Name} {count.Number}"))));
    }

    [LoggerMessage(LogLevel.Warning, "Limits of {Module} refused requests in the last minute, by kind: {Counts}")]
    private partial void Refused(string module, string counts);
}
