using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>What kind of harm the signs in a text tell of.</summary>
public static class Harms
{
    /// <summary>The most urgent kind; null when there is no sign of harm.</summary>
    public static HarmKind? MostUrgent(IEnumerable<Hint> hints)
    {
        HarmKind? most = null;
        foreach (var hint in hints)
        {
            if (hint.Kind == HeldKind.Harm && (most is null || hint.Harm < most))
                most = hint.Harm;
        }
        return most;
    }
}
