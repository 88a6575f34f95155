namespace CoProduction.Shared.Words;

/// <summary>The words that are frequent in English, and those of care that are rarer; made by analytics/Vectors/english-words.mjs.</summary>
public static class EnglishWords
{
    private static readonly Lazy<SortedWords> s_words = new(Read);

    /// <summary>Whether the word, in lower case, is one of them, with or without an apostrophe ending.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => s_words.Value.Find(word) >= 0;

    private static SortedWords Read()
    {
        using Stream stream = typeof(EnglishWords).Assembly.GetManifestResourceStream("english-words.txt")
            ?? throw new InvalidDataException("english-words.txt is not in the assembly.");
        using var reader = new StreamReader(stream);
        var text = new List<byte>();
        var ends = new List<int>();
        while (reader.ReadLine() is { } word)
        {
            foreach (char c in word) text.Add((byte)c);
            ends.Add(text.Count);
        }
        return new SortedWords([.. text], [.. ends]);
    }
}
