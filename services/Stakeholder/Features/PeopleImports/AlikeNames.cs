using System.Text;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>
/// Finds a name that is very alike among many: by what share of their threes of letters two have in common, whatever the order of their words, as the search of the
/// register does. Only names that share one of their rarest threes are compared, which leaves few of a hundred thousand.
/// </summary>
internal sealed class AlikeNames
{
    private const double Alike = 0.6;
    private const int MostCompared = 500;

    private readonly Dictionary<long, int> _ranks; // the rarest first
    private readonly Dictionary<int, List<int>> _namesWith = [];
    private readonly List<Name> _names = [];
    private readonly List<int> _seenBy = []; // the number of the last search that has looked at the name
    private int _searches;

    /// <summary>For these names, of which those that are added can be found.</summary>
    public AlikeNames(IEnumerable<string> all)
    {
        var counts = new Dictionary<long, int>();
        foreach (var three in all.SelectMany(name => Threes(Plain(name))))
            counts[three] = counts.GetValueOrDefault(three) + 1;
        _ranks = counts.OrderBy(count => count.Value).ThenBy(count => count.Key).Select((count, rank) => (count.Key, rank)).ToDictionary(pair => pair.Key, pair => pair.rank);
    }

    /// <summary>Adds a name; names have the numbers 0, 1, 2, … as they are added.</summary>
    public void Add(string text)
    {
        var name = Of(text);
        foreach (var rank in name.Rarest)
        {
            if (!_namesWith.TryGetValue(rank, out var names))
                _namesWith[rank] = names = [];
            names.Add(_names.Count);
        }
        _names.Add(name);
        _seenBy.Add(0);
    }

    /// <summary>The number of the name that is most alike, the first of several; null when none is.</summary>
    public int? Find(string text)
    {
        var name = Of(text);
        var (best, found) = (0.0, (int?)null);
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
        foreach (var rank in name.Rarest)
        {
            foreach (var number in _namesWith.GetValueOrDefault(rank) ?? [])
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

    private Name Of(string text)
    {
        var plain = Plain(text);
        int[] ranks = [.. Threes(plain).Select(three => _ranks[three]).Order()];
        return new(ranks, string.Concat(plain.Where(char.IsDigit)));
    }

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Where(c => c is not ('\'' or '’')))
            plain.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        return plain.ToString();
    }

    private static HashSet<long> Threes(string plain)
    {
        var threes = new HashSet<long>();
        foreach (var word in plain.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var padded = $"  {word} ";
            for (var i = 0; i + 2 < padded.Length; i++)
                threes.Add(((long)padded[i] << 32) | ((long)padded[i + 1] << 16) | padded[i + 2]);
        }
        return threes;
    }

    private sealed record Name(int[] Threes, string Digits)
    {
        /// <summary>So many that two names which are alike share one of them.</summary>
        public IEnumerable<int> Rarest => Threes.Take(Threes.Length - (int)Math.Ceiling(Alike * Threes.Length) + 1);

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
