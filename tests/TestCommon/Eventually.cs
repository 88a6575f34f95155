using System.Runtime.CompilerServices;

namespace CoProduction.TestCommon;

/// <summary>Waits for what happens in its own time.</summary>
public static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(20);

    /// <summary>Reads until what it reads is as wanted, and gives it; throws with the last reading when that does not come in half a minute, or in <paramref name="patience"/>.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> read, Predicate<T> wanted, TimeSpan? patience = null, [CallerArgumentExpression(nameof(wanted))] string what = "")
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var now = await read();
            if (wanted(now))
                return now;
            if (TimeProvider.System.GetElapsedTime(start) > (patience ?? _patience))
                throw new TimeoutException($"Waited in vain for {what}; the last reading was {now}.");
            await Task.Delay(_glance);
        }
    }
}
