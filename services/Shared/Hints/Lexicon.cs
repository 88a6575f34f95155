namespace CoProduction.Shared.Hints;

/// <summary>What a word can be where somebody is told.</summary>
[Flags]
internal enum WordKinds : long
{
    None = 0,
    Common = 1, // found in feedback in small letters: no sign of a name
    Given = 2,
    GivenAlsoWord = 4,
    Surname = 8,
    Title = 16,
    SmallTitle = 32,
    Relation = 64,
    Whose = 128,
    Proper = 256, // a place, firm, condition, people or language: with a capital, and nobody
    PlaceAfter = 512,
    Everyday = 1024,
    Does = 2048, // what people do, behind a name
    Abbreviation = 4096,
    PlaceBefore = 8192,
    Particle = 16384,
    Number = 32768,
    BeforeATime = 65536,
    DoesAsPerson = 1 << 17, // what only people do
    IsAsPerson = 1 << 18, // what only people are, behind "was"
    Being = 1 << 19,
    Thanks = 1 << 20,
    AfterThanks = 1 << 21,
    Addressed = 1 << 22, // whom people greet and thank without a name
    Intensity = 1 << 23,
    SmallPlace = 1 << 24, // a place behind a name in small letters too
    Birth = 1 << 25,
    Digit = 1 << 26,
    Farewell = 1 << 27, // or a greeting begins here
    Street = 1 << 28,
    DoesAsName = 1L << 30,
    AtPlace = 1L << 31,
    PlaceOfWork = 1L << 32,
    Article = 1L << 33,
    Animal = 1L << 34,
    Social = 1L << 35,
    And = 1L << 36,
    ToPerson = 1L << 37, // of whom people say that they ask, see or thank them
    Numbered = 1 << 29, // what has a number that tells whose it is
}

/// <summary>Every word that a rule knows, by number; 0 is a word that none knows. Filled while the rules are read, and not changed after.</summary>
internal sealed class Lexicon
{
    public const int LongestWord = 24;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<WordKinds> _kinds = [WordKinds.None];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Lexicon() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _kinds.Count;

    public int Add(string word)
    {
        if (_ids.TryGetValue(word, out var id))
            return id;
        _ids[word] = id = _kinds.Count;
        _kinds.Add(WordKinds.None);
        return id;
    }

    public void Add(string words, WordKinds kind)
    {
        foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            _kinds[Add(word)] |= kind;
    }

    public int IdOf(ReadOnlySpan<char> word) => _lookup.TryGetValue(word, out var id) ? id : 0;

    public WordKinds KindsOf(int id) => _kinds[id];
}
