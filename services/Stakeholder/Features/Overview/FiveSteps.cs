using CoProduction.Stakeholder.Features.Flags;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Overview;

/// <summary>Where a project stands in the five steps, by what is recorded.</summary>
internal static class FiveSteps
{
    public static IEnumerable<StepProgress> Of(ProjectFacts facts)
    {
        yield return Identify(facts);
        yield return Engage(facts);
        yield return Empower(facts);
        yield return Govern(facts);
        yield return Deliver(facts);
    }

    private static StepProgress Identify(ProjectFacts facts)
    {
        var groups = facts.Groups.Count();
        if (groups == 0 && facts.Categories.All(category => category.NobodyBecause.Length == 0))
            return NotBegun(ProjectStep.Identify);
        var named = groups == 1 ? "1 group is named" : $"{groups} groups are named";
        var blank = facts.NotConsidered.Count();
        if (blank > 0)
            return new() { Step = ProjectStep.Identify, State = StepState.UnderWay, Because = $"{named}; nobody is named yet in {blank} of 7 categories." };
        return facts.VerificationState == VerificationState.Complete
            ? new() { Step = ProjectStep.Identify, State = StepState.Done, Because = $"{named}, and somebody else found that nobody is missing." }
            : new() { Step = ProjectStep.Identify, State = StepState.UnderWay, Because = $"{named}; somebody else has still to look whether anybody is missing." };
    }

    private static StepProgress Engage(ProjectFacts facts)
    {
        var groups = facts.Groups.ToList();
        var reached = groups.ConvertAll(facts.Engagement.Of);
        var (told, yes, standing) = (reached.Count(group => group.IsTold), reached.Count(group => group.SaidYes > 0), facts.Engagement.Standing.Count);
        if (told == 0 && facts.Engagement.Barriers.Count == 0)
            return NotBegun(ProjectStep.Engage);
        var barriers = standing == 0 ? "" : standing == 1 ? "; 1 barrier stands" : $"; {standing} barriers stand";
        return new()
        {
            Step = ProjectStep.Engage,
            State = groups.Count > 0 && yes == groups.Count && standing == 0 ? StepState.Done : StepState.UnderWay,
            Because = $"{told} of {(groups.Count == 1 ? "1 group has" : $"{groups.Count} groups have")} been told, and in {yes} somebody has said yes{barriers}.",
        };
    }

    // Done when nobody waits, an induction was had, and every newcomer has somebody by their side.
    private static StepProgress Empower(ProjectFacts facts)
    {
        var (kinds, alone) = (facts.Learning.Kinds, facts.Learning.TakePart.NewcomersAlone);
        if (kinds.Count == 0)
            return NotBegun(ProjectStep.Empower);
        var (want, had) = (kinds.Sum(kind => kind.Want), kinds.Sum(kind => kind.Had));
        return new()
        {
            Step = ProjectStep.Empower,
            State = want == 0 && alone == 0 && kinds.Any(kind => kind.Kind == EmpowerFlags.Induction && kind.Had > 0) ? StepState.Done : StepState.UnderWay,
            Because = $"{(had == 1 ? "1 training or induction was" : $"{had} trainings and inductions were")} had, and {want} {(want == 1 ? "is" : "are")} waited for{(alone == 0 ? "" : $"; {alone} of those who have just started {(alone == 1 ? "has" : "have")} nobody by their side")}.",
        };
    }

    private static StepProgress Govern(ProjectFacts facts)
    {
        var groups = GovernFlags.Current(facts);
        var (success, money) = (facts.Accountable.Success.Length > 0, facts.Accountable.Money.Length > 0);
        if (groups.Count == 0 && !success && !money)
            return NotBegun(ProjectStep.Govern);
        var inForce = groups.Count(group => GovernFlags.InForce(group) is not null);
        return new()
        {
            Step = ProjectStep.Govern,
            State = success && money && groups.Count > 0 && inForce == groups.Count ? StepState.Done : StepState.UnderWay,
            Because = $"{(groups.Count == 1 ? "1 group runs" : $"{groups.Count} groups run")} it, {inForce} with terms in force{(success && money ? "" : "; not all is said of who is accountable")}.",
        };
    }

    private static StepProgress Deliver(ProjectFacts facts)
    {
        if (facts.Project.ClosedOn.Length > 0)
            return new() { Step = ProjectStep.Deliver, State = StepState.Done, Because = $"The project was closed on {Days.InWords(facts.Project.ClosedOn)} after a joint review." };
        var done = DoneSoFar(facts).ToList();
        return done.Count == 0 ? NotBegun(ProjectStep.Deliver) : new() { Step = ProjectStep.Deliver, State = StepState.UnderWay, Because = string.Join(" ", done) };
    }

    private static IEnumerable<string> DoneSoFar(ProjectFacts facts)
    {
        var cycles = facts.Project.Cycles.Count(cycle => cycle.Statements > 0);
        if (cycles > 0)
            yield return cycles == 1 ? "People's reviews have come in for 1 cycle." : $"People's reviews have come in for {cycles} cycles.";
        var sittings = facts.Delivery.Sittings;
        // How many have would tell when somebody has.
        if (facts.Delivery.Levels.Count > 0)
            yield return "People have said where it stands on the ladder.";
        if (sittings > 0)
            yield return sittings == 1 ? "A group has assessed itself once." : $"A group has assessed itself {sittings} times.";
        if (facts.Delivery.LastCheckpointOn.Length > 0)
            yield return $"The last checkpoint was on {Days.InWords(facts.Delivery.LastCheckpointOn)}.";
        if (facts.Delivery.Review is not null)
            yield return "The close-out review is written.";
    }

    private static StepProgress NotBegun(ProjectStep step) => new() { Step = step, State = StepState.NotBegun, Because = "Nothing is recorded yet." };
}
