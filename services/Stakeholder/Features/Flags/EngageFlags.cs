using System.Globalization;
using CoProduction.Stakeholder.Features.Engagement;
using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Flags;

/// <summary>What the flags about telling people and making it easy to take part rest on.</summary>
internal static class EngageFlags
{
    // One in five: with fewer, most of a group cannot have had the chance to say yes. It is the most that can have been told that is compared, so that the flag is
    // never up because of what is not known.
    private const double SmallShare = 0.2;
    private const int DaysWithoutAnswer = 28;
    private const int SeveralWays = 2;

    // Those who are not online hear of none of these.
    private static readonly HashSet<string> _online = ["email", "text", "online"];

    public static string? NotContacted(ProjectFacts facts) =>
        Groups(facts, (_, reached) => !reached.IsTold) is { Count: > 0 } groups ? $"Nobody has been told in: {Names(groups)}." : null;

    public static string? FewTold(ProjectFacts facts)
    {
        var few = Groups(facts, (group, reached) => reached.IsTold && group.EstimatedSize > 0 && reached.AtMost(group.EstimatedSize) < SmallShare * group.EstimatedSize);
        return few.Count == 0
            ? null
            : $"Fewer than one in five have been told. {string.Join(" ", few.Select(group => $"{group.Name}: at most {Number(facts.Engagement.Of(group).AtMost(group.EstimatedSize))} of about {Number(group.EstimatedSize)}."))}";
    }

    public static string? LongWithoutAnswer(ProjectFacts facts)
    {
        if (facts.Project.ClosedOn.Length > 0)
            return null;
        var since = DateOnly.ParseExact(facts.Engagement.Today, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-DaysWithoutAnswer).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var open = Groups(facts, (_, reached) => reached.WaitingSince.Length > 0 && string.CompareOrdinal(reached.WaitingSince, since) < 0);
        return open.Count == 0
            ? null
            : $"No answer is written down yet: {string.Join("; ", open.Select(group => $"{group.Name}, since {Days.InWords(facts.Engagement.Of(group).WaitingSince)}"))}.";
    }

    public static string? OnlineOnly(ProjectFacts facts) =>
        Groups(facts, (_, reached) => reached.IsTold && reached.Channels.All(_online.Contains)) is { Count: > 0 } groups
            ? $"By email, text or online alone: {Names(groups)}."
            : null;

    public static string? BarrierStands(ProjectFacts facts) => facts.Engagement.Standing is { Count: > 0 } standing
        ? $"{(standing.Count == 1 ? "1 barrier stands" : $"{standing.Count} barriers stand")}, the first noticed on {Days.InWords(standing.Min(barrier => barrier.NoticedOn)!)}."
        : null;

    public static string? ToldBySeveralWays(ProjectFacts facts)
    {
        var groups = facts.Groups.ToList();
        return groups.Count > 0 && groups.TrueForAll(group => facts.Engagement.Of(group) is { IsTold: true } reached && reached.Channels.Length >= SeveralWays)
            ? $"{(groups.Count == 1 ? "The 1 group has" : $"All {groups.Count} groups have")} been told in {SeveralWays} ways or more."
            : null;
    }

    public static string? BarriersRemoved(ProjectFacts facts) => facts.Engagement.Barriers is { Count: > 0 } barriers && barriers.All(barrier => barrier.State == BarrierState.Removed)
        ? $"{(barriers.Count == 1 ? "1 barrier was" : $"{barriers.Count} barriers were")} noticed and removed, the last on {Days.InWords(barriers.Max(barrier => barrier.SettledOn)!)}."
        : null;

    private static List<AffectedGroup> Groups(ProjectFacts facts, Func<AffectedGroup, GroupReached, bool> are) =>
        [.. facts.Groups.Where(group => are(group, facts.Engagement.Of(group)))];

    private static string Names(IEnumerable<AffectedGroup> groups) => string.Join("; ", groups.Select(group => group.Name));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
