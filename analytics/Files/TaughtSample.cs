using CoProduction.Analytics.Theming.Learning;

namespace CoProduction.Analytics.Files;

/// <summary>
/// As many statements with a theme as are learned from, each of all with the same chance (reservoir sampling): a download is in order of themes, so that its
/// beginning or end alone would lack some of them.
/// </summary>
internal sealed class TaughtSample(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<TaughtText> _drawn = [];

    public IReadOnlyList<TaughtText> Drawn => _drawn;

    /// <summary>Statements with a theme.</summary>
    public long Placed { get; private set; }

    /// <summary>Counts the statement when it has both words and a theme, and keeps it when it is drawn.</summary>
    public void Add(ReadOnlySpan<char> text, string theme)
    {
        if (text.IsWhiteSpace() || theme.Length == 0) return;
        Placed++;
        if (_drawn.Count < Examples.Most)
        {
            _drawn.Add(new TaughtText(text.ToString(), theme));
            return;
        }
        long place = _random.NextInt64(Placed);
        if (place < _drawn.Count) _drawn[(int)place] = new TaughtText(text.ToString(), theme);
    }
}
