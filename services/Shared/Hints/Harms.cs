using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>What kind of harm the signs in a text tell of.</summary>
public static class Harms
{
    /// <summary>The most urgent kind; null when there is no sign of harm.</summary>
    public static HarmKind? MostUrgent(IEnumerable<Hint> hints)
    {
        var isHarm = false;
        foreach (var hint in hints)
            isHarm |= hint.Kind == HeldKind.Harm;
        return isHarm ? HarmKind.Unspecified : null;
    }
}
