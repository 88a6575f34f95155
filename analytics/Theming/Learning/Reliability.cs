namespace CoProduction.Analytics.Theming.Learning;

/// <summary>How well chances say how often answers are right: ten bins of chance, and the mean gap between the two (expected calibration error).</summary>
public sealed record Reliability(IReadOnlyList<ReliabilityBin> Bins, double MeanGap)
{
    private const int BinCount = 10;

    /// <summary>From answers with the chance that each was given.</summary>
    public static Reliability Of(IReadOnlyCollection<(double Chance, bool IsRight)> answers)
    {
        ReliabilityBin[] bins =
        [
            .. answers.GroupBy(answer => Math.Clamp((int)(answer.Chance * BinCount), 0, BinCount - 1)).OrderBy(bin => bin.Key)
                .Select(bin => new ReliabilityBin((double)bin.Key / BinCount, bin.Count(), bin.Average(answer => answer.Chance), bin.Average(answer => answer.IsRight ? 1.0 : 0))),
        ];
        return new Reliability(bins, bins.Sum(bin => Math.Abs(bin.MeanChance - bin.ShareRight) * bin.Count) / Math.Max(1, answers.Count));
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(MeanGap);
        writer.Write(Bins.Count);
        foreach (ReliabilityBin bin in Bins)
        {
            writer.Write(bin.From);
            writer.Write(bin.Count);
            writer.Write(bin.MeanChance);
            writer.Write(bin.ShareRight);
        }
    }

    internal static Reliability Load(BinaryReader reader)
    {
        double meanGap = reader.ReadDouble();
        var bins = new ReliabilityBin[reader.ReadInt32()];
        for (int bin = 0; bin < bins.Length; bin++)
            bins[bin] = new ReliabilityBin(reader.ReadDouble(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble());
        return new Reliability(bins, meanGap);
    }
}

/// <summary>The answers with a chance from this one up to a tenth more: how many, their mean chance, and the share of them that was right.</summary>
public sealed record ReliabilityBin(double From, int Count, double MeanChance, double ShareRight);
