using System.Collections;
using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// Drafts an "I" statement for each theme from the bank, from what was added to it before what is built in: one whose words the theme's statements use much more than the others' and whose meaning is near.
/// Only statements that do not speak against it bear it out, so that praise drafts no complaint. When nothing is near enough it drafts none: a wrong one is worse than none.
/// </summary>
internal sealed class IStatementWriter(IReadOnlyList<string> texts, Facet facet, FittedThemes fitted, TermIndex index, IStatementBank bank)
{
    private const double LeastShare = 0.2;
    private const double LeastLift = 1.6;

    // Not all put a matter in the bank's words, so a draft that two in five bear out in words is true of more.
    private const double SureShare = 0.36;
    private const double Sure = 0.5;
    private const double WorthOffering = 0.3;
    private const int MostAlternatives = 3;

    /// <summary>One draft a theme in this order, each with its sampled texts; no topic is first choice twice, and no two say nearly the same.</summary>
    public IStatementDraft[] Write(int[] order, int[][] members)
    {
        var mood = new Mood(index);
        Facet[] moods = [.. members.Select(theme => mood.Of(facet, theme))];
        List<Match>[] matches = Matches(order, members, mood, moods);
        var chosen = new Match?[order.Length];
        foreach (Match match in matches.SelectMany(m => m).OrderByDescending(m => m.Banked.IsAdded).ThenByDescending(m => m.Score).ThenBy(m => m.Place))
        {
            if (chosen[match.Place] is not null || match.Score < Sure || match.Share < SureShare) continue;
            if (!chosen.Any(other => other is not null && match.Banked.IsNearly(other.Banked))) chosen[match.Place] = match;
        }
        HashSet<string> taken = [.. chosen.Where(match => match is not null).Select(match => match!.Banked.Text)];
        return [.. order.Select((theme, place) => Draft(chosen[place], matches[place], taken, OwnWords.From(texts, fitted, theme, members[place], moods[place])))];
    }

    private List<Match>[] Matches(int[] order, int[][] members, Mood mood, Facet[] moods)
    {
        List<Match>[] matches = [.. order.Select(_ => new List<Match>())];
        var row = new float[fitted.Model.Encoder.Dimensions];
        StatementEncoder.Scratch scratch = fitted.Model.Encoder.NewScratch();
        int all = members.Sum(theme => theme.Length);
        foreach (BankedStatement banked in bank.Statements)
        {
            BitArray meeting = mood.BearingOut(banked, facet);
            int[] hits = [.. members.Select(theme => theme.Count(text => meeting[text]))];
            int total = hits.Sum();
            if (total == 0) continue;
            fitted.Model.Encoder.Encode(banked.Text, row, scratch);
            for (int place = 0; place < order.Length; place++)
            {
                if (moods[place] != banked.Facet) continue;
                double share = Share(hits[place], members[place].Length);
                double strength = Strength(share, total - hits[place], all - members[place].Length);
                double closeness = Math.Max(0, TensorPrimitives.Dot<float>(row, fitted.Model.Centroid(order[place])));
                if (strength > 0) matches[place].Add(new Match(place, banked, share, strength * (0.75 + 0.3 * closeness), meeting));
            }
        }
        foreach (List<Match> found in matches) found.Sort((a, b) => (b.Banked.IsAdded, b.Score).CompareTo((a.Banked.IsAdded, a.Score)));
        return matches;
    }

    // Two more without the words are added to the theme, so that one or two statements alone prove little.
    private static double Share(int hits, int size) => hits / (size + 2.0);

    private static double Strength(double share, int hitsElsewhere, int sizeElsewhere)
    {
        double elsewhere = sizeElsewhere == 0 ? 0 : (double)hitsElsewhere / sizeElsewhere;
        if (share < LeastShare || share < LeastLift * elsewhere) return 0;
        return Math.Sqrt(share - elsewhere);
    }

    private static IStatementDraft Draft(Match? chosen, List<Match> matches, HashSet<string> taken, string? ownWords)
    {
        var alternatives = matches.Where(match => match.Score >= WorthOffering).Select(match => match.Banked.Text).Where(text => !taken.Contains(text)).Distinct().Take(MostAlternatives).ToList();
        if (ownWords is not null && !taken.Contains(ownWords)) alternatives.Add(ownWords);
        return new IStatementDraft(chosen?.Banked.Text, chosen is null ? 0 : Math.Round(Math.Min(chosen.Score, 0.95), 4), alternatives, chosen?.Grounds);
    }

    private sealed record Match(int Place, BankedStatement Banked, double Share, double Score, BitArray Grounds);
}
