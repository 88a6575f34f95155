namespace CoProduction.Analytics.Theming;

/// <summary>
/// The words and short phrases that a theme's statements use more than the others': counted by stem, shown as people wrote them.
/// Names of people are left out; so is what a better phrase already says.
/// </summary>
internal sealed class KeyPhrases
{
    private const double Smoothing = 0.01;

    // A phrase tells a reader more than its words one by one.
    private const double PhraseWorth = 1.6;

    private readonly SampledTexts _words;
    private readonly string[] _stems;
    private readonly bool[] _usable;
    private readonly int[] _sizes;
    private readonly Dictionary<string, Counted> _counted = [];

    public KeyPhrases(SampledTexts words, int[] themes, int count)
    {
        _words = words;
        _stems = [.. words.Words.Select(Stem.Of)];
        _usable = [.. words.Words.Select((word, i) => word.Length > 1 && !StopWords.Contains(word) && !Fillers.Contains(word) && !words.IsName(i))];
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

    /// <summary>At most this many phrases of a theme, the most telling first.</summary>
    public IReadOnlyList<string> Of(int theme, int most)
    {
        int others = _sizes.Sum() - _sizes[theme];
        int fewest = _sizes[theme] < 8 ? 1 : 2;
        var ranked = _counted
            .Where(pair => pair.Value.Texts[theme] >= fewest)
            .Select(pair => (pair.Key, pair.Value, Score: Score(pair.Key, pair.Value, theme, others)))
            .Where(phrase => phrase.Score > 0)
            .OrderByDescending(phrase => phrase.Score).ThenBy(phrase => phrase.Key, StringComparer.Ordinal);
        var chosen = new List<string>();
        var said = new List<HashSet<string>>();
        foreach (var (key, counted, _) in ranked)
        {
            if (chosen.Count == most) break;
            HashSet<string> stems = [.. key.Split(' ')];
            if (said.Exists(stems.Overlaps)) continue;
            said.Add(stems);
            chosen.Add(Written(counted));
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

    // Single words, two in a row, and two joined by one small word, such as "time with family".
    private IEnumerable<(string Key, int First, int Length)> Phrases(int[] document)
    {
        for (int i = 0; i < document.Length; i++)
        {
            if (!IsUsable(document, i)) continue;
            string stem = _stems[document[i]];
            if (!WeakAlone.Contains(_words.Words[document[i]])) yield return (stem, i, 1);
            if (IsUsable(document, i + 1) && _stems[document[i + 1]] != stem)
                yield return ($"{stem} {_stems[document[i + 1]]}", i, 2);
            else if (IsUsable(document, i + 2) && document[i + 1] >= 0 && Joiners.Contains(_words.Words[document[i + 1]]) && _stems[document[i + 2]] != stem)
                yield return ($"{stem} {_stems[document[i + 2]]}", i, 3);
        }
    }

    private bool IsUsable(int[] document, int at) => at < document.Length && document[at] >= 0 && _usable[document[at]];

    private static readonly HashSet<string> Joiners = ["and", "of", "with", "to", "for", "from", "in", "at", "my", "the", "a"];

    // Words that fit any theme and so name none.
    private static readonly HashSet<string> Fillers =
    [
        "get", "got", "getting", "go", "going", "went", "gone", "make", "made", "making", "take", "took", "come", "came", "give", "given", "gave",
        "thing", "things", "way", "lot", "lots", "bit", "really", "always", "never", "much", "many", "one", "two", "also", "well", "like", "would",
        "could", "know", "think", "say", "said", "see", "seen", "seem", "seems", "want", "need", "needed", "needs", "able", "etc", "sometimes", "often", "without",
        "within", "however", "although", "though", "since", "around", "back", "every", "everything", "anything", "something", "nothing", "put", "let",
        "use", "used", "using", "quite", "little", "better", "good", "great", "nice", "bad", "else", "okay", "ok", "yes", "please", "thank", "thanks", "maybe", "perhaps",
    ];

    // These need a neighbour to say something: "waiting time", "same people".
    private static readonly HashSet<string> WeakAlone =
    [
        "time", "times", "day", "days", "people", "person", "someone", "everyone", "everybody", "nobody", "feel", "feels", "feeling", "felt", "first", "last",
        "find", "found", "keep", "kept", "left", "start", "started", "whole", "enough", "different", "hard", "long", "new", "next", "right", "happy", "excellent",
        "amazing", "perfect", "fine", "lovely", "experience", "received", "provide", "provided", "cannot", "totally", "improved", "improve", "improvement",
        "year", "years", "old", "week", "weeks", "month", "months", "hour", "hours", "mins", "minutes", "ago", "today", "now", "true", "look", "looking", "ask", "asked",
    ];

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
