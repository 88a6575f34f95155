using System.Collections;
using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>The statements that speak best for a theme: near its middle, of a length to read, and not saying the same twice.</summary>
internal static class Quotes
{
    private const int Most = 5;
    private const int Shortest = 20, Longest = 300;

    // Beyond this two quotes say nearly the same.
    private const float Alike = 0.93f;

    // So much nearer counts a statement that the theme's draft rests on: people judge the draft by the quotes.
    private const float GroundsWorth = 0.2f;

    /// <summary>Indexes among all texts, best first.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<string> texts, FittedThemes fitted, int[] members, BitArray? grounds)
    {
        int[] nearest = [.. members.OrderByDescending(i => fitted.Clusters.Similarities[i] + (grounds is not null && grounds[i] ? GroundsWorth : 0))];
        int[] readable = [.. nearest.Where(i => texts[fitted.Sampled[i]].Trim().Length is >= Shortest and <= Longest)];
        var chosen = new List<int>();
        foreach (int candidate in readable)
        {
            if (chosen.Count == Most) break;
            if (!chosen.Exists(quote => AreAlike(fitted, quote, candidate))) chosen.Add(candidate);
        }
        if (chosen.Count == 0 && nearest.Length > 0) chosen.Add(nearest[0]);
        return [.. chosen.Select(i => fitted.Sampled[i])];
    }

    private static bool AreAlike(FittedThemes fitted, int one, int other) =>
        fitted.Letters[one] >= 0 && fitted.Letters[one] == fitted.Letters[other] || TensorPrimitives.Dot(fitted.Row(one), fitted.Row(other)) > Alike;
}
