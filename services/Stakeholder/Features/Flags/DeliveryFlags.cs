using System.Globalization;
using CoProduction.Stakeholder.Features.Ladder;
using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Flags;

/// <summary>What the flags about running and ending a project rest on.</summary>
internal static class DeliveryFlags
{
    private const double FarApart = 2;
    private const int MonthsWithoutCheckpoint = 6;

    public static string? ClosedWithoutExperts(ProjectFacts facts) => facts.Project.ClosedOn.Length > 0 && facts.Delivery.SignatureOf(CloseOutSide.Experts) is null
        ? $"The project was closed on {Days.InWords(facts.Project.ClosedOn)}. Experts by experience have not signed the review."
        : null;

    public static string? SeenFarApart(ProjectFacts facts)
    {
        var apart = facts.Delivery.Levels.Where(level => level.HasGap && Math.Abs(level.Gap) >= FarApart).Select(level =>
            $"{NameOf(level.Level)}: {People(level.Lived.People)} with lived experience or caring see it at {Rungs.NameOf(level.Lived.Median)}, {level.Staff.People} of staff at {Rungs.NameOf(level.Staff.Median)}.");
        return string.Join(" ", apart) is { Length: > 0 } evidence ? evidence : null;
    }

    public static string? RatedByStaffOnly(ProjectFacts facts) =>
        facts.Delivery.IsRatedByStaffOnly ? "All who have said where it stands are staff." : null;

    public static string? LongWithoutCheckpoint(ProjectFacts facts)
    {
        if (facts.Project.ClosedOn.Length > 0)
            return null;
        var (since, what) = facts.Delivery.LastCheckpointOn.Length > 0
            ? (facts.Delivery.LastCheckpointOn, "The last checkpoint was on")
            : (StartOf(facts.Project), "There has been no checkpoint since the start on");
        return string.CompareOrdinal(MonthsLater(since), facts.Delivery.Today) < 0 ? $"{what} {Days.InWords(since)}." : null;
    }

    public static string? LessonsWritten(ProjectFacts facts) => facts.Delivery is { Review: { } review, Lessons: > 0 and var lessons }
        ? $"{review.WrittenBy} wrote the review down on {Days.InWords(review.WrittenAt.ToDateTime())}, and {(lessons == 1 ? "1 lesson is" : $"{lessons} lessons are")} kept with it."
        : null;

    private static string StartOf(Project project) =>
        project.StartsOn.Length > 0 ? project.StartsOn : project.CreatedAt.ToDateTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string MonthsLater(string day) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddMonths(MonthsWithoutCheckpoint).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string People(int number) => number == 1 ? "1 person" : $"{number} people";

    private static string NameOf(ProjectLevel level) => level switch
    {
        ProjectLevel.Strategic => "How a whole place works",
        ProjectLevel.Service => "How one service works",
        _ => "One person’s support",
    };
}
