namespace CoProduction.Analytics.Theming;

/// <summary>Takes plural and verb endings off, so that "waits", "waited" and "waiting" count as one word; it never tries to be a dictionary.</summary>
internal static class Stem
{
    // "caring" must not become "car": an ending goes only where four letters or more stay.
    private const int Shortest = 4;

    public static string Of(string word)
    {
        if (word.EndsWith("'s", StringComparison.Ordinal)) word = word[..^2];
        if (word.Length < Shortest) return word;
        if (Ends(word, "ies") || Ends(word, "ied")) return word.Length > 4 ? word[..^3] + "y" : word;
        if (Ends(word, "sses") || Ends(word, "shes") || Ends(word, "ches")) return word[..^2];
        if (Ends(word, "ing")) return WithoutVerbEnding(word, 3);
        if (Ends(word, "ed")) return WithoutVerbEnding(word, 2);
        if (word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i')) return WithoutSilentE(word[..^1]);
        return WithoutSilentE(word);
    }

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);

    private static string WithoutVerbEnding(string word, int ending)
    {
        string stem = word[..^ending];
        if (stem.Length < Shortest) return word;
        bool doubled = stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'e' or 'o' or 'f');
        return doubled && stem.Length > Shortest ? stem[..^1] : WithoutSilentE(stem);
    }

    private static string WithoutSilentE(string stem) => stem.Length > Shortest && stem[^1] == 'e' ? stem[..^1] : stem;
}
