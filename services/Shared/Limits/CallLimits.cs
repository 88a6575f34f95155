using System.Threading.RateLimiting;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Settings;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CoProduction.Shared.Limits;

/// <summary>
/// What a module takes on at once and how often, by who calls as their token says: each person or API token has so many calls a minute, each partnership so many
/// at once, and what is more waits in the partnership's own line. The gateway's own calls are counted at the gateway.
/// </summary>
internal sealed class CallLimits : IDisposable
{
    private readonly PartitionedRateLimiter<Caller> _often;
    private readonly PartitionedRateLimiter<Caller> _atOnce;
    private readonly Refusals _refusals;

    public CallLimits(Settings settings, Refusals refusals)
    {
        var (perMinute, atOnce, workers) = (Buckets.PerMinute(settings.CallsPerMinute), Buckets.AtOnce(settings.CallsAtOnce), Buckets.AtOnce(settings.WorkerCallsAtOnce));
        Func<Guid, RateLimiter> often = _ => new TokenBucketRateLimiter(perMinute);
        Func<Guid, RateLimiter> share = key => new ConcurrencyLimiter(key == Caller.Worker.PersonId ? workers : atOnce);
        _often = PartitionedRateLimiter.Create<Caller, Guid>(caller => RateLimitPartition.Get(caller.PersonId, often));
        _atOnce = PartitionedRateLimiter.Create<Caller, Guid>(caller => RateLimitPartition.Get(caller.PartnershipId ?? caller.PersonId, share));
        _refusals = refusals;
    }

    /// <summary>Counts a call; RESOURCE_EXHAUSTED (TOO_MANY_REQUESTS) when its caller has made too many.</summary>
    public void Count(Caller caller)
    {
        if (IsOurs(caller))
            return;
        using var lease = _often.AttemptAcquire(caller);
        if (lease.IsAcquired)
            return;
        _refusals.Count(LimitKind.Caller);
        throw TooMany("TOO_MANY_REQUESTS", "A great deal was asked for in a short time.", lease);
    }

    /// <summary>Waits for the turn of the caller's partnership, which ends when it is disposed; RESOURCE_EXHAUSTED (BUSY) when too many wait already.</summary>
    public ValueTask<RateLimitLease?> EnterAsync(Caller caller, CancellationToken cancel)
    {
        if (caller.PersonId == Caller.Gateway.PersonId)
            return default;
        var turn = _atOnce.AttemptAcquire(caller);
        return turn.IsAcquired ? new(turn) : WaitAsync(caller, cancel);
    }

    public void Dispose()
    {
        _often.Dispose();
        _atOnce.Dispose();
    }

    private async ValueTask<RateLimitLease?> WaitAsync(Caller caller, CancellationToken cancel)
    {
        var turn = await _atOnce.AcquireAsync(caller, 1, cancel);
        if (turn.IsAcquired)
            return turn;
        _refusals.Count(caller.PersonId == Caller.Worker.PersonId ? LimitKind.Worker : LimitKind.Partnership);
        throw TooMany("BUSY", "A great deal is being done for your partnership just now.", turn);
    }

    private static RpcException TooMany(string reason, string what, RateLimitLease refused)
    {
        var wait = Buckets.Wait(refused);
        return Problem.TooMany(reason, $"{what} Please try again in {Problem.InWords(wait)}.", wait);
    }

    private static bool IsOurs(Caller caller) =>
        caller.PersonId == Caller.Gateway.PersonId || caller.PersonId == Caller.Worker.PersonId || caller.PersonId == Caller.System.PersonId;

    /// <summary>
    /// <c>Limits:CallsPerMinute</c> of one person or token, <c>Limits:CallsAtOnce</c> of one partnership (three quarters of the module's database connections, so
    /// that a quarter is always there for others) and <c>Limits:WorkerCallsAtOnce</c>, most of which wait for work.
    /// </summary>
    internal sealed record Settings(int CallsPerMinute, int CallsAtOnce, int WorkerCallsAtOnce)
    {
        private static readonly Setting<int> _callsPerMinute = LimitSettings.Of(nameof(CallsPerMinute), 30_000, "how often a person or token may call in a minute");
        private static readonly Setting<int> _callsAtOnce = LimitSettings.Of(nameof(CallsAtOnce), 0, "how many calls of one partnership are answered at once");
        private static readonly Setting<int> _workerCallsAtOnce = LimitSettings.Of(nameof(WorkerCallsAtOnce), 1000, "how many calls of workers are answered at once");

        public static IEnumerable<Setting> Declared => [_callsPerMinute, _callsAtOnce, _workerCallsAtOnce];

        public static Settings From(IConfiguration configuration, DatabaseSettings database)
        {
            var connections = new NpgsqlConnectionStringBuilder(database.App).MaxPoolSize;
            return new(
                _callsPerMinute.Read(configuration),
                _callsAtOnce.Read(configuration) is > 0 and var asked ? asked : Math.Max(1, connections * 3 / 4),
                _workerCallsAtOnce.Read(configuration));
        }
    }
}
