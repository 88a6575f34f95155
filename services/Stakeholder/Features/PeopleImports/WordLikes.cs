namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>How one word of a name is like another, the least alike first.</summary>
internal enum WordLikeness
{
    None,
    Initial,
    OneLetterWrong,
    Nickname,
    Same,
}

/// <summary>The words of all names by number, and which of them are like each other. All are to be added before any is looked for.</summary>
internal sealed class WordLikes
{
    private const int FewestLetters = 5; // of a word in which one may be wrong

    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _words = [];
    private readonly Dictionary<int, (int Word, bool IsWrong)[]> _likes = [];
    private (ulong Hash, int Word)[]? _shortened; // words by what is left of them with and without each letter, sorted

    /// <summary>The word's number.</summary>
    public int Add(string word)
    {
        if (!_numbers.TryGetValue(word, out var number))
        {
            _numbers[word] = number = _words.Count;
            _words.Add(word);
        }
        return number;
    }

    public bool IsInitial(int word) => _words[word].Length == 1 && char.IsLetter(_words[word][0]);

    public char InitialOf(int word) => _words[word][0];

    public int? NumberOf(char letter) => _numbers.TryGetValue(letter.ToString(), out var number) ? number : null;

    public bool HaveSameDigits(int[] one, int[] other) => Digits(one).SetEquals(Digits(other));

    public WordLikeness LikenessOf(int one, int other)
    {
        if (one == other)
            return WordLikeness.Same;
        foreach (var (word, isWrong) in Likes(one))
        {
            if (word == other)
                return isWrong ? WordLikeness.OneLetterWrong : WordLikeness.Nickname;
        }
        return (IsInitial(one) || IsInitial(other)) && InitialOf(one) == InitialOf(other) ? WordLikeness.Initial : WordLikeness.None;
    }

    /// <summary>The word itself, its nicknames, and the words in which one letter is wrong.</summary>
    public IReadOnlyList<(int Word, bool IsWrong)> Likes(int word)
    {
        if (_likes.TryGetValue(word, out var known))
            return known;
        var likes = new Dictionary<int, bool> { [word] = false };
        foreach (var nickname in Nicknames.Of(_words[word]))
        {
            if (_numbers.TryGetValue(nickname, out var number))
                likes[number] = false;
        }
        if (_words[word].Length >= FewestLetters)
        {
            foreach (var number in Hashes(_words[word]).SelectMany(WordsWith))
            {
                if (OneLetter.Differs(_words[word], _words[number]))
                    likes.TryAdd(number, true);
            }
        }
        return _likes[word] = [.. likes.Select(like => (like.Key, like.Value))];
    }

    private HashSet<string> Digits(int[] name) => [.. name.Select(word => _words[word]).Where(word => word.Any(char.IsDigit))];

    private IEnumerable<int> WordsWith(ulong hash)
    {
        _shortened ??= Sorted();
        for (var at = FirstAt(hash); at < _shortened.Length && _shortened[at].Hash == hash; at++)
            yield return _shortened[at].Word;
    }

    private int FirstAt(ulong hash)
    {
        var (from, until) = (0, _shortened!.Length);
        while (from < until)
        {
            var middle = (from + until) / 2;
            (from, until) = _shortened[middle].Hash < hash ? (middle + 1, until) : (from, middle);
        }
        return from;
    }

    private (ulong Hash, int Word)[] Sorted()
    {
        var all = new List<(ulong Hash, int Word)>();
        for (var word = 0; word < _words.Count; word++)
        {
            if (_words[word].Length < FewestLetters)
                continue;
            foreach (var hash in Hashes(_words[word]))
                all.Add((hash, word));
        }
        var hashes = all.ConvertAll(one => one.Hash).ToArray();
        var sorted = all.ToArray();
        Array.Sort(hashes, sorted);
        return sorted;
    }

    // Two words that differ by one slip are the same without one letter each.
    private static ulong[] Hashes(string word)
    {
        var hashes = new ulong[word.Length + 1];
        for (var without = 0; without <= word.Length; without++)
        {
            var hash = 14695981039346656037;
            for (var i = 0; i < word.Length; i++)
            {
                if (i != without)
                    hash = (hash ^ word[i]) * 1099511628211;
            }
            hashes[without] = hash;
        }
        return hashes;
    }
}
