namespace CoProduction.Analytics.Files;

/// <summary>At most so many of all that it is offered, each with the same chance (reservoir sampling), and how many it was offered. The same seed draws the same.</summary>
internal sealed class Reservoir<T>(int size, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<T> _drawn = [];

    public IReadOnlyList<T> Drawn => _drawn;

    public long Offered { get; private set; }

    /// <summary>Counts one; what it is, is asked only when it is drawn.</summary>
    public void Offer<TFrom>(TFrom from, Func<TFrom, T> make) where TFrom : allows ref struct
    {
        Offered++;
        if (_drawn.Count < size)
        {
            _drawn.Add(make(from));
            return;
        }
        long place = _random.NextInt64(Offered);
        if (place < size) _drawn[(int)place] = make(from);
    }
}
