using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>Names where people sign, greet, and give thanks.</summary>
internal sealed class Farewells
{
    private readonly SignNode _strong = new(), _weak = new(), _greetings = new();

    public Farewells(Lexicon lexicon)
    {
        Add(lexicon, _strong, ["yours sincerely", "yours faithfully", "yours truly", "yours respectfully", "kind regards", "kindest regards", "best regards", "warm regards", "warmest regards", "regards", "best wishes", "sincerely", "with best wishes", "faithfully", "signed", "signed with thanks", "your sincerely", "yours", "yours ever", "all the best", "kind wishes", "respectfully", "submitted by", "written by", "completed by", "filled in by"]);
        Add(lexicon, _weak, ["thanks", "thank you", "many thanks", "cheers", "love", "love from", "lots of love", "from", "thanks again", "ta", "with thanks", "thanking you", "thanku", "thankyou", "best", "xx", "x", "god bless", "much love", "take care", "bye", "hugs"]);
        Add(lexicon, _greetings, ["dear", "hi", "hello", "hiya", "hey"]);
    }

    /// <summary>The names that go with a greeting or a farewell that begins at this word.</summary>
    public (int From, int To)? At(ReadOnlySpan<TextWord> words, int i, PersonNames names)
    {
        if (!words[i].Is(WordKinds.Farewell))
            return null;
        if (After(_strong, words, i) is > 0 and var strong)
            return Signed(words, strong, names, mustEnd: false);
        if (words[i].Before != Gap.None && After(_weak, words, i) is > 0 and var weak)
            return Signed(words, weak, names, mustEnd: true);
        if (words[i].Before != Gap.None && After(_greetings, words, i) is > 0 and var greeted)
            return greeted < words.Length && words[greeted].Before is Gap.None or Gap.Comma && names.MayBeName(words[greeted]) && !words[greeted].Is(WordKinds.Addressed) ? (greeted, names.Names(words, greeted + 1, 2)) : null;
        return null;
    }

    private (int From, int To)? Signed(ReadOnlySpan<TextWord> words, int from, PersonNames names, bool mustEnd)
    {
        if (from >= words.Length || words[from].Is(WordKinds.Addressed))
            return null;
        var at = from;
        while (at < words.Length && at < from + 4 && (words[at].Before & (Gap.Placeholder | Gap.Bracket)) == 0 && (at == from || (words[at].Before & Gap.Line) == 0) && IsSigned(words, at, from, names))
            at++;
        var ends = at >= words.Length || (words[at].Before & (Gap.Line | Gap.Bracket)) != 0 || (!mustEnd && at > from);
        var letters = 0;
        for (var i = from; i < at; i++)
            letters = Math.Max(letters, words[i].Length);
        if (at > from && ends && letters > 1)
            return (from, at);
        return mustEnd ? null : Small(words, from);
    }

    private static bool IsSigned(ReadOnlySpan<TextWord> words, int at, int from, PersonNames names) =>
        names.MayBeName(words[at]) || words[at] is { Capital: true, Length: 1 } || (words[at].Is(WordKinds.Title) && words[at].Capital) || (at > from && words[at].Capital && words[at].Is(WordKinds.Surname) && !words[at].Is(WordKinds.Everyday));

    // "yours sincerely tamsin pellow": one to three words that nothing else knows, and the end.
    private static (int From, int To)? Small(ReadOnlySpan<TextWord> words, int from)
    {
        var at = from;
        while (at < words.Length && at < from + 4 && !words[at].Capital && (words[at].Id == 0 || (words[at].Is(WordKinds.Given | WordKinds.Surname) && !words[at].Is(WordKinds.Everyday))))
            at++;
        return at > from && at == words.Length ? (from, at) : null;
    }

    private static int After(SignNode node, ReadOnlySpan<TextWord> words, int i)
    {
        var longest = 0;
        for (var at = i; at < words.Length && (at == i || words[at].Before == Gap.None); at++)
        {
            if (Next(node, words[at].Id) is not { } next)
                break;
            node = next;
            if (node.Ends.Count > 0)
                longest = at + 1;
        }
        return longest;
    }

    private static SignNode? Next(SignNode node, int id)
    {
        foreach (var (words, next) in node.Edges)
        {
            if (words.Ids[0] == id)
                return next;
        }
        return null;
    }

    private static void Add(Lexicon lexicon, SignNode root, string[] phrases)
    {
        var sets = new Dictionary<int, WordSet>();
        foreach (var phrase in phrases)
        {
            var node = root;
            lexicon.Add(phrase.Split(' ')[0], WordKinds.Farewell);
            foreach (var word in phrase.Split(' '))
            {
                var id = lexicon.Add(word);
                if (!sets.TryGetValue(id, out var set))
                    sets[id] = set = new([id], 0);
                node = node.Next(set);
            }
            node.Accept(new(HarmKind.Unspecified, null, null, null, false, false));
        }
    }
}
