namespace CoProduction.Analytics.Theming.Learning;

/// <summary>Chooses the tags whose score is high enough, and says how likely each is right.</summary>
internal sealed record TagChoice(Chance Chance, double[] Shares, float LeastScore)
{
    private const float Lowest = -1.5f;
    private const float Highest = 1.5f;
    private const float Step = 0.1f;

    public static TagChoice Learn(float[][] scores, int[][] has, int tags)
    {
        var counts = new int[tags];
        foreach (int tag in has.SelectMany(of => of)) counts[tag]++;
        double[] shares = [.. counts.Select(count => Math.Log((count + 0.5) / (has.Length - count + 0.5)))];
        var answers = scores.SelectMany((of, i) => of.Select((score, tag) => (new Chance.Evidence(score, shares[tag]), has[i].Contains(tag)))).ToList();
        float[] steps = [.. Enumerable.Range(0, (int)MathF.Round((Highest - Lowest) / Step) + 1).Select(step => Lowest + step * Step)];
        return new TagChoice(Chance.Learn(answers), shares, steps.MaxBy(least => Agreement(scores, has, counts, least)));
    }

    /// <summary>The tags to suggest, with their chances.</summary>
    public IEnumerable<(int Tag, double Chance)> Of(float[] scores)
    {
        for (int tag = 0; tag < scores.Length; tag++)
            if (scores[tag] >= LeastScore) yield return (tag, Chance.Of(new Chance.Evidence(scores[tag], Shares[tag])));
    }

    public void Save(BinaryWriter writer)
    {
        Chance.Save(writer);
        writer.Write(Shares.Length);
        foreach (double share in Shares) writer.Write(share);
        writer.Write(LeastScore);
    }

    public static TagChoice Load(BinaryReader reader)
    {
        Chance chance = Chance.Load(reader);
        var shares = new double[reader.ReadInt32()];
        for (int tag = 0; tag < shares.Length; tag++) shares[tag] = reader.ReadDouble();
        return new TagChoice(chance, shares, reader.ReadSingle());
    }

    // F1 of all suggestions together, and the mean of each tag's: neither frequent nor rare tags alone decide. The mean is less steady, so it counts less.
    private static double Agreement(float[][] scores, int[][] has, int[] counts, float least)
    {
        var suggested = new int[counts.Length];
        var right = new int[counts.Length];
        for (int text = 0; text < scores.Length; text++)
        {
            for (int tag = 0; tag < counts.Length; tag++)
            {
                if (scores[text][tag] < least) continue;
                suggested[tag]++;
                if (has[text].Contains(tag)) right[tag]++;
            }
        }
        return 2 * F1(right.Sum(), suggested.Sum(), counts.Sum()) + counts.Select((count, tag) => F1(right[tag], suggested[tag], count)).Average();
    }

    private static double F1(int right, int suggested, int there) => right == 0 ? 0 : 2.0 * right / (suggested + there);
}
