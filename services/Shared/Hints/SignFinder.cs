using System.Runtime.InteropServices;
using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>Finds signs in words: short forms in full, and without the words that change nothing.</summary>
internal sealed class SignFinder
{
    private const int MostBetween = 6;
    private const int WordsNear = 12;

    private readonly SignNode[]?[] _starts;
    private readonly int[]?[] _full;
    private readonly WordSet _fillers, _denials, _between, _notOnly, _or;
    private readonly int _not, _possessive;

    // The sets that each word is in: what is asked of one word lies side by side.
    private readonly ulong[] _sets;
    private readonly int _stride;

    [ThreadStatic]
    private static List<Token>? _scratch;

    /// <summary>To be made when the lexicon and the grammar are complete.</summary>
    public SignFinder(Lexicon lexicon, SignGrammar grammar)
    {
        (_fillers, _denials, _between, _notOnly, _or) = (grammar.SetOf("Filler"), grammar.SetOf("Denial"), grammar.SetOf("Between"), grammar.SetOf("NotOnly"), grammar.SetOf("Or"));
        (_not, _possessive) = (lexicon.Add("not"), lexicon.Add("'s"));
        var full = grammar.ShortForms.ToList();
        var sets = grammar.Sets.ToList();
        _stride = (sets.Count + 63) / 64;
        _sets = new ulong[lexicon.Count * _stride];
        foreach (var set in sets)
        {
            foreach (var id in set.Ids)
                _sets[id * _stride + (set.Index >> 6)] |= 1UL << (set.Index & 63);
        }
        _full = new int[lexicon.Count][];
        foreach (var (id, words) in full)
            _full[id] = words;
        _starts = new SignNode[lexicon.Count][];
        foreach (var start in grammar.Root.Edges.SelectMany(edge => edge.Words.Ids.Select(id => (id, edge.Node))).GroupBy(edge => edge.id, edge => edge.Node))
            _starts[start.Key] = [.. start];
    }

    /// <summary>Where the signs are in the text that the words are of, in order, none within another.</summary>
    public void Find(string text, ReadOnlySpan<TextWord> words, Lexicon lexicon, List<(int Start, int End, HarmKind Kind)> found)
    {
        var tokens = Tokens(text, words, lexicon);
        var denied = -1;
        for (var at = 0; at < tokens.Length; at++)
        {
            if (_starts[tokens[at].Id] is not { } nodes)
                continue;
            var best = new Match(-1, false, HarmKind.Unspecified);
            foreach (var node in nodes)
                Walk(node, tokens, at, at + 1, ref best, denied);
            if (best.IsDenied)
                denied = Math.Max(best.End, denied);
            else if (best.End > 0)
            {
                found.Add((words[tokens[at].Word].Start, words[tokens[best.End - 1].Word].End, best.Kind));
                at = best.End - 1;
            }
        }
    }

    // The longest sign that is not denied counts; one that is denied counts only when there is no other.
    private void Walk(SignNode node, ReadOnlySpan<Token> tokens, int start, int at, ref Match best, int denied)
    {
        if (node.Ends.Count > 0 && (at > best.End || best.IsDenied))
            End(node, tokens, start, at, ref best, denied);
        if (at < tokens.Length && !tokens[at].Breaks)
            Follow(node, tokens, start, at, ref best, denied);
        if (node.Gaps.Count > 0)
            Skip(node, tokens, start, at, ref best, denied);
    }

    private void Skip(SignNode node, ReadOnlySpan<Token> tokens, int start, int at, ref Match best, int denied)
    {
        foreach (var (most, isFar, next) in CollectionsMarshal.AsSpan(node.Gaps))
        {
            for (var skipped = 0; skipped <= most && at + skipped < tokens.Length; skipped++)
            {
                if (tokens[at + skipped].Breaks && !(isFar && !tokens[at + skipped].Parts))
                    break;
                Follow(next, tokens, start, at + skipped, ref best, denied);
                if (next.Gaps.Count > 0)
                    Skip(next, tokens, start, at + skipped, ref best, denied);
            }
        }
    }

    private void Follow(SignNode node, ReadOnlySpan<Token> tokens, int start, int at, ref Match best, int denied)
    {
        foreach (var (words, next) in CollectionsMarshal.AsSpan(node.Edges))
        {
            if (Has(words, tokens[at].Id))
                Walk(next, tokens, start, at + 1, ref best, denied);
        }
    }

