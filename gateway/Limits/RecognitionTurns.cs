using System.Threading.RateLimiting;
using CoProduction.Gateway.Identity;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Limits;

namespace CoProduction.Gateway.Limits;

/// <summary>
/// Who is there is asked for each request, by the gateway in its own name, so that the service cannot tell partnerships apart there. Each has a line of its own
/// here, and all strangers together have one: however many of one partnership come at once, others do not wait behind them.
/// </summary>
internal sealed class RecognitionTurns(KnownCredentials known, Refusals refusals) : IDisposable
{
    private static readonly int _atOnce = Math.Max(8, 4 * Environment.ProcessorCount);
    private static readonly Func<Guid, RateLimiter> _line = _ => new ConcurrencyLimiter(Buckets.AtOnce(_atOnce));
    private readonly PartitionedRateLimiter<Guid> _lines = PartitionedRateLimiter.Create<Guid, Guid>(partnership => RateLimitPartition.Get(partnership, _line));

    /// <summary>Waits for a turn, which ends when it is disposed; RESOURCE_EXHAUSTED (BUSY) when too many wait already.</summary>
    public async Task<IDisposable> EnterAsync(Credential credential, CancellationToken cancel)
    {
        var turn = await _lines.AcquireAsync(known.Find(credential)?.Partnership ?? Guid.Empty, 1, cancel);
        if (turn.IsAcquired)
            return turn;
        turn.Dispose();
        refusals.Count(LimitKind.Partnership);
        throw Problem.TooMany("BUSY", "Very many are asking for something just now. Please try again in a second.", TimeSpan.FromSeconds(1));
    }

    public void Dispose() => _lines.Dispose();
}
