namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>
/// Finds names of which one's words are all among the other's: in another order, with a middle name or half of a double surname more, by a nickname or an initial, or with one
/// letter wrong. Names are looked up by pairs of their words, so that few of a hundred thousand are compared.
/// </summary>
internal sealed class AlikeWords
{
    private const int MostWords = 5;
    private const int MostMore = 2;
    private const int MostCompared = 500;

    private readonly WordLikes _words = new();
    private readonly int[][] _names;
    private readonly PairIndex _pairs = new();
    private readonly PairIndex _initials = new(); // an initial and another word
    private readonly bool _hasInitials;

    /// <summary>Of these names, which have the numbers 0, 1, 2, …, those that are added can be found.</summary>
    public AlikeWords(string[][] all)
    {
        _names = Array.ConvertAll(all, words => words.Take(MostWords).Select(_words.Add).ToArray());
        _hasInitials = Array.Exists(_names, name => name.Length > 1 && Array.Exists(name, _words.IsInitial));
    }

    /// <summary>Adds the name of this number to those that are found.</summary>
    public void Add(int number)
    {
        foreach (var (one, other) in Pairs(_names[number]))
        {
            _pairs.Add(one, other, number);
            if (!_hasInitials || one == other)
                continue;
            _initials.Add(_words.InitialOf(one), other, number);
            _initials.Add(_words.InitialOf(other), one, number);
        }
    }

    /// <summary>The number of the added name that is most alike to the name of this number, the first of several, and how much; null when none is.</summary>
    public (int Number, double Likeness)? Find(int wanted)
    {
        var name = _names[wanted];
        (int Number, double Likeness)? best = null;
        foreach (var number in Candidates(name).Distinct().Take(MostCompared))
        {
            if (LikenessOf(name, _names[number]) is { } likeness && (best is not { } found || likeness > found.Likeness || (likeness == found.Likeness && number < found.Number)))
                best = (number, likeness);
        }
        return best;
    }

    // A name of one word is a pair of that word.
    private static IEnumerable<(int, int)> Pairs(int[] name)
    {
        if (name.Length == 1)
            yield return (name[0], name[0]);
        for (var i = 0; i < name.Length; i++)
            for (var j = i + 1; j < name.Length; j++)
                yield return (Math.Min(name[i], name[j]), Math.Max(name[i], name[j]));
    }

    private IEnumerable<int> Candidates(int[] name) => name.Length == 1
        ? _words.Likes(name[0]).SelectMany(like => _pairs.Find(like.Word, like.Word))
        : Pairs(name).SelectMany(pair => Candidates(pair.Item1, pair.Item2));

    private IEnumerable<int> Candidates(int one, int other)
    {
        foreach (var first in _words.Likes(one))
            foreach (var second in _words.Likes(other))
                if (!first.IsWrong || !second.IsWrong)
                    foreach (var number in _pairs.Find(Math.Min(first.Word, second.Word), Math.Max(first.Word, second.Word)))
                        yield return number;
        if (_hasInitials)
            foreach (var number in ByInitial(one, other).Concat(ByInitial(other, one)))
                yield return number;
    }

    private IEnumerable<int> ByInitial(int word, int beside)
    {
        if (_words.IsInitial(word))
            return _initials.Find(_words.InitialOf(word), beside);
        return _words.NumberOf(_words.InitialOf(word)) is { } letter ? _pairs.Find(Math.Min(letter, beside), Math.Max(letter, beside)) : [];
    }

    // Null when a word of the shorter name is not in the longer one, or more than one letter is wrong.
    private double? LikenessOf(int[] one, int[] other)
    {
        var (few, many) = one.Length <= other.Length ? (one, other) : (other, one);
        if (many.Length - few.Length > MostMore || (few.Length == 1 && many.Length > 1) || !_words.HaveSameDigits(one, other))
            return null;
        var taken = new bool[many.Length];
        var (wrong, nearly) = (0, 0);
        foreach (var word in few)
        {
            var (at, best) = (-1, WordLikeness.None);
            for (var i = 0; i < many.Length; i++)
            {
                if (!taken[i] && _words.LikenessOf(word, many[i]) is var likeness && likeness > best)
                    (at, best) = (i, likeness);
            }
            if (at < 0)
                return null;
            taken[at] = true;
            wrong += best == WordLikeness.OneLetterWrong ? 1 : 0;
            nearly += best is WordLikeness.Nickname or WordLikeness.Initial ? 1 : 0;
        }
        // Initials or nicknames alone are anybody's.
        if (wrong > 1 || (nearly == few.Length && few.Length > 1))
            return null;
        return 1 - 0.1 * wrong - 0.05 * nearly - 0.05 * (many.Length - few.Length);
    }
}

/// <summary>Names by two of their words; lists without a list for each pair, of which there are many.</summary>
internal sealed class PairIndex
{
    private readonly Dictionary<long, int> _last = [];
    private readonly List<(int Name, int Before)> _entries = [];

    public void Add(int one, int other, int name)
    {
        ref var last = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_last, ((long)one << 32) | (uint)other, out var isThere);
        _entries.Add((name, isThere ? last : -1));
        last = _entries.Count - 1;
    }

    /// <summary>The last that was added first.</summary>
    public IEnumerable<int> Find(int one, int other)
    {
        for (var at = _last.GetValueOrDefault(((long)one << 32) | (uint)other, -1); at >= 0; at = _entries[at].Before)
            yield return _entries[at].Name;
    }
}
