using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Flags;

/// <summary>What flags on how a project is run rest on.</summary>
internal static class GovernFlags
{
    // A project of which nothing has begun yet is not told off for it.
    public static string? NoWayToSettle(ProjectFacts facts)
    {
        var groups = Current(facts);
        if (groups.Count == 0)
            return facts.Project.Cycles.Any(cycle => cycle.Statements > 0) ? "People’s reviews have come in, and no group has agreed how disagreements are settled." : null;
        if (groups.Exists(group => InForce(group) is { SettleBy: not SettleBy.Unspecified }))
            return null;
        return groups.Exists(group => InForce(group) is not null)
            ? "Terms are in force, and none of them says how disagreements are settled."
            : $"{(groups.Count == 1 ? "There is 1 group" : $"There are {groups.Count} groups")}, and no terms are in force.";
    }

    public static string? NoLivedSeat(ProjectFacts facts) =>
        Current(facts).Where(group => group.Fields.Kind is GoverningGroupKind.Board or GoverningGroupKind.Steering && group.Fields.LivedSeats == 0).ToList() is { Count: > 0 } without
            ? $"No seat is theirs in: {string.Join("; ", without.Select(group => $"{group.Fields.Name} ({group.Fields.Seats} seats)"))}."
            : null;

    public static string? NotAgreedByAll(ProjectFacts facts)
    {
        var open = Current(facts).Select(group => (group.Fields.Name, Missing: Missing(group))).Where(group => group.Missing > 0).ToList();
        return open.Count == 0 ? null : $"Still to agree: {string.Join("; ", open.Select(group => $"{group.Missing} in {group.Name}"))}.";
    }

    public static string? AgreedByAll(ProjectFacts facts)
    {
        var groups = Current(facts);
        if (groups.Count == 0 || groups.Exists(group => InForce(group) is null || Missing(group) > 0))
            return null;
        var deciding = groups.Where(group => group.Fields.LivedRole == LivedRole.Decide).Sum(group => group.Fields.LivedSeats);
        return deciding == 0 ? null : $"Every group’s terms are agreed, the last on {Days.InWords(groups.Max(group => InForce(group)!.AgreedOn)!)}; people with lived experience decide on {Seats(deciding)}.";
    }

    public static List<GoverningGroup> Current(ProjectFacts facts) => [.. facts.GoverningGroups.Where(group => group.EndedOn.Length == 0)];

    public static Terms? InForce(GoverningGroup group) => group.Terms.FirstOrDefault(terms => terms.AgreedOn.Length > 0);

    // Of what is in force, or of the draft when nothing is; without either there is nothing to agree to.
    private static int Missing(GoverningGroup group) => (InForce(group) ?? group.Terms.FirstOrDefault()) is { } terms
        ? group.Members.Count(member => member.LeftOn.Length == 0 && terms.Agreements.All(agreement => agreement.MemberId != member.MemberId))
        : 0;

    private static string Seats(int number) => number == 1 ? "1 seat" : $"{number} seats";
}
