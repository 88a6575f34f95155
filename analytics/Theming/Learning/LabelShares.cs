namespace CoProduction.Analytics.Theming.Learning;

/// <summary>How many texts each label has, and how far two such lists are apart.</summary>
internal static class LabelShares
{
    private const int Draws = 200;

    /// <summary>Jensen-Shannon distance: 0 for the same shares, 1 for no label in common.</summary>
    public static double Distance(int[] some, int[] others)
    {
        double allSome = Math.Max(1, some.Sum()), allOthers = Math.Max(1, others.Sum()), sum = 0;
        for (int label = 0; label < some.Length; label++)
        {
            double p = some[label] / allSome, q = others[label] / allOthers, middle = (p + q) / 2;
            if (p > 0) sum += p * Math.Log2(p / middle);
            if (q > 0) sum += q * Math.Log2(q / middle);
        }
        return Math.Sqrt(Math.Clamp(sum / 2, 0, 1));
    }

    /// <summary>The distance that only one in twenty sets of so many texts comes to by chance.</summary>
    public static double DistanceByChance(int[] shares, int texts, int seed)
    {
        var random = new Random(seed);
        int[] labels = [.. shares.SelectMany((count, label) => Enumerable.Repeat(label, count))];
        if (labels.Length == 0) return 0;
        return Enumerable.Range(0, Draws).Select(_ =>
        {
            var drawn = new int[shares.Length];
            for (int text = 0; text < Math.Min(texts, labels.Length); text++) drawn[labels[random.Next(labels.Length)]]++;
            return Distance(drawn, shares);
        }).Order().ElementAt(Draws * 95 / 100);
    }
}
