namespace CoProduction.Analytics.Theming.Learning;

/// <summary>Chooses a theme by the scores of all, and says how likely the choice is right and whether that is enough.</summary>
internal sealed record ThemeChoice(Chance Chance, double[] Shares, double LeastChance)
{
    // Below this many, answers that happen to be right say little of those to come.
    private const int FewestAnswers = 10;

    /// <summary>More than any chance: nothing is sure.</summary>
    private const double NeverSure = 1;

    public static ThemeChoice Learn(float[][] scores, int[] right, int[] counts, double wantedAccuracy)
    {
        double[] shares = [.. counts.Select(count => Math.Log((count + 0.5) / (right.Length - count + 0.5)))];
        var unlearned = new ThemeChoice(new Chance(0, 1, 0), shares, NeverSure);
        var choices = scores.Select((of, i) => (Evidence: unlearned.EvidenceOf(of, out int theme), IsRight: theme == right[i])).ToList();
        var learned = unlearned with { Chance = Chance.Learn(choices) };
        return learned with { LeastChance = Least([.. choices.Select(choice => (learned.Chance.Of(choice.Evidence), choice.IsRight))], wantedAccuracy) };
    }

    public (int Theme, double Chance) Of(float[] scores)
    {
        Chance.Evidence evidence = EvidenceOf(scores, out int theme);
        return (theme, Chance.Of(evidence));
    }

    public void Save(BinaryWriter writer)
    {
        Chance.Save(writer);
        writer.Write(Shares.Length);
        foreach (double share in Shares) writer.Write(share);
        writer.Write(LeastChance);
    }

    public static ThemeChoice Load(BinaryReader reader)
    {
        Chance chance = Chance.Load(reader);
        var shares = new double[reader.ReadInt32()];
        for (int theme = 0; theme < shares.Length; theme++) shares[theme] = reader.ReadDouble();
        return new ThemeChoice(chance, shares, reader.ReadDouble());
    }

    // The log odds of the best against all others together.
    private Chance.Evidence EvidenceOf(float[] scores, out int theme)
    {
        int best = Array.IndexOf(scores, scores.Max());
        theme = best;
        double others = scores.Where((_, other) => other != best).Sum(score => Math.Exp(score - scores[best]));
        return new Chance.Evidence(-Math.Log(others), Shares[best]);
    }

    // The lowest chance at which those at least as likely were right as often as wanted.
    private static double Least(IReadOnlyList<(double Chance, bool IsRight)> answers, double wantedAccuracy)
    {
        double least = NeverSure;
        int given = 0, right = 0;
        foreach (var (chance, isRight) in answers.OrderByDescending(answer => answer.Chance))
        {
            given++;
            if (isRight) right++;
            if (given >= Math.Min(FewestAnswers, answers.Count) && right >= wantedAccuracy * given) least = chance;
        }
        return least;
    }
}
