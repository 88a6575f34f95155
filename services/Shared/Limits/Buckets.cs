using System.Threading.RateLimiting;

namespace CoProduction.Shared.Limits;

/// <summary>How the two kinds of limits are made, so that they mean the same everywhere.</summary>
public static class Buckets
{
    /// <summary>So many a minute, and as many at one blow after a minute's rest. Filled by whoever holds its partition.</summary>
    public static TokenBucketRateLimiterOptions PerMinute(int number) => new()
    {
        TokenLimit = number,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / number,
        QueueLimit = 0,
        AutoReplenishment = false,
    };

    /// <summary>So many at once; up to a thousand more wait for their turn, in the order in which they came.</summary>
    public static ConcurrencyLimiterOptions AtOnce(int number) => new()
    {
        PermitLimit = number,
        QueueLimit = 1000,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };

    /// <summary>When to try again after a refusal; a second when the limit cannot say.</summary>
    public static TimeSpan Wait(RateLimitLease refused) =>
        refused.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
}
