using System.Runtime.InteropServices;
using CoProduction.Shared.Words;

namespace CoProduction.Analytics.Theming.Learning;

/// <summary>A text taken apart: its words by stem, and what stands between two spaces, marks included, with a space on either side.</summary>
internal sealed class TextPieces
{
    // Longer texts say what they say at their beginning; longer runs without a space are noise.
    private const int LongestText = 20_000;
    private const int LongestRun = 60;

    private readonly List<char> _runs = [];
    private readonly List<Run> _ranges = [];
    private readonly List<Word> _words = [];

    public static TextPieces Of(string text)
    {
        var pieces = new TextPieces();
        ReadOnlySpan<char> read = text.AsSpan(0, Math.Min(text.Length, LongestText));
        int at = 0;
        while (at < read.Length)
        {
            if (char.IsWhiteSpace(read[at]))
            {
                at++;
                continue;
            }
            if (PassedOver(read, at) is > 0 and int passed)
            {
                at += passed;
                continue;
            }
            int end = at;
            while (end < read.Length && end - at < LongestRun && !char.IsWhiteSpace(read[end])) end++;
            pieces.Add(read[at..end], at);
            at = end;
        }
        return pieces;
    }

    public IReadOnlyList<Word> Words => _words;

    public IReadOnlyList<Run> Runs => _ranges;

    /// <summary>The run in lower case, with a space on either side.</summary>
    public ReadOnlySpan<char> Letters(Run run) => CollectionsMarshal.AsSpan(_runs).Slice(run.Start, run.Length);

    // An address or a placeholder, with what opens it.
    private static int PassedOver(ReadOnlySpan<char> text, int at)
    {
        int begin = at;
        while (begin < text.Length && text[begin] is '(' or '<' or '{' or '"' or '\u201C') begin++;
        int length = begin < text.Length ? NobodysWords.At(text, begin) : 0;
        return length > 0 ? begin - at + length : 0;
    }

    private void Add(ReadOnlySpan<char> run, int place)
    {
        int firstWord = _words.Count;
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        var tokens = new Tokeniser(run, buffer);
        while (tokens.Next(out ReadOnlySpan<char> word))
        {
            bool carriesGrammar = StopWords.Contains(word);
            _words.Add(new Word(Stem.Of(word.ToString()), place + tokens.Start, place + tokens.End, carriesGrammar, carriesGrammar ? -1 : WordVectors.Shared.Find(word)));
        }
        _ranges.Add(new Run(_runs.Count, run.Length + 2, _words.Count > firstWord ? firstWord : -1));
        _runs.Add(' ');
        // Half a pair cannot be saved; all pictures count as one.
        foreach (char c in run) _runs.Add(char.IsSurrogate(c) ? '\uFFFD' : c == '\u2019' ? '\'' : char.ToLowerInvariant(c));
        _runs.Add(' ');
    }

    /// <summary>A word's stem, where it stands in the text, whether it only carries grammar, and the place of its meaning (-1: none).</summary>
    internal readonly record struct Word(string Stem, int Start, int End, bool CarriesGrammar, int Meaning);

    /// <summary>Where a run's letters are, and its first word (-1: none).</summary>
    internal readonly record struct Run(int Start, int Length, int FirstWord);
}
