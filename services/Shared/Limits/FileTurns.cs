using System.Threading.RateLimiting;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Npgsql;

namespace CoProduction.Shared.Limits;

/// <summary>
/// Whose file is read into the database next: of a partnership one at a time, and in all so many that three quarters of this process's connections are there for everything
/// else. The others wait in the order in which they came, without a connection. Take a turn once the file has come, or a slow line would hold it.
/// </summary>
public sealed class FileTurns : IDisposable
{
    private readonly PartitionedRateLimiter<Guid>[] _limits;
    private readonly PartitionedRateLimiter<Guid> _turns;
    private readonly Refusals _refusals;

    internal FileTurns(int atOnce, Refusals refusals)
    {
        _limits =
        [
            PartitionedRateLimiter.Create<Guid, Guid>(partnership => RateLimitPartition.GetConcurrencyLimiter(partnership, _ => Buckets.AtOnce(1))),
            PartitionedRateLimiter.Create<Guid, int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => Buckets.AtOnce(atOnce))),
        ];
        _turns = PartitionedRateLimiter.CreateChained(_limits);
        _refusals = refusals;
    }

    internal static FileTurns Of(DatabaseSettings database, Refusals refusals) => new(Math.Max(1, new NpgsqlConnectionStringBuilder(database.App).MaxPoolSize / 4), refusals);

    /// <summary>Waits for a turn, which ends when it is disposed; RESOURCE_EXHAUSTED (BUSY) when too many wait already.</summary>
    public async Task<IDisposable> EnterAsync(Caller caller, CancellationToken cancel)
    {
        var turn = await _turns.AcquireAsync(caller.PartnershipId ?? caller.PersonId, 1, cancel);
        if (turn.IsAcquired)
            return turn;
        _refusals.Count(LimitKind.Partnership);
        throw Problem.TooMany("BUSY", "Many files are being read just now, and nothing was added. Please send this one again in a few minutes.", TimeSpan.FromMinutes(1));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        foreach (var limit in _limits)
            limit.Dispose();
    }
}
