using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>
/// Reads signs, each of one line, and joins them into one tree of words. A line is a row of elements with spaces between:
/// <list type="bullet">
/// <item><c>word</c>, or several to choose from: <c>bed|chair</c>; <c>no_one</c> is two words; a word with a capital is a class of them</item>
/// <item><c>feed*</c> any form of a verb, <c>feed/ed</c> fed, <c>feed/ing</c> feeding, <c>feed/s</c> feed or feeds</item>
/// <item><c>word?</c> may be left out; <c>~3</c> up to three words of the same sentence; <c>...</c> up to eight words, also of the next</item>
/// <item><c>!word</c> may not follow, <c>&lt;!word</c> may not stand before, <c>!!word</c> may not stand near in the same sentence; <c>$</c> nothing may follow in the same phrase</item>
/// <item><c>=</c> at the beginning: a denial before it changes nothing</item>
/// </list>
/// </summary>
internal sealed class SignGrammar
{
    private const int FarWords = 8;

    private readonly Lexicon _lexicon;
    private readonly Dictionary<string, string> _full;
    private readonly HashSet<string> _fillers = [];
    private readonly Dictionary<string, List<WordSet[]>> _classes = [];
    private readonly Dictionary<string, WordSet> _sets = [];

    public SignGrammar(Lexicon lexicon, IEnumerable<(string Short, string Full)> shortForms) => (_lexicon, _full) = (lexicon, shortForms.DistinctBy(form => form.Short).ToDictionary(form => form.Short, form => form.Full));

    public SignNode Root { get; } = new();

    /// <summary>Short forms in full, by the number of the word.</summary>
    public IEnumerable<(int Id, int[] Full)> ShortForms => _full.Select(form => (_lexicon.Add(form.Key), form.Value.Split(' ').Select(_lexicon.Add).ToArray()));

    /// <summary>Every set of words that was read.</summary>
    public IEnumerable<WordSet> Sets => _sets.Values;

