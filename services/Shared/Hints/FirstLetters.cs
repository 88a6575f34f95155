namespace CoProduction.Shared.Hints;

/// <summary>
/// The letters that what a pattern matches can begin with, at most four; fewer where anything may follow. Reads the syntax that <see cref="HarmSigns"/> is written in:
/// letters, non-capturing groups, lookarounds, classes and quantifiers.
/// </summary>
internal static class FirstLetters
{
    public const int Most = 4;

    public static IEnumerable<string> Of(string pattern)
    {
        var at = 0;
        return Alternatives(pattern, ref at, [new("", true)]).Select(beginning => beginning.Letters).Distinct();
    }

    // Up to the bracket that closes the group, or the end.
    private static HashSet<Beginning> Alternatives(string pattern, ref int at, HashSet<Beginning> before)
    {
        var (all, current) = (new HashSet<Beginning>(), before);
        while (at < pattern.Length && pattern[at] != ')')
        {
            if (pattern[at] == '|')
            {
                at++;
                all.UnionWith(current);
                current = before;
                continue;
            }
            var after = Atom(pattern, ref at, current);
            current = Quantified(pattern, ref at, current, after);
        }
        all.UnionWith(current);
        return all;
    }

    private static HashSet<Beginning> Atom(string pattern, ref int at, HashSet<Beginning> before)
    {
        var rest = pattern.AsSpan(at);
        if (rest is ['(', '?', ':', ..])
        {
            at += 3;
            var after = Alternatives(pattern, ref at, before);
            at++;
            return after;
        }
        if (rest[0] == '(') // a lookaround takes up no letters
        {
            at += rest.IndexOfAny('!', '=') + 1;
            Alternatives(pattern, ref at, before);
            at++;
            return before;
        }
        if (rest[0] == '[')
        {
            at += rest.IndexOf(']') + 1;
            var letters = rest[1..rest.IndexOf(']')].ToString();
            return letters.All(char.IsLetter) ? [.. letters.SelectMany(letter => Then(before, letter))] : Closed(before);
        }
        if (rest[0] == '\\')
        {
            at += 2;
            return rest[1] == 'b' ? before : Closed(before);
        }
        at++;
        return Then(before, rest[0]);
    }

    private static HashSet<Beginning> Quantified(string pattern, ref int at, HashSet<Beginning> before, HashSet<Beginning> after)
    {
        if (at == pattern.Length || pattern[at] is not ('?' or '*' or '+' or '{'))
            return after;
        var quantifier = pattern[at];
        var mayBeNone = quantifier is '?' or '*' || pattern.AsSpan(at).StartsWith("{0");
        at = quantifier == '{' ? pattern.IndexOf('}', at) + 1 : at + 1;
        if (quantifier != '?')
            after = Closed(after);
        return mayBeNone ? [.. before, .. after] : after;
    }

    private static HashSet<Beginning> Then(HashSet<Beginning> before, char letter) => !char.IsLetterOrDigit(letter)
        ? Closed(before)
        : [.. before.Select(b => b.Open ? new Beginning(b.Letters + letter, b.Letters.Length + 1 < Most) : b)];

    private static HashSet<Beginning> Closed(HashSet<Beginning> before) => [.. before.Select(b => b with { Open = false })];

    private sealed record Beginning(string Letters, bool Open);
}
