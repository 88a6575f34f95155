namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>Words that differ by a letter more, another letter, or two letters that have changed places.</summary>
internal static class OneLetter
{
    /// <summary>Whether exactly one such slip makes one word the other.</summary>
    public static bool Differs(string one, string other)
    {
        var (few, many) = one.Length <= other.Length ? (one, other) : (other, one);
        if (many.Length - few.Length > 1 || one == other)
            return false;
        var at = few.AsSpan().CommonPrefixLength(many);
        if (few.Length < many.Length)
            return few.AsSpan(at).SequenceEqual(many.AsSpan(at + 1));
        return few.AsSpan(at + 1).SequenceEqual(many.AsSpan(at + 1))
            || (at + 1 < few.Length && few[at] == many[at + 1] && few[at + 1] == many[at] && few.AsSpan(at + 2).SequenceEqual(many.AsSpan(at + 2)));
    }
}
