using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.Features.Readiness;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Flags;

/// <summary>One rule: what it says, and what it rests on in a project's facts (null: nothing speaks for it).</summary>
internal sealed record FlagRule(string Id, FlagColour Colour, ProjectStep Step, string Words, Func<ProjectFacts, string?> Evidence);

/// <summary>The one table of flags. A new flag is a row here; each is about the project, never about a person.</summary>
internal static class FlagRules
{
    public static IReadOnlyList<FlagRule> All { get; } =
    [
        new("leaders-will-not-act", FlagColour.Red, ProjectStep.Identify, "Leaders will not act on what they hear.", facts => AnsweredNo(facts, ReadinessQuestions.LeadersAct)),
        new("no-budget", FlagColour.Red, ProjectStep.Identify, "There is no money to pay people and to make it easy to take part.", facts => AnsweredNo(facts, ReadinessQuestions.Budget)),
        new("not-asked-if-ready", FlagColour.Amber, ProjectStep.Identify, "Nobody has said whether we are ready.", facts =>
            facts.Readiness is null ? "No sponsor has answered the questions yet." : null),
        new("nobody-responsible", FlagColour.Amber, ProjectStep.Identify, "Nobody is named as responsible.", facts =>
            facts.Project.Responsible.Length == 0 ? "The project names nobody who is responsible for the work." : null),
        new("outcomes-from-staff-only", FlagColour.Amber, ProjectStep.Identify, "Staff alone have said what to hope for.", facts =>
            facts.Hopes.Count > 0 && facts.Hopes.All(outcome => outcome.ProposedBy == ProposedBy.Staff)
                ? $"{Count(facts.Hopes.Count, "outcome was", "outcomes were")} proposed, by staff each time; the last on {LastDay(facts.Hopes)}."
                : null),
        new("category-not-considered", FlagColour.Amber, ProjectStep.Identify, "Not everybody who may be affected has been thought of.", facts =>
            facts.NotConsidered.ToList() is { Count: > 0 } blank ? $"Nobody is named yet in: {string.Join("; ", blank.Select(category => category.Name))}." : null),
        new("seldom-heard-not-named", FlagColour.Amber, ProjectStep.Identify, "No group whose people are seldom heard is named.", facts =>
            facts.Groups.Any(group => group.SeldomHeard.Length > 0) ? null : $"{Count(facts.Groups.Count(), "group is", "groups are")} named, none of them with people who are seldom heard."),
        new("groups-not-verified", FlagColour.Amber, ProjectStep.Identify, "Nobody else has looked whether a group is missing.", facts =>
            facts.VerificationState == VerificationState.NotDone ? $"{Count(facts.Groups.Count(), "group is", "groups are")} named, and no check is recorded." : null),
        new("groups-missing", FlagColour.Amber, ProjectStep.Identify, "Groups are missing.", facts =>
            facts.VerificationState == VerificationState.Missing ? $"{facts.Verifications[0].VerifiedBy} looked on {DayOf(facts.Verifications[0])} and found missing: {facts.Verifications[0].Missing}" : null),
        new("verification-reopened", FlagColour.Amber, ProjectStep.Identify, "The groups have grown since somebody else looked.", facts =>
            facts.VerificationState == VerificationState.Reopened
                ? $"{facts.Verifications[0].VerifiedBy} found the groups complete on {DayOf(facts.Verifications[0])}; one was added on {Days.InWords(facts.Verifications[0].ReopenedAt.ToDateTime())}."
                : null),
        new("groups-verified", FlagColour.Green, ProjectStep.Identify, "Somebody else has looked, and nobody is missing.", facts =>
            facts.VerificationState == VerificationState.Complete ? $"{facts.Verifications[0].VerifiedBy}, who named none of the newest groups, found them complete on {DayOf(facts.Verifications[0])}." : null),
        new("started-together", FlagColour.Green, ProjectStep.Identify, "People with lived experience say what to hope for.", facts => facts.Hopes switch
        {
            [] => facts.Project.BlankStart ? "The project starts blank: outcomes are agreed together." : null,
            var hopes => hopes.All(outcome => outcome.ProposedBy != ProposedBy.Staff)
                ? $"{Count(hopes.Count, "outcome was", "outcomes were")} proposed together, or by people who draw on support or by carers."
                : null,
        }),
        new("harm-may-wait", FlagColour.Red, ProjectStep.Engage, "Something that may be about harm waits for somebody to read it.", VoiceFlags.MayBeHarm),
        new("challenge-not-answered", FlagColour.Red, ProjectStep.Engage, "Somebody disagrees, and was not answered by the day that was promised.", VoiceFlags.ChallengeOverdue),
        new("said-not-answered", FlagColour.Amber, ProjectStep.Engage, "People were not answered by the day that was promised.", VoiceFlags.SayingOverdue),
        new("decided-beforehand", FlagColour.Amber, ProjectStep.Engage, "People say that something was decided before they were asked.", VoiceFlags.DecidedBeforehand),
        new("answered-in-time", FlagColour.Green, ProjectStep.Engage, "Anybody can say something at any time, and is answered in time.", VoiceFlags.AnsweredInTime),
        new("group-without-representative", FlagColour.Amber, ProjectStep.Engage, "A group has nobody who speaks for it.", RepresentFlags.GroupWithout),
        new("step-without-representative", FlagColour.Amber, ProjectStep.Engage, "A step goes on, or is done, without somebody from every group.", RepresentFlags.StepWithout),
        new("only-confident-experts", FlagColour.Amber, ProjectStep.Engage, "Nobody who speaks for a group has needs of their own now.", RepresentFlags.OnlyConfidentExperts),
        new("everybody-engaged", FlagColour.Green, ProjectStep.Engage, "Engaged representatives of every group at every step.", RepresentFlags.EverybodyEngaged),
        new("found-by-their-own", FlagColour.Green, ProjectStep.Engage, "An organisation led by people who draw on support or by carers found representatives.", RepresentFlags.FoundByTheirOwn),
        new("group-not-told", FlagColour.Amber, ProjectStep.Engage, "A group has not been told.", EngageFlags.NotContacted),
        new("few-told", FlagColour.Amber, ProjectStep.Engage, "Only a few of a group have been told.", EngageFlags.FewTold),
        new("told-online-only", FlagColour.Amber, ProjectStep.Engage, "People who are not online have not been told.", EngageFlags.OnlineOnly),
        new("long-without-answer", FlagColour.Amber, ProjectStep.Engage, "Nobody has asked again after four weeks without an answer.", EngageFlags.LongWithoutAnswer),
        new("barrier-stands", FlagColour.Amber, ProjectStep.Engage, "Something stands in the way of taking part.", EngageFlags.BarrierStands),
        new("told-in-several-ways", FlagColour.Green, ProjectStep.Engage, "Every group has been told in more than one way.", EngageFlags.ToldBySeveralWays),
        new("barriers-removed", FlagColour.Green, ProjectStep.Engage, "What stood in the way has been removed.", EngageFlags.BarriersRemoved),
        new("training-wanted-for-long", FlagColour.Amber, ProjectStep.Empower, "People wait for training for a long time.", EmpowerFlags.WantedForLong),
        new("only-experts-trained", FlagColour.Amber, ProjectStep.Empower, "Only people with lived experience and carers were trained, and no staff.", EmpowerFlags.OnlyExpertsTrained),
        new("newcomers-without-peer", FlagColour.Amber, ProjectStep.Empower, "Newcomers have nobody with experience by their side.", EmpowerFlags.NewcomersAlone),
        new("inductions-had", FlagColour.Green, ProjectStep.Empower, "Everybody who wanted an induction has had one.", EmpowerFlags.InductionsHad),
        new("no-way-to-settle", FlagColour.Red, ProjectStep.Govern, "There is no agreed way to settle disagreement.", GovernFlags.NoWayToSettle),
        new("no-lived-seat", FlagColour.Red, ProjectStep.Govern, "People with lived experience have no seat where it is decided.", GovernFlags.NoLivedSeat),
        new("terms-not-agreed", FlagColour.Amber, ProjectStep.Govern, "Not everybody has agreed to their group’s terms.", GovernFlags.NotAgreedByAll),
        new("nobody-accountable-for-success", FlagColour.Amber, ProjectStep.Govern, "Nobody is accountable for success.", facts =>
            facts.Accountable.Success.Length == 0 ? "The project names nobody who is accountable for its success." : null),
        new("nobody-accountable-for-money", FlagColour.Amber, ProjectStep.Govern, "Nobody is accountable for the money.", facts =>
            facts.Accountable.Money.Length == 0 ? "The project names nobody who is accountable for its money." : null),
        new("terms-agreed", FlagColour.Green, ProjectStep.Govern, "All have agreed to their terms, and people with lived experience decide.", GovernFlags.AgreedByAll),
        new("closed-without-experts", FlagColour.Red, ProjectStep.Deliver, "The project was closed without the signature of experts by experience.", DeliveryFlags.ClosedWithoutExperts),
        new("seen-far-apart", FlagColour.Amber, ProjectStep.Deliver, "Staff and people with lived experience see the project far apart.", DeliveryFlags.SeenFarApart),
        new("rated-by-staff-only", FlagColour.Amber, ProjectStep.Deliver, "Only staff have said where the project is on the ladder.", DeliveryFlags.RatedByStaffOnly),
        new("long-without-checkpoint", FlagColour.Amber, ProjectStep.Deliver, "Nobody has looked back for more than six months.", DeliveryFlags.LongWithoutCheckpoint),
        new("lessons-written", FlagColour.Green, ProjectStep.Deliver, "There is a close-out review with lessons for others.", DeliveryFlags.LessonsWritten),
    ];

    private static string? AnsweredNo(ProjectFacts facts, string question) =>
        facts.Readiness is { } readiness && facts.Questions.Single(one => one.Code == question) is { Answer: YesNo.No } answered
            ? $"{readiness.AnsweredBy} answered “{answered.Words}” with no on {Days.InWords(readiness.AnsweredOn)}."
            : null;

    private static string Count(int number, string one, string many) => $"{number} {(number == 1 ? one : many)}";

    private static string LastDay(IEnumerable<Outcome> outcomes) => Days.InWords(outcomes.Max(outcome => outcome.ProposedOn)!);

    private static string DayOf(Verification verification) => Days.InWords(verification.VerifiedAt.ToDateTime());
}
