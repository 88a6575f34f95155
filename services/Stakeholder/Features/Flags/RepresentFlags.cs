using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.Features.Representation;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Flags;

/// <summary>What the flags about who speaks for the groups rest on. They name groups, and never how many people or who.</summary>
internal static class RepresentFlags
{
    private const int FewestToSpeakOf = 3;

    public static string? GroupWithout(ProjectFacts facts) =>
        Names(facts.Groups.Where(group => !facts.Represent.HasSomebody(group))) is { Length: > 0 } names ? $"Nobody speaks for: {names}." : null;

    public static string? StepWithout(ProjectFacts facts)
    {
        var gaps = FiveSteps.Of(facts).Where(step => step.State != StepState.NotBegun)
            .Select(step => (step.Step, Groups: Names(facts.Groups.Where(group => !facts.Represent.HasSomebodyAt(group, step.Step))))).Where(gap => gap.Groups.Length > 0).ToList();
        return gaps.Count == 0 ? null : $"Nobody is engaged for: {string.Join("; ", gaps.Select(gap => $"{gap.Groups} (at the step {gap.Step})"))}.";
    }

    public static string? EverybodyEngaged(ProjectFacts facts)
    {
        var groups = facts.Groups.ToList();
        return groups.Count > 0 && groups.All(group => Stages.All.All(step => facts.Represent.HasSomebodyAt(group, step)))
            ? $"Somebody is engaged at each of the five steps for: {Names(groups)}."
            : null;
    }

    // Of one or two it would say what each of them does not need.
    public static string? OnlyConfidentExperts(ProjectFacts facts) =>
        facts.Represent.People.Where(one => one.Experience == (short)RepresentativeExperience.Confident).DistinctBy(one => one.PersonId).Count() >= FewestToSpeakOf
        && !facts.Represent.People.Any(one => one.Experience == (short)RepresentativeExperience.CurrentNeeds)
            ? "Of those who speak from their own experience all are written down as confident experts, nobody as having needs of their own now."
            : null;

    public static string? FoundByTheirOwn(ProjectFacts facts) => (Found(facts, FoundThrough.LedByPeople), Found(facts, FoundThrough.LedByCarers)) switch
    {
        (true, true) => "Organisations led by people who draw on support, and by carers, found some of those who speak for groups.",
        (true, false) => "An organisation led by people who draw on support found some of those who speak for groups.",
        (false, true) => "An organisation led by carers found some of those who speak for groups.",
        _ => null,
    };

    private static bool Found(ProjectFacts facts, FoundThrough through) => facts.Represent.People.Any(one => one.FoundThrough == (short)through);

    private static string Names(IEnumerable<AffectedGroup> groups) => string.Join(", ", groups.Select(group => group.Name));
}
