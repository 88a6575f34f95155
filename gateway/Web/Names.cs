using System.Globalization;
using CoProduction.Review.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Gateway.Web;

/// <summary>How things are called on pages.</summary>
internal static class Names
{
    private static readonly CultureInfo _british = CultureInfo.GetCultureInfo("en-GB");
    private static readonly TimeZoneInfo _london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static IReadOnlyList<Question> Questions { get; } = [Question.Working, Question.NotWorking, Question.Future];

    public static string Of(Question question) => question switch
    {
        Question.Working => "What is working",
        Question.NotWorking => "What is not working",
        Question.Future => "Wishes for the future",
        _ => "All questions",
    };

    public static string InAddress(Question question) => question switch
    {
        Question.NotWorking => "not-working",
        Question.Future => "future",
        _ => "working",
    };

    public static Question QuestionFrom(string? address) => address switch
    {
        "not-working" => Question.NotWorking,
        "future" => Question.Future,
        _ => Question.Working,
    };

    public static string Of(HeldKind kind) => kind switch
    {
        HeldKind.Harm => "May tell of harm",
        HeldKind.NhsNumber => "NHS number",
        HeldKind.NationalInsurance => "National Insurance number",
        HeldKind.Phone => "Phone number",
        HeldKind.Email => "Email address",
        HeldKind.Postcode => "Postcode",
        HeldKind.Address => "Home address",
        HeldKind.DateOfBirth => "Date of birth",
        HeldKind.OtherLanguage => "In another language",
        HeldKind.Other => "Number or handle of somebody’s own",
        _ => "Somebody's name",
    };

    public static string Of(ThemeState state) => state == ThemeState.ReadyForPeople ? "Ready for people" : "Proposed";

    /// <summary>How sure the machine is, in words.</summary>
    public static string Sureness(double confidence) => confidence switch
    {
        >= 0.75 => "very sure",
        >= 0.5 => "fairly sure",
        _ => "a guess",
    };

    public static string Number(long number) => number.ToString("N0", _british);

    /// <summary>A number with its noun, such as: 1 statement, 600 statements.</summary>
    public static string Count(long number, string one, string? many = null) => $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>When the day begins here.</summary>
    public static Timestamp StartOf(DateOnly day) => Timestamp.FromDateTime(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), _london));

    /// <summary>Such as: 24 November 2026.</summary>
    public static string Day(Timestamp moment) => string.Create(_british, $"{TimeZoneInfo.ConvertTime(moment.ToDateTimeOffset(), _london):d MMMM yyyy}");

    /// <summary>Such as: 24 November 2026 at 9:05am.</summary>
    public static string When(Timestamp moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment.ToDateTimeOffset(), _london);
        return string.Create(_british, $"{local:d MMMM yyyy} at {local:h:mmtt}").Replace("AM", "am").Replace("PM", "pm");
    }
}
