using System.Collections;

namespace CoProduction.Analytics.Theming;

/// <summary>Tells praise, complaint and wish apart by cue words, so that a statement of the wrong kind is held back.</summary>
internal sealed class Mood
{
    private static readonly string[] s_praise = Stems("""
        good great excellent brilliant fantastic amazing wonderful lovely kind friendly helpful supportive caring happy pleasant polite professional
        welcoming thank thanks grateful perfect perfectly superb outstanding fabulous best love enjoy enjoyed satisfied first_class well safe comfortable easy quick quickly
        efficient prompt promptly punctual reliable courteous considerate caring faultless flawless impressed appreciate marvellous exceptional reassuring
        am_pleased very_pleased so_pleased really_pleased was_pleased pleased_with pleased_that
        on_time top_notch top_quality spot_on straight_away no_wait no_waiting alright thankful godsend knowledgeable respectful informative
        """);

    private static readonly string[] s_complaint = Stems("""
        not no never n't nobody none nothing poor bad badly worse worst terrible awful rude lack late long waiting wait difficult hard problem
        problems unable cannot without but however too only could should better more less slow cancelled cold dirty lonely bored scared worried stuck ignored
        unacceptable disgusting appalling appalled shortage shortages understaffed sooner faster quicker earlier rushed refused let_down abandoned
        lost broken failed fail disappointing disappointed frustrating stressful struggle noisy pain expensive unfortunately confusing
        """);

    // Praise in the words of a complaint.
    private static readonly string[] s_praiseAllTheSame = Stems("""
        no_complaint no_complaints can't_fault cannot_fault couldn't_fault could_not_fault no_fault no_problem no_problems no_issues no_concerns nothing_but
        couldn't_have could_not_have can't_complain cannot_complain could_not_do could_not_be couldn't_be nothing_could nothing_was nothing_is nothing_everything
        nothing_all nothing_to_improve no_improvement no_improvements could_have_done_better can't_think cannot_think couldn't_ask could_not_ask anything_better
        nothing_needs not_have_been_better nothing_really nothing_you nothing_very nothing_they nothing_excellent nothing_more nothing_i nothing_that all_good nothing_wrong
        nothing_i_can not_a_thing nothing_negative nothing_different nothing_better be_better_than no_one_could nobody_could can't_improve cannot_improve
        don't_think_anything don't_think_this don't_feel_like_anything without_fault no_hesitation not_wait no_wait no_waiting no_doubt not_a_lot_i no_suggestions
        wouldn't_change would_not_change can't_praise cannot_praise anything_bad never_let_me_down never_had_to_wait not_have_to_wait did_not_have_to isn't_anything
        """);

    // Complaint in the words of praise: "never on time", "not very helpful".
    private static readonly string[] s_praiseDenied =
    [
        .. from denial in Stems("not never wasn't isn't weren't aren't don't doesn't didn't nothing_was nothing_is not_very not_so not_always not_at_all")
           from praise in s_praise
           select $"{denial} {praise}",
    ];

    // Praise that denies a complaint: "never late".
    private static readonly string[] s_complaintDenied =
    [
        .. from denial in Stems("not never wasn't isn't weren't aren't not_at_all never_been never_been_too not_too never_too")
           from complaint in Stems("late rude bad slow dirty noisy rushed cold lonely bored scared worried ignored stuck lost confusing disappointed let_down long difficult hard")
           select $"{denial} {complaint}",
    ];

    private static readonly string[] s_turn = Stems("but however although though yet except");

    // Against what is planned: of what is there now it says neither that it works nor that it does not.
    private static readonly string[] s_objection = Stems("""
        object objection oppose opposed opposition petition protest closure reconsider think_again think_twice we_urge i_urge
        against_the against_this against_closing against_any am_against are_against strongly_against threat threatened under_threat
        not_close don't_close not_closing not_shut don't_shut not_cut don't_cut not_scrap don't_scrap not_take_away don't_take_away stop_the_cuts hands_off
        please_don't please_do_not please_stop please_keep_it please_keep_the please_keep_our please_keep_this please_keep_them please_save
        keep_it_open keep_open keep_them_open keep_the_centre keep_our stay_open remain_open save_our save_the say_no_to no_to_the
        plan_to_close plans_to_close proposal_to proposed proposals planned_closure should_not_be must_not_be
        """);

