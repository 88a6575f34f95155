using CoProduction.Stakeholder.Features.Learning;
using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.Features.Projects;

namespace CoProduction.Stakeholder.Features.Flags;

/// <summary>What flags on learning and on newcomers rest on: numbers, and never a name.</summary>
internal static class EmpowerFlags
{
    /// <summary>The code of an induction.</summary>
    public const string Induction = "induction";

    public static string? WantedForLong(ProjectFacts facts)
    {
        var waiting = facts.Learning.Kinds.Where(kind => kind.WaitLong > 0).ToList();
        return waiting.Count == 0
            ? null
            : $"{Wishes(waiting.Sum(kind => kind.WaitLong))} waited for more than {LearningFacts.LongMonths} months, the first since {Days.InWords(waiting.Min(kind => kind.LongestSince)!)}.";
    }

    public static string? OnlyExpertsTrained(ProjectFacts facts)
    {
        var (staff, others) = (facts.Learning.Kinds.Sum(kind => kind.StaffHad), facts.Learning.Kinds.Sum(kind => kind.OthersHad));
        return staff == 0 && others > 0 ? $"{(others == 1 ? "1 training was" : $"{others} trainings were")} had, none of them by staff." : null;
    }

    public static string? NewcomersAlone(ProjectFacts facts) => facts.Learning.TakePart.NewcomersAlone is > 0 and var alone
        ? $"{People(alone, "has", "have")} just started, with nobody to stand by them."
        : null;

    public static string? InductionsHad(ProjectFacts facts) => facts.Learning.Kinds.FirstOrDefault(kind => kind.Kind == Induction) is { Want: 0, Had: > 0 and var had }
        ? $"{People(had, "has", "have")} had an induction, and nobody waits for one."
        : null;

    private static string Wishes(long number) => number == 1 ? "1 wish for training has" : $"{number} wishes for training have";

    private static string People(long number, string one, string many) => number == 1 ? $"1 person {one}" : $"{number} people {many}";
}
