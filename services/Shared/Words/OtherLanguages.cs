using System.Collections.Frozen;

namespace CoProduction.Shared.Words;

/// <summary>Words and endings of the languages that people here write in besides English, each with the languages that have it, a bit a language.</summary>
internal static class OtherLanguages
{
    /// <summary>No more languages than this.</summary>
    public const int Most = 62;

    /// <summary>The bit of a word that English texts have too.</summary>
    public const ulong AlsoEnglish = 1UL << 63;

    /// <summary>The bit of a word that carries grammar in English.</summary>
    public const ulong Grammar = 1UL << 62;

    /// <summary>Whatever is no language.</summary>
    public const ulong NoLanguage = AlsoEnglish | Grammar;

    private const int ShortestWithEnding = 5, LongestEnding = 7;

    private static readonly FrozenDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> s_words;
    private static readonly FrozenDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> s_endings;
    private static readonly ulong s_elided;

    static OtherLanguages()
    {
        var words = new Dictionary<string, ulong>();
        var endings = new Dictionary<string, ulong>();
        int languages = 0;
        foreach (string line in Lines())
        {
            int colon = line.IndexOf(':');
            ulong bit = line[..colon] == "also-english" ? AlsoEnglish : 1UL << languages++;
            if (line[..colon] is "french" or "italian") s_elided |= bit;
            foreach (string entry in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Dictionary<string, ulong> kept = entry[0] == '-' ? endings : words;
                string key = entry.TrimStart('-');
                kept[key] = kept.GetValueOrDefault(key) | bit | (StopWords.Contains(key) ? NoLanguage : 0);
            }
        }
        s_words = words.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
        s_endings = endings.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The languages that have the word, and whether English has it too; 0 for a word that is not known.</summary>
    public static ulong With(ReadOnlySpan<char> word) =>
        s_words.TryGetValue(word, out ulong languages) ? languages : word is ['l' or 'j', '\'', _, _, ..] or ['q', 'u', '\'', ..] ? s_elided : 0;

    /// <summary>The languages of which the word has an ending.</summary>
    public static ulong WithEndingOf(ReadOnlySpan<char> word)
    {
        ulong languages = 0;
        if (word.Length < ShortestWithEnding) return languages;
        for (int length = 2; length <= Math.Min(LongestEnding, word.Length - 2); length++)
            if (s_endings.TryGetValue(word[^length..], out ulong having)) languages |= having;
        return languages & ~NoLanguage;
    }

    private static IEnumerable<string> Lines()
    {
        using Stream stream = typeof(OtherLanguages).Assembly.GetManifestResourceStream("other-languages.txt")
            ?? throw new InvalidDataException("other-languages.txt is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line;
    }
}
