namespace CoProduction.Analytics.Theming;

/// <summary>Where "near a theme" ends: well below what most statements reach, because forcing an odd statement into a theme hides it.</summary>
internal static class FarAway
{
    private const double Spreads = 3.5;
    private const int Fewest = 20;

    /// <summary>The least similarity that counts as near, from the similarities of the fitted statements; 0 when they are too few to tell.</summary>
    public static float From(float[] similarities)
    {
        if (similarities.Length < Fewest) return 0;
        float[] sorted = [.. similarities.Order()];
        float median = sorted[sorted.Length / 2];
        // The lower half's own spread: the upper half is squeezed against 1.
        float spread = (median - sorted[sorted.Length / 6]) / 0.97f;
        return Math.Max(0, (float)(median - Spreads * spread));
    }
}
