using CoProduction.Shared.Words;

namespace CoProduction.Analytics.Theming;

/// <summary>The texts that a model is fitted on, as numbers of words in the order written, and the words themselves.</summary>
internal sealed class SampledTexts
{
    /// <summary>Stands between two words that punctuation keeps apart.</summary>
    public const int Break = -1;

    private readonly List<string> _words;
    private readonly List<WrittenForm> _forms;

    private SampledTexts(int[][] documents, List<string> words, List<WrittenForm> forms, Dictionary<string, int> numbers) =>
        (Documents, _words, _forms, Numbers) = (documents, words, forms, numbers);

    /// <summary>For each text its words by number, with breaks.</summary>
    public int[][] Documents { get; }

    /// <summary>The distinct words in lower case, in order of first appearance.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Numbers by word.</summary>
    public Dictionary<string, int> Numbers { get; }

    public static SampledTexts Of(IReadOnlyList<string> texts, ReadOnlySpan<int> chosen, CancellationToken ct)
    {
        var sample = new SampledTexts(new int[chosen.Length][], [], [], []);
        var lookup = sample.Numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        var line = new List<int>();
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        for (int i = 0; i < chosen.Length; i++)
        {
            ct.ThrowIfCancellationRequested();
            ReadOnlySpan<char> text = texts[chosen[i]];
            line.Clear();
            var tokens = new Tokeniser(text, buffer);
            int end = 0;
            while (tokens.Next(out ReadOnlySpan<char> word))
            {
                bool begins = line.Count == 0 || !IsJoint(text[end..tokens.Start]);
                if (begins && line.Count > 0) line.Add(Break);
                end = tokens.End;
                if (!lookup.TryGetValue(word, out int number)) number = sample.Add(word.ToString());
                sample._forms[number] = sample._forms[number].Saw(text[tokens.Start..end], begins);
                line.Add(number);
            }
            sample.Documents[i] = [.. line];
        }
        return sample;
    }

    /// <summary>The same words, but only the texts marked.</summary>
    public SampledTexts Only(bool[] marked) => new([.. Documents.Where((_, i) => marked[i])], _words, _forms, Numbers);

    /// <summary>The word as people mostly write it: capitals only where they mean it.</summary>
    public string Written(int word) => _forms[word].IsShout ? _words[word].ToUpperInvariant() : _words[word];

    /// <summary>True for a word that people write with a capital inside their sentences: a person, a place or a day.</summary>
    public bool IsName(int word) => _forms[word].IsName;

    private int Add(string word)
    {
        Numbers[word] = _words.Count;
        _words.Add(word);
        _forms.Add(default);
        return _words.Count - 1;
    }

    private static bool IsJoint(ReadOnlySpan<char> between)
    {
        foreach (char c in between)
            if (c is not (' ' or '-' or '\u00A0')) return false;
        return true;
    }

    private readonly record struct WrittenForm(int Small, int Capital, int Shout, int Seen)
    {
        public bool IsShout => Shout * 2 > Seen;

        // Words that only ever begin sentences say nothing, so they do not count as names.
        public bool IsName => Capital > Small;

        public WrittenForm Saw(ReadOnlySpan<char> word, bool begins) => this with
        {
            Seen = Seen + 1,
            Small = Small + (char.IsLower(word[0]) ? 1 : 0),
            Capital = Capital + (!begins && char.IsUpper(word[0]) && word.Length > 1 && char.IsLower(word[1]) ? 1 : 0),
            Shout = Shout + (word.Length > 1 && char.IsUpper(word[0]) && char.IsUpper(word[1]) ? 1 : 0),
        };
    }
}
