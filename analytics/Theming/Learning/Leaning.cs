namespace CoProduction.Analytics.Theming.Learning;

/// <summary>
/// How a label is learned: how far the weights may follow single texts, and how much texts with the label count more where they are few (0: not at all,
/// 1: until both sides count alike). Both as measured best on held-back texts.
/// </summary>
internal sealed record Leaning(double Freedom, double Balance)
{
    /// <summary>For labels of which each text has one.</summary>
    public static Leaning One { get; } = new(2, 1);

    /// <summary>For labels of which each text has any number.</summary>
    public static Leaning Any { get; } = new(4, 0.7);

    /// <summary>The most that one text may pull, of so many that stand on its side.</summary>
    public double Most(int side, int all) => Freedom * Math.Pow(all / (2.0 * side), Balance);
}