    public void AddClass(string name, string alternatives)
    {
        _classes[name] = Alternatives(alternatives.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (name == "Filler")
            _fillers.UnionWith(alternatives.Split(' '));
    }

    public WordSet SetOf(string name) => Single(Alternatives([name]));

    /// <summary>Adds the sign of one line, which tells of this kind of harm.</summary>
    public void Add(string line, HarmKind kind)
    {
        var (ends, next, before, near, isAlways, isLast) = (new List<SignNode> { Root }, (List<WordSet[]>?)null, (WordSet?)null, (WordSet?)null, false, false);
        foreach (var element in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (element == "=")
                isAlways = true;
            else if (element == "$")
                isLast = true;
            else if (element.StartsWith("!!", StringComparison.Ordinal))
                near = Single(Alternatives(element[2..].Split('|')));
            else if (element.StartsWith("<!", StringComparison.Ordinal))
                before = Single(Alternatives(element[2..].Split('|')));
            else if (element[0] == '!')
                next = Alternatives(element[1..].Split('|'));
            else if (element == "...")
                ends = [.. ends.Select(end => end.Gap(FarWords, isFar: true))];
            else if (element[0] == '~')
                ends = [.. ends.Select(end => end.Gap(int.Parse(element[1..]), isFar: false))];
            else
                ends = Then(ends, element);
        }
        foreach (var end in ends)
            end.Accept(new(kind, next, before, near, isAlways, isLast));
    }

    private List<SignNode> Then(List<SignNode> ends, string element)
    {
        var isOptional = element.EndsWith('?');
        var all = isOptional ? new List<SignNode>(ends) : [];
        var paths = Alternatives((isOptional ? element[..^1] : element).Split('|'));
        if (paths.Count == 0)
            return ends;
        foreach (var path in paths)
            all.AddRange(ends.Select(end => path.Aggregate(end, (node, set) => node.Next(set))));
        return all;
    }

    // Single words together, then phrases.
    private List<WordSet[]> Alternatives(string[] alternatives)
    {
        var (words, phrases) = (new HashSet<int>(), new List<WordSet[]>());
        foreach (var alternative in alternatives)
        {
            foreach (var path in Paths(alternative))
            {
                if (path.Length == 1)
                    words.UnionWith(path[0].Ids);
                else
                    phrases.Add(path);
            }
        }
        if (words.Count > 0)
            phrases.Insert(0, [Interned(words)]);
        return phrases;
    }

    // Without the words that change nothing: the words that are read have none either.
    private IEnumerable<WordSet[]> Paths(string alternative)
    {
        IEnumerable<WordSet[]> paths = [[]];
        foreach (var part in alternative.Split(['_', '-'], StringSplitOptions.RemoveEmptyEntries).SelectMany(Parts).Where(part => !_fillers.Contains(part)))
        {
            var parts = char.IsUpper(part[0]) ? Class(part) : [[Interned(Forms(part).Select(_lexicon.Add))]];
            paths = [.. paths.SelectMany(path => parts.Select(next => (WordSet[])[.. path, .. next]))];
        }
        return paths.Where(path => path.Length > 0);
    }

    private string[] Parts(string word) => _full.TryGetValue(word, out var full) ? full.Split(' ') : word.Length > 2 && word.EndsWith("'s") ? [word[..^2], "'s"] : [word];

    private List<WordSet[]> Class(string name) => _classes.TryGetValue(name, out var paths) ? paths : throw new InvalidOperationException($"No class of words is called {name}.");

    private static IEnumerable<string> Forms(string word) => word switch
    {
        [.. var verb, '*'] => Inflection.All(verb),
        [.. var verb, '/', 'e', 'd'] => Inflection.Done(verb),
        [.. var verb, '/', 'i', 'n', 'g'] => [Inflection.Continuous(verb)],
        [.. var verb, '/', 's'] => Inflection.Present(verb),
        _ => [word],
    };

    private WordSet Interned(IEnumerable<int> words)
    {
        var ids = words.Distinct().Order().ToArray();
        var key = string.Join(' ', ids);
        return _sets.TryGetValue(key, out var set) ? set : _sets[key] = new(ids, _sets.Count);
    }

    private static WordSet Single(List<WordSet[]> paths) => paths is [[var set]] ? set : throw new InvalidOperationException("Only single words may be forbidden.");
}

/// <summary>Some words of the lexicon, by number; and the set's own number.</summary>
internal sealed class WordSet(int[] ids, int index)
{
    public int[] Ids => ids;

    public int Index => index;
}

/// <summary>A place in the tree of signs: the words that may follow, and whether a sign ends here.</summary>
internal sealed class SignNode
{
    // Most places have one edge and no gap: lists of their own would take up more than all the words.
    private static readonly List<(int, bool, SignNode)> _noGaps = [];
    private static readonly List<SignEnd> _noEnds = [];

    public List<(WordSet Words, SignNode Node)> Edges { get; } = new(1);

    public List<(int Most, bool IsFar, SignNode Node)> Gaps { get; private set; } = _noGaps;

    public List<SignEnd> Ends { get; private set; } = _noEnds;

    public SignNode Next(WordSet words)
    {
        foreach (var edge in Edges)
        {
            if (edge.Words == words)
                return edge.Node;
        }
        var node = new SignNode();
        Edges.Add((words, node));
        return node;
    }

    public SignNode Gap(int most, bool isFar)
    {
        foreach (var gap in Gaps)
        {
            if (gap.Most == most && gap.IsFar == isFar)
                return gap.Node;
        }
        var node = new SignNode();
        if (Gaps == _noGaps)
            Gaps = new(1);
        Gaps.Add((most, isFar, node));
        return node;
    }

    public void Accept(SignEnd end)
    {
        if (Ends == _noEnds)
            Ends = new(1);
        Ends.Add(end);
    }
}

/// <summary>The end of a sign: which words may not follow it, stand before it or near it, whether no denial counts, and whether nothing may follow.</summary>
internal sealed record SignEnd(HarmKind Kind, List<WordSet[]>? NotBefore, WordSet? NotAfter, WordSet? NotNear, bool IsAlways, bool IsLast);
