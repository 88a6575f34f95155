using CoProduction.Analytics.Theming;

namespace CoProduction.Analytics.Files;

/// <summary>As many statements of a facet as themes are found in, each of all with the same chance (reservoir sampling), and how many there are.</summary>
internal sealed class FacetSample(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    public long Statements { get; private set; }

    /// <summary>Counts the text when it is a statement, and keeps it when it is drawn.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        if (AnswerKind.Of(text) != SetAside.None) return;
        Statements++;
        if (_texts.Count < FittedThemes.LargestSample)
        {
            _texts.Add(text.ToString());
            return;
        }
        long place = _random.NextInt64(Statements);
        if (place < _texts.Count) _texts[(int)place] = text.ToString();
    }
}
