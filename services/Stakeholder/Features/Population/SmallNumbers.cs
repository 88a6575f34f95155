namespace CoProduction.Stakeholder.Features.Population;

/// <summary>
/// Hides small numbers of people in one table of counts, so that nobody can work them out: not from the total, which readers may know to the person, not from the
/// other counts, and not from knowing these rules. Zero is shown, but where all who have said something have said the same, or everything but zeros would have to
/// be hidden, the whole table is hidden: it would tell what each of them said.
/// </summary>
/// <param name="hideUpTo">Counts from 1 to this are hidden.</param>
/// <param name="roundTo">Counts that are shown are rounded to the nearest of these, and never down to zero; 1: not rounded.</param>
internal sealed class SmallNumbers(int hideUpTo, int roundTo)
{
    /// <summary>A table as it may be shown; null is hidden.</summary>
    public sealed record Shown(IReadOnlyList<int?> Values, int? NotSaid, bool AllHidden);

    /// <summary>Counts of everybody once: by what they said, and those who did not.</summary>
    public Shown Protect(IReadOnlyList<int> values, int notSaid)
    {
        int[] counts = [.. values, notSaid];
        if (counts.All(count => count == 0))
            return new([.. values.Select(_ => (int?)0)], 0, false);
        var hidden = Hidden(counts);
        if (values.Count(count => count > 0) < 2 || Enumerable.Range(0, counts.Length).All(i => counts[i] == 0 || hidden.Contains(i)))
            return new([.. values.Select(_ => (int?)null)], null, true);
        int?[] shown = [.. counts.Select((count, i) => hidden.Contains(i) ? (int?)null : Rounded(count))];
        return new(shown[..^1], shown[^1], false);
    }

    /// <summary>A number that stands by itself.</summary>
    public int? Protect(int count) => IsSmall(count) ? null : Rounded(count);

    /// <summary>A share of numbers as they are shown, 0 to 1; null when it would be nobody, everybody, or of what is hidden.</summary>
    public static double? Share(int? part, int? all) => part is > 0 && part < all ? (double)part / all : null;

    // Small ones, and when they could be worked out the next larger with them, all of the same size together. So which are hidden depends on how large counts are and
    // on nothing else: any two hidden counts could stand in each other's place, and all would be shown just the same.
    private HashSet<int> Hidden(int[] counts)
    {
        if (!counts.Any(IsSmall))
            return [];
        foreach (var limit in counts.Where(count => count > hideUpTo).Distinct().Order().Prepend(hideUpTo))
        {
            var hidden = Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0 && counts[i] <= limit).ToHashSet();
            if (IsSafe([.. hidden.Select(i => counts[i])]))
                return hidden;
        }
        return [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0)];
    }

    // Readers can take what is shown from the total. Of what is left, at least 1 for each, any could be larger than a small number; and they are not all alike.
    private bool IsSafe(int[] hidden) => hidden.Distinct().Count() > 1 && hidden.Sum() - (hidden.Length - 1) > hideUpTo;

    private bool IsSmall(int count) => count > 0 && count <= hideUpTo;

    private int Rounded(int count) => count == 0 ? 0 : Math.Max(roundTo, (count + roundTo / 2) / roundTo * roundTo);
}
