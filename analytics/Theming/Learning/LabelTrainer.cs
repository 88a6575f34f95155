namespace CoProduction.Analytics.Theming.Learning;

/// <summary>
/// Learns to tell texts with one label from all others: logistic regression by dual coordinate ascent (after Yu, Huang and Lin, 2011), the method of
/// ML.NET's SdcaLogisticRegression too, which took six times as long and more on the same texts.
/// </summary>
internal static class LabelTrainer
{
    private const int MostRounds = 60;
    private const int MostSteps = 30;
    private const double Near = 0.05;
    private const double StepNear = 1e-4;

    /// <summary>What a label scores for that has nothing to learn from: hardly ever.</summary>
    private const float Never = -10;

    /// <summary>One weight for each feature, and what is added to their sum.</summary>
    public static (float[] Weights, float Bias) Learn(IReadOnlyList<TextRow> rows, int features, bool[] has, Leaning leaning, int seed)
    {
        int with = has.Count(h => h);
        var weights = new float[features];
        if (with == 0) return (weights, Never);
        if (with == rows.Count) return (weights, -Never);
        double mostWith = leaning.Most(with, rows.Count), mostWithout = leaning.Most(rows.Count - with, rows.Count);
        var pulls = new double[rows.Count];
        double bias = 0;
        for (int row = 0; row < pulls.Length; row++) Move(row, Most(row) / 2);

        int[] order = [.. Enumerable.Range(0, rows.Count)];
        var random = new Random(seed);
        for (int round = 0; round < MostRounds; round++)
        {
            random.Shuffle(order);
            double furthest = 0;
            foreach (int row in order)
            {
                double margin = (has[row] ? 1 : -1) * (rows[row].Dot(weights) + bias);
                double was = Odds(pulls[row], Most(row));
                furthest = Math.Max(furthest, Math.Abs(margin + was));
                Move(row, Best(was, margin, pulls[row], Most(row), rows[row].SquaredLength + 1));
            }
            if (furthest < Near) break;
        }
        return (weights, (float)bias);

        double Most(int row) => has[row] ? mostWith : mostWithout;

        void Move(int row, double pull)
        {
            double step = (pull - pulls[row]) * (has[row] ? 1 : -1);
            rows[row].AddTo(weights, (float)step);
            bias += step;
            pulls[row] = pull;
        }
    }

    // Where the text's own term and all the others balance: the root of a rising function, by Newton's method, kept between two bounds.
    private static double Best(double odds, double margin, double pull, double most, double length)
    {
        double low = length * (pull - most) - margin, high = length * pull - margin;
        odds = Math.Clamp(odds, low, high);
        for (int step = 0; step < MostSteps; step++)
        {
            double share = 1 / (1 + Math.Exp(-odds));
            double off = length * (most * share - pull) + margin + odds;
            if (Math.Abs(off) < StepNear) break;
            if (off > 0) high = odds;
            else low = odds;
            double next = odds - off / (length * most * share * (1 - share) + 1);
            odds = next > low && next < high ? next : (low + high) / 2;
        }
        return most / (1 + Math.Exp(-odds));
    }

    private static double Odds(double pull, double most) => Math.Log(Math.Max(pull, 1e-12) / Math.Max(most - pull, 1e-12));
}
