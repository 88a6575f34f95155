using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>
/// Counts tries by the place that they come from, before anything is checked: many at once cannot slip through. A browser that has signed in before is a
/// place of its own, so that others' wrong tries never keep its person out; and a link or a recovery code is always another way in.
/// </summary>
internal sealed class Tries(TenantDatabase database)
{
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(15);

    /// <summary>Counts one try to sign in; RESOURCE_EXHAUSTED (TOO_MANY_TRIES) when there were too many from there.</summary>
    public Task<Counted> CountAsync(IReadOnlyList<Place> places, CancellationToken cancel) => CountAsync(places, TooManySignIns, cancel);

    /// <summary>Counts one try at anything; <paramref name="tooMany"/> makes the refusal from how long it is until tries count anew.</summary>
    public async Task<Counted> CountAsync(IReadOnlyList<Place> places, Func<TimeSpan, RpcException> tooMany, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Gateway, Guid.Empty, cancel);
        var hashes = places.Select(place => Secret.Hash(place.Name)).ToArray();
        var since = transaction.Now - _window;
        var failures = await transaction.QueryAsync<(byte[] Hash, int Failures, DateTime Since)>(
            """
            INSERT INTO sign_in_failure AS f (place_hash, since, failures) SELECT hash, @Now, 1 FROM unnest(@hashes) hash ORDER BY hash
            ON CONFLICT (place_hash) DO UPDATE
            SET failures = CASE WHEN f.since < @since THEN 1 ELSE f.failures + 1 END, since = CASE WHEN f.since < @since THEN @Now ELSE f.since END
            RETURNING place_hash, failures, since
            """,
            new { hashes, transaction.Now, since }, cancel);
        await transaction.ExecuteAsync(
            "DELETE FROM sign_in_failure WHERE place_hash IN (SELECT place_hash FROM sign_in_failure WHERE since < @since LIMIT 20 FOR UPDATE SKIP LOCKED)",
            new { since }, cancel);
        await transaction.CommitAsync(cancel);
        var full = places.Zip(hashes, (place, hash) => (place.Limit, Row: failures.Single(row => row.Hash.AsSpan().SequenceEqual(hash))))
            .Where(place => place.Row.Failures > place.Limit).ToList();
        if (full.Count > 0)
            throw tooMany(full.Max(place => place.Row.Since) + _window - transaction.Now.UtcDateTime);
        return new(hashes);
    }

    private static RpcException TooManySignIns(TimeSpan wait) => Problem.TooMany("TOO_MANY_TRIES",
        "There were too many tries. Wait for a quarter of an hour, use a recovery code, or ask for a link.", wait);

    /// <summary>Takes a try back that was right.</summary>
    public static Task ForgiveAsync(TenantTransaction transaction, Counted tries, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        UPDATE sign_in_failure SET failures = failures - 1
        WHERE place_hash IN (SELECT place_hash FROM sign_in_failure WHERE place_hash = ANY(@Hashes) ORDER BY place_hash FOR UPDATE)
        """, tries, cancel);

    /// <summary>Tries that were counted.</summary>
    internal sealed record Counted(byte[][] Hashes);

    /// <summary>Where a try comes from, or whom it is about, and how many may fail in a quarter of an hour.</summary>
    internal sealed record Place(string Name, int Limit)
    {
        /// <summary>Somebody's own browser.</summary>
        public static IReadOnlyList<Place> OfDevice(string device) => [new($"device {device}", 10)];

        /// <summary>Anywhere else: few for one account from one address, more from an address that an office shares, and an end to a search from everywhere.</summary>
        public static IReadOnlyList<Place> Of(string accountName, string address) =>
        [
            new($"account at address {accountName.ToLowerInvariant()} {address}", 10),
            OfAddress(address),
            new($"account {accountName.ToLowerInvariant()}", 100),
        ];

        public static Place OfAddress(string address) => new($"address {address}", 100);

        /// <summary>So that nobody's letter box is filled by others.</summary>
        public static IReadOnlyList<Place> OfLetters(string accountName, string address) =>
            [new($"letters {accountName.ToLowerInvariant()}", 3), new($"letters from {address}", 30)];
    }
}
