using System.Globalization;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Web;

/// <summary>What is said of how a project runs and ends, in plain words.</summary>
internal static class DeliverWords
{
    private static readonly CultureInfo _british = CultureInfo.GetCultureInfo("en-GB");

    public static IReadOnlyList<Perspective> AllPerspectives { get; } = [Stakeholder.V1.Perspective.LivedExperience, Stakeholder.V1.Perspective.Carer, Stakeholder.V1.Perspective.Staff, Stakeholder.V1.Perspective.Other];

    public static IReadOnlyList<(string Value, string Words)> Perspectives { get; } = [.. AllPerspectives.Select(one => (one.ToString(), Of(one)))];

    public static IReadOnlyList<(string Value, string Words)> Verdicts { get; } =
        [.. new[] { Verdict.Throughout, Verdict.Intended, Verdict.SomeElements, Verdict.Not }.Select(one => (one.ToString(), Of(one)))];

    public static IReadOnlyList<(string Value, string Words)> Sides { get; } = [.. new[] { CloseOutSide.Experts, CloseOutSide.Management }.Select(one => (one.ToString(), Of(one)))];

    public static IReadOnlyList<(string Value, string Words)> StoryKinds { get; } = [.. new[] { StoryKind.Lesson, StoryKind.GoodNews }.Select(one => (one.ToString(), Of(one)))];

    public static IReadOnlyList<(string Value, string Words)> Scores { get; } = [("1", "1, not at all"), ("2", "2"), ("3", "3, in part"), ("4", "4"), ("5", "5, always")];

    public static string Of(Perspective perspective) => perspective switch
    {
        Stakeholder.V1.Perspective.LivedExperience => "People who draw on care and support",
        Stakeholder.V1.Perspective.Carer => "Carers",
        Stakeholder.V1.Perspective.Staff => "Staff",
        _ => "Somebody else",
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Throughout => "It was run in co-production throughout",
        Verdict.Intended => "It was meant to be co-production, with areas where that did not happen",
        Verdict.SomeElements => "Some parts of it were run in co-production",
        _ => "It was not run in co-production",
    };

    public static string Of(CloseOutSide side) => side == CloseOutSide.Experts ? "Experts by experience" : "Management";

    public static string Of(StoryKind kind) => kind == StoryKind.Lesson ? "Lesson" : "Good news";

    /// <summary>Such as: November 2026.</summary>
    public static string Month(string month) => DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("MMMM yyyy", _british);

    /// <summary>A median and how many people it is of, such as: 2.5 (2 people); whole: whether whoever looks sees sides of few people too.</summary>
    public static string Of(SideStanding side, bool whole) => side.People == 0 ? whole ? "nobody yet" : "not shown yet" : $"{side.Median.ToString("0.#", _british)} ({Names.Count(side.People, "person", "people")})";

    /// <summary>How far the sides are apart, in words.</summary>
    public static string Gap(LevelStanding level, bool whole)
    {
        if (!level.HasGap)
            return whole ? "Not known: both sides have to rate first." : "Not shown yet.";
        var rungs = Math.Abs(level.Gap);
        var apart = $"{rungs.ToString("0.#", _british)} {(rungs == 1 ? "rung" : "rungs")}";
        return level.Gap switch
        {
            0 => "None: both sides see it alike.",
            > 0 => $"{apart}. Staff see it higher.",
            _ => $"{apart}. Staff see it lower.",
        };
    }
}