    private void End(SignNode node, ReadOnlySpan<Token> tokens, int start, int at, ref Match best, int denied)
    {
        foreach (var sign in node.Ends)
        {
            if (sign.NotBefore is { } followers && IsFollowed(tokens, at, followers))
                continue;
            if (sign.NotAfter is { } before && start > 0 && !tokens[start].Breaks && Has(before, tokens[start - 1].Id))
                continue;
            if (sign.IsLast && at < tokens.Length && !tokens[at].Breaks && !tokens[at].Pauses)
                continue;
            if (sign.NotNear is { } near && IsNear(tokens, start, at, near))
                continue;
            var deniesThis = !sign.IsAlways && IsDenied(tokens, start, denied);
            if (deniesThis && best.End > 0)
                continue;
            var end = !deniesThis && best.IsDenied ? -1 : best.End;
            best = at > end ? new(at, deniesThis, sign.Kind) : best with { IsDenied = deniesThis };
        }
    }

    private bool IsNear(ReadOnlySpan<Token> tokens, int start, int end, WordSet near)
    {
        for (var at = start; at > 0 && start - at < WordsNear && !tokens[at].Breaks; at--)
        {
            if (Has(near, tokens[at - 1].Id))
                return true;
        }
        for (var at = start; at < tokens.Length && at - end < WordsNear && (at < end || !tokens[at].Breaks); at++)
        {
            if (Has(near, tokens[at].Id))
                return true;
        }
        return false;
    }

    private bool IsFollowed(ReadOnlySpan<Token> tokens, int at, List<WordSet[]> followers)
    {
        foreach (var follower in followers)
        {
            var length = 0;
            while (length < follower.Length && at + length < tokens.Length && !tokens[at + length].Breaks && Has(follower[length], tokens[at + length].Id))
                length++;
            if (length == follower.Length)
                return true;
        }
        return false;
    }

    // "Nobody has ever hit me", and what follows it with "or".
    private bool IsDenied(ReadOnlySpan<Token> tokens, int start, int denied)
    {
        if (denied > 0 && start > denied && start <= denied + 2 && !tokens[start].Breaks && (Has(_or, tokens[start - 1].Id) || Has(_or, tokens[denied].Id)))
            return true;
        for (var at = start; at > 0 && start - at <= MostBetween && tokens[at] is { Breaks: false, Pauses: false }; at--)
        {
            var id = tokens[at - 1].Id;
            if (Has(_denials, id))
                return true;
            if (!Has(_between, id))
                return false;
        }
        return false;
    }

    private bool Has(WordSet set, int id) => (_sets[id * _stride + (set.Index >> 6)] & (1UL << (set.Index & 63))) != 0;

    private ReadOnlySpan<Token> Tokens(string text, ReadOnlySpan<TextWord> words, Lexicon lexicon)
    {
        var tokens = _scratch ??= [];
        tokens.Clear();
        Span<char> small = stackalloc char[Lexicon.LongestWord];
        var gap = Gap.None;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            gap |= word.Before;
            if (word.Id > 0 && _full[word.Id] is { } full)
            {
                foreach (var id in full)
                    Add(tokens, id, i, ref gap);
            }
            else if (word.Id == 0 && word.Length > 2 && text.AsSpan(word.Start, word.Length) is [.. var whose, '\'', 's'] && whose.Length <= Lexicon.LongestWord)
            {
                Add(tokens, lexicon.IdOf(small[..whose.ToLowerInvariant(small)]), i, ref gap);
                Add(tokens, _possessive, i, ref gap);
            }
            else
                Add(tokens, word.Id, i, ref gap);
        }
        return CollectionsMarshal.AsSpan(tokens);
    }

    private void Add(List<Token> tokens, int id, int word, ref Gap gap)
    {
        // "Not just" denies nothing.
        if (Has(_notOnly, id) && tokens.Count > 0 && tokens[^1].Id == _not && gap == Gap.None)
            tokens.RemoveAt(tokens.Count - 1);
        if (Has(_fillers, id))
            return;
        tokens.Add(new(id, word, (gap & Gap.Sentence) != 0, (gap & Gap.Placeholder) != 0, (gap & Gap.Comma) != 0));
        gap = Gap.None;
    }

    private readonly record struct Match(int End, bool IsDenied, HarmKind Kind);

    private readonly record struct Token(int Id, int Word, bool Breaks, bool Parts, bool Pauses);
}
