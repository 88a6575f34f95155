namespace CoProduction.Analytics.Theming.Learning;

/// <summary>Turns what speaks for an answer into how likely it is right, by how often answers like it were right.</summary>
internal sealed record Chance(double Base, double ByScore, double ByShare)
{
    private const int Rounds = 50;

    // So that a handful of answers, all right or all wrong, does not make it certain.
    private const double Restraint = 0.05;

    /// <summary>Between 0 and 1, and neither.</summary>
    public double Of(Evidence evidence) => 1 / (1 + Math.Exp(-Math.Clamp(Base + ByScore * evidence.Score + ByShare * evidence.Share, -12, 12)));

    /// <summary>A logistic regression on both, by Newton's method.</summary>
    public static Chance Learn(IReadOnlyList<(Evidence Evidence, bool IsRight)> answers)
    {
        var by = new double[3];
        for (int round = 0; round < Rounds; round++)
        {
            var slope = new double[3];
            var bend = new double[3, 3];
            for (int i = 0; i < 3; i++)
            {
                slope[i] = -Restraint * by[i];
                bend[i, i] = Restraint;
            }
            var now = new Chance(by[0], by[1], by[2]);
            foreach (var (evidence, isRight) in answers)
            {
                double[] x = [1, evidence.Score, evidence.Share];
                double chance = now.Of(evidence);
                for (int i = 0; i < 3; i++)
                {
                    slope[i] += ((isRight ? 1 : 0) - chance) * x[i];
                    for (int j = 0; j < 3; j++) bend[i, j] += chance * (1 - chance) * x[i] * x[j];
                }
            }
            double[] step = Solve(bend, slope);
            // A long step may overshoot where hardly anything bends.
            for (int i = 0; i < 3; i++) by[i] += Math.Clamp(step[i], -1, 1);
            if (step.All(s => Math.Abs(s) < 1e-9)) break;
        }
        return new Chance(by[0], by[1], by[2]);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Base);
        writer.Write(ByScore);
        writer.Write(ByShare);
    }

    public static Chance Load(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());

    // Positive definite, because of the restraint, so that no pivot is nought.
    private static double[] Solve(double[,] a, double[] b)
    {
        for (int pivot = 0; pivot < 3; pivot++)
        {
            for (int row = pivot + 1; row < 3; row++)
            {
                double factor = a[row, pivot] / a[pivot, pivot];
                for (int column = pivot; column < 3; column++) a[row, column] -= factor * a[pivot, column];
                b[row] -= factor * b[pivot];
            }
        }
        var x = new double[3];
        for (int row = 2; row >= 0; row--)
        {
            x[row] = b[row];
            for (int column = row + 1; column < 3; column++) x[row] -= a[row, column] * x[column];
            x[row] /= a[row, row];
        }
        return x;
    }

    /// <summary>What speaks for a label: the log odds of its score, and those of the share of taught texts that have it.</summary>
    internal readonly record struct Evidence(double Score, double Share);
}
