using System.Collections;

namespace CoProduction.Analytics.Theming;

/// <summary>Tells praise, complaint and wish apart by cue words, so that a statement of the wrong kind is held back.</summary>
internal sealed class Mood
{
    private static readonly string[] s_praise = Stems("""
        good great excellent brilliant fantastic amazing wonderful lovely kind friendly helpful supportive caring happy pleased pleasant polite professional
        welcoming thank thanks grateful perfect superb outstanding fabulous best love enjoy enjoyed satisfied first_class well safe comfortable easy quick quickly
        """);

    private static readonly string[] s_complaint = Stems("""
        not no never n't nobody none nothing poor bad badly worse worst terrible awful rude lack late long waiting wait difficult hard problem
        problems unable cannot without but however too only could should better more less slow cancelled cold dirty lonely bored scared worried stuck ignored
        lost broken failed fail disappointing disappointed frustrating stressful struggle rushed noisy pain expensive unfortunately confusing
        """);

    // Praise in the words of a complaint.
    private static readonly string[] s_praiseAllTheSame = Stems("""
        no_complaint no_complaints can't_fault cannot_fault couldn't_fault could_not_fault no_fault no_problem no_problems no_issues no_concerns nothing_but
        couldn't_have could_not_have can't_complain cannot_complain could_not_do could_not_be couldn't_be nothing_could nothing_was nothing_is nothing_everything
        nothing_all nothing_to_improve no_improvement no_improvements could_have_done_better can't_think cannot_think couldn't_ask could_not_ask anything_better
        nothing_needs not_have_been_better nothing_really nothing_you nothing_very nothing_they nothing_excellent nothing_more nothing_i nothing_that all_good nothing_wrong
        """);

    private static readonly string[] s_wish = Stems("""
        want wish hope like_to love_to would_like i'd_like would_love looking_forward dream someday future able_to
        """);

    // What people were asked counts for more than a cue or two against it.
    private const double Outweighs = 0.2;

    private readonly BitArray _praising;
    private readonly BitArray _complaining;
    private readonly BitArray _wishing;

    public Mood(TermIndex index)
    {
        _praising = index.Meeting([s_praise]);
        _complaining = index.Meeting([s_complaint]);
        BitArray allTheSame = index.Meeting([s_praiseAllTheSame]);
        _praising.Or(allTheSame);
        _complaining.And(allTheSame.Not());
        _wishing = index.Meeting([s_wish]);
    }

    public static IEnumerable<string> Terms => [.. s_praise, .. s_complaint, .. s_praiseAllTheSame, .. s_wish];

    /// <summary>Which of the three questions these sampled texts answer, going by their facet and cues; General when they do not agree.</summary>
    public Facet Of(Facet facet, int[] members)
    {
        double praise = Share(members, i => _praising[i] && !_complaining[i]);
        double complaint = Share(members, i => _complaining[i] && !_praising[i]);
        return facet switch
        {
            Facet.Working => complaint > praise + Outweighs ? Facet.General : Facet.Working,
            Facet.NotWorking => praise > complaint + Outweighs ? Facet.General : Facet.NotWorking,
            Facet.Future => Facet.Future,
            _ when Share(members, i => _wishing[i]) > 0.5 => Facet.Future,
            _ when praise > 0.5 => Facet.Working,
            _ when complaint > 0.55 => Facet.NotWorking,
            _ => Facet.General,
        };
    }

    private static double Share(int[] members, Func<int, bool> has) => members.Length == 0 ? 0 : (double)members.Count(has) / members.Length;

    private static string[] Stems(string words) =>
        [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(term => string.Join(' ', term.Split('_').Select(Stem.Of))).Distinct()];
}
