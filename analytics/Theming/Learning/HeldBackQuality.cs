namespace CoProduction.Analytics.Theming.Learning;

/// <summary>
/// How good suggestions were on taught texts held back: the share right of all, the share of texts that it was sure of and the share right of those,
/// and whether its chances can be relied on.
/// </summary>
public sealed record HeldBackQuality(int Texts, double Right, double Sure, double RightWhenSure, Reliability Reliability)
{
    internal static HeldBackQuality Of(IReadOnlyCollection<(double Chance, bool IsRight)> answers, double leastChance)
    {
        var sure = answers.Where(answer => answer.Chance >= leastChance).ToList();
        return new HeldBackQuality(
            answers.Count, ShareRight(answers), (double)sure.Count / Math.Max(1, answers.Count), ShareRight(sure), Reliability.Of(answers));
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Texts);
        writer.Write(Right);
        writer.Write(Sure);
        writer.Write(RightWhenSure);
        Reliability.Save(writer);
    }

    internal static HeldBackQuality Load(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), Reliability.Load(reader));

    private static double ShareRight(IReadOnlyCollection<(double Chance, bool IsRight)> answers) =>
        (double)answers.Count(answer => answer.IsRight) / Math.Max(1, answers.Count);
}
