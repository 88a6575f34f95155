namespace CoProduction.Analytics.Theming;

/// <summary>
/// The things and short phrases that a theme's statements name more than the others': counted by stem, shown as people wrote them.
/// Names of people are left out; so is what a better phrase already says.
/// </summary>
internal sealed class KeyPhrases
{
    private const double Smoothing = 0.01;

    // A phrase tells a reader more than its words one by one.
    private const double PhraseWorth = 1.6;

    private readonly SampledTexts _words;
    private readonly string[] _stems;
    private readonly WordKind[] _kinds;
    private readonly bool[] _isDoer, _isDoneTo, _isDoneOrNamed;
    private readonly int[] _sizes;
    private readonly Dictionary<string, Counted> _counted = [];

    public KeyPhrases(SampledTexts words, int[] themes, int count)
    {
        _words = words;
        _stems = [.. words.Words.Select(Stem.Of)];
        _kinds = [.. words.Words.Select((word, i) => words.IsName(i) ? WordKind.Other : WordKinds.Of(word))];
        _isDoer = [.. words.Words.Select(word => word == "to" || WordKinds.IsDoer(word))];
        _isDoneTo = [.. words.Words.Select(WordKinds.IsDoneTo)];
        _isDoneOrNamed = [.. words.Words.Select(WordKinds.IsDoneOrNamed)];
        _sizes = new int[count];
        var seen = new HashSet<string>();
        for (int i = 0; i < themes.Length; i++)
        {
            _sizes[themes[i]]++;
            seen.Clear();
            foreach (var (key, first, length) in Phrases(words.Documents[i]))
            {
                if (!seen.Add(key)) continue;
                if (!_counted.TryGetValue(key, out Counted? counted)) _counted[key] = counted = new Counted(new int[count]);
                counted.Texts[themes[i]]++;
                counted.Saw(words.Documents[i].AsSpan(first, length));
            }
        }
    }

    /// <summary>At most this many phrases of a theme, the most telling first: those that two people or more use, unless there are none.</summary>
    public IReadOnlyList<KeyPhrase> Of(int theme, int most) => Of(theme, most, fewest: 2) is { Count: > 0 } shared ? shared : Of(theme, most, fewest: 1);

    private List<KeyPhrase> Of(int theme, int most, int fewest)
    {
        int others = _sizes.Sum() - _sizes[theme];
        var ranked = _counted
            .Where(pair => pair.Value.Texts[theme] >= fewest)
            .Select(pair => (pair.Key, pair.Value, Score: Score(pair.Key, pair.Value, theme, others)))
            .Where(phrase => phrase.Score > 0)
            .OrderByDescending(phrase => phrase.Score).ThenBy(phrase => phrase.Key, StringComparer.Ordinal);
        var chosen = new List<KeyPhrase>();
        var said = new List<HashSet<string>>();
        foreach (var (key, counted, _) in ranked)
        {
            if (chosen.Count == most) break;
            HashSet<string> stems = [.. key.Split(' ')];
            if (said.Exists(stems.Overlaps)) continue;
            said.Add(stems);
            chosen.Add(new KeyPhrase(Written(counted), (double)counted.Texts[theme] / _sizes[theme], fewest > 1));
        }
        return chosen;
    }

    /// <summary>The phrase that the theme's statements most often put the word in, either side; null when they have no habit of it.</summary>
    public string? Around(int theme, string word)
    {
        string stem = Stem.Of(word.ToLowerInvariant());
        int often = Math.Max(2, _counted.TryGetValue(stem, out Counted? alone) ? alone.Texts[theme] / 4 : 0);
        return _counted
            .Where(pair => pair.Value.Texts[theme] >= often && pair.Key.Contains(' ') && pair.Key.Split(' ').Contains(stem))
            .OrderByDescending(pair => pair.Value.Texts[theme]).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Written(pair.Value))
            .FirstOrDefault();
    }

    private string Written(Counted counted) => string.Join(' ', counted.MostWritten(_words.Words).Select(_words.Written));

    private double Score(string key, Counted counted, int theme, int others)
    {
        int inside = counted.Texts[theme];
        double share = (double)inside / _sizes[theme];
        double elsewhere = others == 0 ? 0 : (double)(counted.Texts.Sum() - inside) / others;
        double worth = key.Contains(' ') ? PhraseWorth : 1;
        return worth * share * Math.Log((share + Smoothing) / (elsewhere + Smoothing));
    }

    // A thing, a thing with what describes it, and two things joined by one small word, such as "time with family".
    private IEnumerable<(string Key, int First, int Length)> Phrases(int[] document)
    {
        for (int i = 0; i < document.Length; i++)
        {
            WordKind kind = KindAt(document, i);
            if (kind == WordKind.Other) continue;
            string stem = _stems[document[i]];
            if (kind == WordKind.Thing) yield return (stem, i, 1);
            if (IsThing(document, i + 1) && _stems[document[i + 1]] != stem)
                yield return ($"{stem} {_stems[document[i + 1]]}", i, 2);
            else if (kind == WordKind.Thing && IsThing(document, i + 2) && document[i + 1] >= 0 && Joiners.Contains(_words.Words[document[i + 1]]) && _stems[document[i + 2]] != stem)
                yield return ($"{stem} {_stems[document[i + 2]]}", i, 3);
        }
    }

    private bool IsThing(int[] document, int at) => at < document.Length && KindAt(document, at) == WordKind.Thing;

    private WordKind KindAt(int[] document, int at)
    {
        int word = document[at];
        if (word == SampledTexts.Break || _kinds[word] == WordKind.Other) return WordKind.Other;
        bool afterDoer = at > 0 && document[at - 1] != SampledTexts.Break && _isDoer[document[at - 1]];
        bool beforeDoneTo = at + 1 < document.Length && document[at + 1] != SampledTexts.Break && _isDoneTo[document[at + 1]];
        return _isDoneOrNamed[word] && (afterDoer || beforeDoneTo) ? WordKind.Other : _kinds[word];
    }

    private static readonly HashSet<string> Joiners = ["and", "of", "with", "for", "in", "at", "from"];

    private sealed class Counted(int[] texts)
    {
        private readonly Dictionary<Form, int> _written = [];

        public int[] Texts => texts;

        public void Saw(ReadOnlySpan<int> words)
        {
            var written = new Form(words[0], words.Length > 1 ? words[1] : -1, words.Length > 2 ? words[2] : -1);
            _written[written] = _written.GetValueOrDefault(written) + 1;
        }

        public IEnumerable<int> MostWritten(IReadOnlyList<string> words) => _written
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => words[pair.Key.First], StringComparer.Ordinal).ThenBy(pair => pair.Key.Second).ThenBy(pair => pair.Key.Third)
            .First().Key.Words;
    }

    private readonly record struct Form(int First, int Second, int Third)
    {
        public IEnumerable<int> Words
        {
            get
            {
                yield return First;
                if (Second >= 0) yield return Second;
                if (Third >= 0) yield return Third;
            }
        }
    }
}

/// <summary>A phrase as people mostly wrote it, the share of the theme's statements that use it, and whether that is more than one statement.</summary>
internal sealed record KeyPhrase(string Text, double Share, bool IsShared);
