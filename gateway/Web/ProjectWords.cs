using System.Globalization;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Web;

/// <summary>What is said of projects, in plain words.</summary>
internal static class ProjectWords
{
    private static readonly CultureInfo _british = CultureInfo.GetCultureInfo("en-GB");

    public static IReadOnlyList<(string Value, string Words)> YesNos { get; } = Choices([YesNo.Yes, YesNo.No, YesNo.NotSure], Of);

    public static IReadOnlyList<(string Value, string Words)> Proposers { get; } =
        Choices([ProposedBy.Together, ProposedBy.LivedExperience, ProposedBy.Carers, ProposedBy.Staff], Of);

    public static IReadOnlyList<(string Value, string Words)> Levels { get; } = Choices([ProjectLevel.Strategic, ProjectLevel.Service, ProjectLevel.Individual], Of);

    public static IReadOnlyList<(string Value, string Words)> Effects { get; } = Choices([GroupEffect.Positive, GroupEffect.Negative, GroupEffect.Both], Of);

    public static IReadOnlyList<(string Value, string Words)> Reaches { get; } = Choices([GroupReach.Direct, GroupReach.Indirect], Of);

    public static IReadOnlyList<(string Value, string Words)> Decisions { get; } = Choices([FlagDecision.SetAside, FlagDecision.PutUp, FlagDecision.Evidence], Of);

    public static string Of(YesNo answer) => answer switch
    {
        YesNo.Yes => "Yes",
        YesNo.No => "No",
        YesNo.NotSure => "Not sure",
        _ => "Not answered yet",
    };

    public static string Of(ProposedBy by) => by switch
    {
        ProposedBy.LivedExperience => "People who draw on care and support",
        ProposedBy.Carers => "Carers",
        ProposedBy.Staff => "Staff",
        _ => "All of us together",
    };

    public static string Of(ProjectLevel level) => level switch
    {
        ProjectLevel.Strategic => "How a whole place works",
        ProjectLevel.Service => "How one service works",
        ProjectLevel.Individual => "One person’s support",
        _ => "Not said yet",
    };

    public static string Of(GroupEffect effect) => effect switch
    {
        GroupEffect.Positive => "For better",
        GroupEffect.Negative => "For worse",
        _ => "Both",
    };

    public static string Of(GroupReach reach) => reach == GroupReach.Direct ? "Directly" : "Through somebody or something else";

    public static string Of(FlagDecision decision) => decision switch
    {
        FlagDecision.SetAside => "Set it aside, until what it rests on changes",
        FlagDecision.PutUp => "Show it, whatever the records say",
        _ => "Go by the records",
    };

    public static string Of(ProjectStep step) => step switch
    {
        ProjectStep.Identify => "Identify",
        ProjectStep.Engage => "Engage",
        ProjectStep.Empower => "Empower",
        ProjectStep.Govern => "Govern",
        _ => "Deliver",
    };

    public static string Of(StepState state) => state switch
    {
        StepState.Done => "Done",
        StepState.UnderWay => "Under way",
        _ => "Not begun",
    };

    public static string TagOf(StepState state) => state switch
    {
        StepState.Done => "nhsuk-tag--green",
        StepState.UnderWay => "nhsuk-tag--blue",
        _ => "nhsuk-tag--grey",
    };

    public static string Of(FlagColour colour) => colour switch
    {
        FlagColour.Red => "Red flag",
        FlagColour.Green => "Green flag",
        _ => "Warning",
    };

    public static string TagOf(FlagColour colour) => colour switch
    {
        FlagColour.Red => "nhsuk-tag--red",
        FlagColour.Green => "nhsuk-tag--green",
        _ => "nhsuk-tag--yellow",
    };

    public static string Of(VerificationState state) => state switch
    {
        VerificationState.Complete => "Somebody else has looked, and nobody is missing.",
        VerificationState.Missing => "Somebody else has looked, and groups are missing.",
        VerificationState.Reopened => "Somebody else had looked. Since then a group has come in, so somebody has to look again.",
        _ => "Nobody else has looked yet whether anybody is missing.",
    };

    /// <summary>Such as: 24 November 2026.</summary>
    public static string Day(string iso) => DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("d MMMM yyyy", _british) : "";

    /// <summary>The choice that a form sent; the unspecified one when it sent none.</summary>
    public static T From<T>(string value) where T : struct, Enum => Enum.TryParse<T>(value, out var choice) ? choice : default;

    private static IReadOnlyList<(string Value, string Words)> Choices<T>(T[] values, Func<T, string> words) where T : struct, Enum =>
        [.. values.Select(value => (value.ToString(), words(value)))];
}
