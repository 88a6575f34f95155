using System.Collections.Frozen;
using CoProduction.Shared.Words;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// Words that texts in another language of one file use, and those in English hardly: where many are in another language, they tell short ones that would not be
/// recognised alone. The same for the same texts.
/// </summary>
internal sealed class OwnLanguage
{
    private const int MostTexts = 20_000, FewestTexts = 20, FewestWords = 3, FewestUses = 2, ShortestWord = 3;
    private const double LeastShare = 0.1, MoreOften = 5, MuchMoreOften = 25;

    private readonly FrozenSet<string> _words;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private OwnLanguage(IEnumerable<string> words)
    {
        _words = words.ToFrozenSet();
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>None where few of the texts are in another language. Kinds run side by side with the texts.</summary>
    public static OwnLanguage? Of(IReadOnlyList<string> texts, SetAside[] kinds)
    {
        int others = 0, english = 0;
        for (int i = 0; i < kinds.Length; i += 1 + kinds.Length / MostTexts)
        {
            if (kinds[i] == SetAside.OtherLanguage) others++;
            else if (kinds[i] == SetAside.None) english++;
        }
        if (others < FewestTexts || others < LeastShare * (others + english)) return null;
        var uses = new Dictionary<string, (int Others, int English)>();
        for (int i = 0; i < texts.Count; i += 1 + texts.Count / MostTexts)
        {
            if (kinds[i] is not (SetAside.OtherLanguage or SetAside.None)) continue;
            HashSet<string> words = WordsOf(texts[i]);
            // Which language a word alone is in is what is to be found out.
            if (kinds[i] == SetAside.None && words.Count < FewestWords) continue;
            foreach (string word in words)
            {
                var (inOthers, inEnglish) = uses.GetValueOrDefault(word);
                uses[word] = kinds[i] == SetAside.None ? (inOthers, inEnglish + 1) : (inOthers + 1, inEnglish);
            }
        }
        return new OwnLanguage(uses
            .Where(word => word.Value.Others >= FewestUses && IsOwn(word.Key, (double)word.Value.Others / others, (word.Value.English + 0.5) / (english + 1)))
            .Select(word => word.Key));
    }

    /// <summary>Whether most of the text's words are of that language, and no other is English.</summary>
    public bool Has(ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        var tokens = new Tokeniser(text, buffer);
        int words = 0, own = 0;
        while (tokens.Next(out ReadOnlySpan<char> word))
        {
            if (word.Length == 1) continue;
            words++;
            if (_lookup.Contains(word)) own++;
            else if (StopWords.Contains(word) || EnglishWords.Contains(word)) return false;
        }
        return own > 0 && 2 * own >= words;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_words.Count);
        foreach (string word in _words.Order(StringComparer.Ordinal)) writer.Write(word);
    }

    public static OwnLanguage Load(BinaryReader reader)
    {
        var words = new string[reader.ReadInt32()];
        for (int word = 0; word < words.Length; word++) words[word] = reader.ReadString();
        return new OwnLanguage(words);
    }

    private static bool IsOwn(string word, double others, double english) =>
        word.Length >= ShortestWord && others >= (StopWords.Contains(word) ? MuchMoreOften : MoreOften) * english;

    private static HashSet<string> WordsOf(string text)
    {
        var words = new HashSet<string>();
        var tokens = new Tokeniser(text, stackalloc char[Tokeniser.LongestWord]);
        while (tokens.Next(out ReadOnlySpan<char> word)) words.Add(word.ToString());
        return words;
    }
}
