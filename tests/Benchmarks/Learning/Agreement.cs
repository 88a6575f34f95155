namespace CoProduction.Benchmarks.Learning;

/// <summary>How well what was said agrees with what people said, by the usual measures.</summary>
internal static class Agreement
{
    public static double Accuracy(IReadOnlyList<string> right, IReadOnlyList<string> said) => right.Zip(said).Average(pair => pair.First == pair.Second ? 1.0 : 0);

    /// <summary>The mean of F1 over the labels that either has.</summary>
    public static double MacroF1(IReadOnlyList<string> right, IReadOnlyList<string> said) => right.Union(said).Average(label =>
        F1(right.Zip(said).Count(pair => pair.First == label && pair.Second == label), said.Count(s => s == label), right.Count(r => r == label)));

    /// <summary>F1 of all tags together, and the mean of each tag's.</summary>
    public static (double Micro, double Macro) F1(IReadOnlyCollection<string> tags, IReadOnlyList<string[]> right, IReadOnlyList<string[]> said)
    {
        var counts = tags.Select(tag => (
            Both: right.Zip(said).Count(pair => pair.First.Contains(tag) && pair.Second.Contains(tag)),
            Said: said.Count(of => of.Contains(tag)),
            Right: right.Count(of => of.Contains(tag)))).ToList();
        return (F1(counts.Sum(c => c.Both), counts.Sum(c => c.Said), counts.Sum(c => c.Right)), counts.Average(c => F1(c.Both, c.Said, c.Right)));
    }

    private static double F1(int both, int said, int right) => both == 0 ? 0 : 2.0 * both / (said + right);
}
