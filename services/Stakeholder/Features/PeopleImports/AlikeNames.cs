namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>
/// Finds a name that is very alike among many: by their words (<see cref="AlikeWords"/>), and by what share of their threes of letters two have in common, whatever the order
/// of their words, as the search of the register does. Only names that share one of their rarest threes are compared, which leaves few of a hundred thousand.
/// </summary>
internal sealed class AlikeNames
{
    private const double Alike = 0.6;
    private const int MostCompared = 500;

    private readonly Name[] _names;
    private readonly List<int>?[] _namesWith; // by three, the rarest first
    private readonly AlikeWords _words;
    private readonly int[] _seenBy; // the number of the last search that has looked at the name
    private int _searches;

    /// <summary>Of these names, which have the numbers 0, 1, 2, …, those that are added can be found.</summary>
    public AlikeNames(IEnumerable<string> all)
    {
        string[][] names = [.. all.Select(NameWords.Of)];
        _words = new(names);
        var threes = Array.ConvertAll(names, Threes);
        var counts = new Dictionary<long, int>();
        foreach (var three in threes.SelectMany(those => those))
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, three, out _)++;
        var ranks = counts.OrderBy(count => count.Value).ThenBy(count => count.Key).Select((count, rank) => (count.Key, rank)).ToDictionary(pair => pair.Key, pair => pair.rank);
        _names = [.. names.Zip(threes, (words, those) => Of(words, those, ranks))];
        _namesWith = new List<int>?[ranks.Count];
        _seenBy = new int[names.Length];
    }

    /// <summary>Adds the name of this number to those that are found.</summary>
    public void Add(int number)
    {
        _words.Add(number);
        foreach (var rank in _names[number].Rarest)
            (_namesWith[rank] ??= []).Add(number);
    }

    /// <summary>The number of the added name that is most alike to the name of this number, the first of several; null when none is.</summary>
    public int? Find(int wanted)
    {
        var name = _names[wanted];
        var (best, found) = _words.Find(wanted) is { } alike ? (alike.Likeness, alike.Number) : (0.0, (int?)null);
        foreach (var number in ToCompare(name))
        {
            var likeness = name.LikenessTo(_names[number]);
            if (likeness >= Alike && (likeness > best || likeness == best && number < found))
                (best, found) = (likeness, number);
        }
        return found;
    }

    private IEnumerable<int> ToCompare(Name name)
    {
        _searches++;
        var compared = 0;
        foreach (var rank in name.Rarest.ToArray())
        {
            foreach (var number in _namesWith[rank] ?? [])
            {
                if (_seenBy[number] == _searches)
                    continue;
                _seenBy[number] = _searches;
                if (!name.CanBeAlike(_names[number]))
                    continue;
                yield return number;
                if (++compared == MostCompared)
                    yield break;
            }
        }
    }

    private static Name Of(string[] words, long[] threes, Dictionary<long, int> ranks)
    {
        var sorted = Array.ConvertAll(threes, three => ranks[three]);
        Array.Sort(sorted);
        return new(sorted, string.Concat(words.SelectMany(word => word.Where(char.IsDigit))));
    }

    private static long[] Threes(string[] words)
    {
        var threes = new List<long>();
        foreach (var word in words)
        {
            var padded = $"  {word} ";
            for (var i = 0; i + 2 < padded.Length; i++)
                threes.Add(((long)padded[i] << 32) | ((long)padded[i + 1] << 16) | padded[i + 2]);
        }
        return [.. threes.Distinct()];
    }

    private sealed record Name(int[] Threes, string Digits)
    {
        /// <summary>So many that two names which are alike share one of them.</summary>
        public ReadOnlySpan<int> Rarest => Threes.AsSpan(0, Math.Min(Threes.Length, Threes.Length - (int)Math.Ceiling(Alike * Threes.Length) + 1));

        // “Person 12” is not “Person 13”, and a much longer name shares too little with a short one.
        public bool CanBeAlike(Name other) =>
            Digits == other.Digits && Math.Min(Threes.Length, other.Threes.Length) >= Alike * Math.Max(Threes.Length, other.Threes.Length);

        public double LikenessTo(Name other)
        {
            var (i, j, both) = (0, 0, 0);
            while (i < Threes.Length && j < other.Threes.Length)
            {
                var (mine, theirs) = (Threes[i], other.Threes[j]);
                both += mine == theirs ? 1 : 0;
                i += mine <= theirs ? 1 : 0;
                j += theirs <= mine ? 1 : 0;
            }
            return Threes.Length == 0 ? 0 : (double)both / (Threes.Length + other.Threes.Length - both);
        }
    }
}