    private static readonly string[] s_wish = Stems("""
        want wish hope like_to love_to would_like i'd_like would_love looking_forward dream someday future able_to
        """);

    // "Nothing, it was excellent" and the like, with a comma between.
    private static readonly string[] s_nothing = Stems("nothing nowt");

    // What people were asked counts for more than a cue or two against it.
    private const double Outweighs = 0.2;

    // The other way round from what people were asked, so it must be plain to see.
    private const double Plainly = 0.5;

    // From here on nobody knows what the others want kept or changed.
    private const double Objecting = 0.3;

    private readonly BitArray _praising;
    private readonly BitArray _complaining;
    private readonly BitArray _wishing;
    private readonly BitArray _objecting;
    private readonly BitArray _plainlyPraising;
    private readonly TermIndex _index;

    public Mood(TermIndex index)
    {
        _index = index;
        _objecting = index.Meeting([s_objection]);
        BitArray mayPraise = new BitArray(_objecting).Not();
        BitArray denied = index.Meeting([s_praiseDenied]);
        BitArray complaint = index.Meeting([s_complaint]).Or(denied);
        BitArray praise = index.Meeting([s_praise]).And(new BitArray(denied).Not()).And(mayPraise);
        BitArray complaintDenied = index.Meeting([s_complaintDenied]).And(index.Meeting([s_turn]).Not());
        _plainlyPraising = index.Meeting([s_praiseAllTheSame]).Or(index.Meeting([s_nothing, s_praise])).Or(complaintDenied).And(new BitArray(denied).Not()).And(mayPraise);
        _complaining = new BitArray(complaint).And(new BitArray(praise).Or(_plainlyPraising).Not());
        _praising = praise.And(complaint.Not()).Or(_plainlyPraising);
        _wishing = index.Meeting([s_wish]);
    }

    public static IEnumerable<string> Terms => [.. s_praise, .. s_complaint, .. s_praiseAllTheSame, .. s_nothing, .. s_praiseDenied, .. s_complaintDenied, .. s_turn, .. s_objection, .. s_wish];

    /// <summary>Which of the three questions these sampled texts answer, going by their facet and cues; General when they do not agree.</summary>
    public Facet Of(Facet facet, int[] members)
    {
        if (Share(members, _objecting) > Objecting) return Facet.General;
        double praise = Share(members, _praising);
        double complaint = Share(members, _complaining);
        return facet switch
        {
            Facet.Working when complaint > praise + Outweighs => complaint >= Plainly ? Facet.NotWorking : Facet.General,
            Facet.NotWorking when praise > complaint + Outweighs => praise >= Plainly ? Facet.Working : Facet.General,
            Facet.Working or Facet.NotWorking or Facet.Future => facet,
            _ when Share(members, _wishing) > 0.5 => Facet.Future,
            _ when praise > 0.5 => Facet.Working,
            _ when complaint > 0.55 => Facet.NotWorking,
            _ => Facet.General,
        };
    }

    /// <summary>
    /// The sampled texts that bear out a statement: they meet its words, and do not speak against it or, where people were asked something else,
    /// plainly speak for it. What is said not to be so, or is wished for, bears out nothing that works.
    /// </summary>
    public BitArray BearingOut(BankedStatement statement, Facet asked)
    {
        BitArray meeting = _index.Meeting(statement.Groups).And(new BitArray(_objecting).Not());
        return (statement.Facet, asked) switch
        {
            (Facet.Working, Facet.Working) => meeting.And(new BitArray(_complaining).Not()).And(_index.MeetingUndenied(statement.Groups).Or(_plainlyPraising)),
            (Facet.Working, _) => meeting.And(_praising).And(_index.MeetingUndenied(statement.Groups).Or(_plainlyPraising)),
            (Facet.NotWorking, Facet.NotWorking) => meeting.And(new BitArray(_praising).Not()),
            (Facet.NotWorking, _) => meeting.And(_complaining),
            _ => meeting,
        };
    }

    private static double Share(int[] members, BitArray has) => members.Length == 0 ? 0 : (double)members.Count(text => has[text]) / members.Length;

    private static string[] Stems(string words) =>
        [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(term => string.Join(' ', term.Split('_').Select(Stem.Of))).Distinct()];
}
