using CoProduction.Shared.Words;

namespace CoProduction.Analytics.Theming;

/// <summary>Finds the word that somebody meant who left out, put in, changed or swapped a letter, among words that count in a sample.</summary>
internal sealed class Spelling
{
    // Shorter words have too many others next to them.
    private const int ShortestWritten = 5, ShortestMeant = 4;

    private readonly Dictionary<string, int> _words = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Words that come first win over later ones that are as near.</summary>
    public Spelling(IReadOnlyList<string> words, Func<int, bool> counts)
    {
        Span<char> shorter = stackalloc char[Tokeniser.LongestWord];
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int word = 0; word < words.Count; word++)
        {
            if (words[word].Length < ShortestMeant || !counts(word)) continue;
            _words[words[word]] = word;
            for (int without = 1; without < words[word].Length; without++)
                _lookup.TryAdd(Without(words[word], without, shorter), word);
        }
    }

    /// <summary>The place of the word that is meant; -1 when none is near. Both begin with the same letter.</summary>
    public int Find(ReadOnlySpan<char> written)
    {
        if (written.Length < ShortestWritten) return -1;
        if (_lookup.TryGetValue(written, out int word)) return word;
        Span<char> shorter = stackalloc char[Tokeniser.LongestWord];
        for (int without = 1; without < written.Length; without++)
            if (_lookup.TryGetValue(Without(written, without, shorter), out word)) return word;
        return -1;
    }

    private static ReadOnlySpan<char> Without(ReadOnlySpan<char> word, int letter, Span<char> room)
    {
        word[..letter].CopyTo(room);
        word[(letter + 1)..].CopyTo(room[letter..]);
        return room[..(word.Length - 1)];
    }
}
