using System.Globalization;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Web;

/// <summary>What is said of those who speak for groups, and of numbers of people, in plain words.</summary>
internal static class RepresentWords
{
    private static readonly CultureInfo _british = CultureInfo.GetCultureInfo("en-GB");

    public static IReadOnlyList<ProjectStep> Steps { get; } = [ProjectStep.Identify, ProjectStep.Engage, ProjectStep.Empower, ProjectStep.Govern, ProjectStep.Deliver];

    public static IReadOnlyList<(string Value, string Words)> StepChoices { get; } =
    [
        (nameof(ProjectStep.Identify), "Identify: finding out who is affected"),
        (nameof(ProjectStep.Engage), "Engage: getting people to take part"),
        (nameof(ProjectStep.Empower), "Empower: learning and support"),
        (nameof(ProjectStep.Govern), "Govern: how it is run and decided"),
        (nameof(ProjectStep.Deliver), "Deliver: doing it, and looking back"),
    ];

    public static IReadOnlyList<(string Value, string Words)> Experiences { get; } =
        Choices([RepresentativeExperience.Confident, RepresentativeExperience.CurrentNeeds, RepresentativeExperience.Staff], Of);

    public static IReadOnlyList<(string Value, string Words)> WaysFound { get; } =
        Choices([FoundThrough.LedByPeople, FoundThrough.LedByCarers, FoundThrough.Staff, FoundThrough.Themselves, FoundThrough.Other], Of);

    public static string Of(RepresentativeExperience experience) => experience switch
    {
        RepresentativeExperience.Confident => "A confident expert, who sees the wider picture",
        RepresentativeExperience.CurrentNeeds => "Somebody with needs of their own now",
        RepresentativeExperience.Staff => "One of the staff",
        _ => "",
    };

    public static string Of(FoundThrough through) => through switch
    {
        FoundThrough.LedByPeople => "Through an organisation led by people who draw on support",
        FoundThrough.LedByCarers => "Through an organisation led by carers",
        FoundThrough.Staff => "By staff",
        FoundThrough.Themselves => "They asked themselves",
        FoundThrough.Other => "In another way",
        _ => "",
    };

    /// <summary>Such as: Identify, Govern.</summary>
    public static string Of(IEnumerable<ProjectStep> steps) => string.Join(", ", steps.Select(ProjectWords.Of)) is { Length: > 0 } words ? words : "no step yet";

    /// <summary>The steps that a form sent.</summary>
    public static IEnumerable<ProjectStep> StepsFrom(IEnumerable<string> values) => values.Select(ProjectWords.From<ProjectStep>);

    public static string Name(Representative representative) => representative.DisplayName.Length > 0 ? representative.DisplayName : "Somebody who is not in the register any more";

    /// <summary>A number in the matrix, null for those who may not see it: a gap is said in words.</summary>
    public static string Of(int? people, bool hasNobody) => hasNobody ? "Nobody" : people is { } number ? Names.Number(number) : "Somebody";

    /// <summary>A number of people that may be hidden.</summary>
    public static string Of(ProtectedCount count) => count.HasPeople ? Names.Number(count.People) : "Hidden";

    /// <summary>A share in whole percents, such as: 12%.</summary>
    public static string Percent(double share) => share is > 0 and < 0.005 ? "under 1%" : share is > 0.995 and < 1 ? "over 99%" : string.Create(_british, $"{Math.Round(share * 100)}%");

    private static IReadOnlyList<(string Value, string Words)> Choices<T>(T[] values, Func<T, string> words) where T : struct, Enum =>
        [.. values.Select(value => (value.ToString(), words(value)))];
}
