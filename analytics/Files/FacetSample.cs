using CoProduction.Analytics.Theming;

namespace CoProduction.Analytics.Files;

/// <summary>Texts of a facet to find themes in, each of all with the same chance (reservoir sampling), and how many there are.</summary>
internal sealed class FacetSample(int seed)
{
    // Twice what themes are found in: texts that say nothing are among them.
    private const int Largest = 2 * FittedThemes.LargestSample;

    private readonly Random _random = new(seed);
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    /// <summary>How many there are in the file.</summary>
    public long All { get; private set; }

    public void Add(ReadOnlySpan<char> text)
    {
        All++;
        if (_texts.Count < Largest)
        {
            _texts.Add(text.ToString());
            return;
        }
        long place = _random.NextInt64(All);
        if (place < _texts.Count) _texts[(int)place] = text.ToString();
    }
}
