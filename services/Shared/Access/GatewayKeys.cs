using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>
/// The public keys of the gateway's tokens, asked for where it publishes them: when they are first needed, then regularly, and at once for a key that is not
/// known. While it is away, those known last are good.
/// </summary>
internal sealed class GatewayKeys(IReadOnlyList<Uri> addresses)
{
    private static readonly TimeSpan _regularly = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _atMost = TimeSpan.FromSeconds(2);
    private static readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 64 * 1024,
    };

    private readonly ConcurrentDictionary<Uri, IReadOnlyDictionary<string, SecurityKey>> _known = new();
    private readonly ConcurrentDictionary<Uri, string> _failures = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private long _askedAt; // in ticks

    /// <summary>Why an address did not give its keys when it was last asked; null when all did.</summary>
    public string? Failure => _failures.Values.FirstOrDefault();

    /// <summary>The key with this id, or null when it is in no set.</summary>
    public async ValueTask<SecurityKey?> FindAsync(string id, DateTimeOffset now)
    {
        if (Known(id) is { } key)
        {
            if (AskedBefore(now) >= _regularly)
                _ = AskAsync(now, _regularly); // nobody waits for it
            return key;
        }
        await AskAsync(now, _atMost);
        return Known(id);
    }

    private SecurityKey? Known(string id) => _known.Values.Select(keys => keys.GetValueOrDefault(id)).FirstOrDefault(key => key is not null);

    private TimeSpan AskedBefore(DateTimeOffset now) => TimeSpan.FromTicks(now.UtcTicks - Volatile.Read(ref _askedAt));

    private async Task AskAsync(DateTimeOffset now, TimeSpan unlessWithin)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            if (AskedBefore(now) < unlessWithin)
                return; // somebody else has just done so
            Volatile.Write(ref _askedAt, now.UtcTicks);
            await Task.WhenAll(addresses.Select(AskAsync));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task AskAsync(Uri address)
    {
        try
        {
            _known[address] = KeySet.Read(await _http.GetStringAsync(address));
            _failures.TryRemove(address, out _);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or ArgumentException)
        {
            _failures[address] = $"{address}: {e.Message}";
        }
    }
}
