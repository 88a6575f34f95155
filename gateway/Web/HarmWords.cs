using CoProduction.Review.V1;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Web;

/// <summary>What is said of harm and of those who answer for it, in plain words.</summary>
internal static class HarmWords
{
    private static readonly string[] _days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static IReadOnlyList<(string Value, string Words)> Days { get; } = [.. _days.Select((day, i) => ($"{i + 1}", day))];

    /// <summary>What can be done with one that is open.</summary>
    public static IReadOnlyList<(string Value, string Words)> Steps { get; } =
    [
        (nameof(ConcernStep.Done), "I did something, or found something out"),
        (nameof(ConcernStep.HandedOn), "I give it to another responder"),
        (nameof(ConcernStep.Closed), "Nothing more is needed: close it"),
    ];

    public static string Of(HarmKind kind) => kind switch
    {
        HarmKind.Life => "Somebody may want to die or hurt themselves",
        HarmKind.Abuse => "Somebody may be hurt, threatened or used by others",
        HarmKind.Neglect => "Somebody may not get the care that they need",
        _ => "Somebody may come to harm",
    };

    public static string Of(ConcernState state) => state switch
    {
        ConcernState.New => "New",
        ConcernState.Taken => "Somebody is on it",
        _ => "Closed",
    };

    public static string Of(ConcernStep step) => step switch
    {
        ConcernStep.Raised => "It came in, and the responders were told",
        ConcernStep.Escalated => "It was late: all responders and administrators were told",
        ConcernStep.Taken => "Took it on",
        ConcernStep.Done => "Did something",
        ConcernStep.HandedOn => "Gave it to another responder",
        ConcernStep.Closed => "Closed it",
        ConcernStep.Reopened => "Opened it again",
        _ => "",
    };

    /// <summary>When somebody answers, such as: Monday, Tuesday, 09:00 to 17:00.</summary>
    public static string Hours(Responder responder) =>
        $"{(responder.Days.Count is 0 or 7 ? "Every day" : string.Join(", ", responder.Days.Select(day => _days[day - 1])))}, {(responder.FromTime.Length == 0 ? "round the clock" : $"{responder.FromTime} to {responder.UntilTime}")}";

    /// <summary>Such as: 1 hour, 90 minutes.</summary>
    public static string Within(int minutes) => minutes % (24 * 60) == 0 ? Names.Count(minutes / (24 * 60), "day") : minutes % 60 == 0 ? Names.Count(minutes / 60, "hour") : Names.Count(minutes, "minute");
}
