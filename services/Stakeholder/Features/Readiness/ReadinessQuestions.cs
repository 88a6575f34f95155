namespace CoProduction.Stakeholder.Features.Readiness;

/// <summary>What a sponsor is asked before anybody is invited.</summary>
internal static class ReadinessQuestions
{
    public const string Serious = "serious";
    public const string LeadersAct = "leaders_act";
    public const string LeadersSupport = "leaders_support";
    public const string Budget = "budget";
    public const string Uncertainty = "uncertainty";
    public const string Time = "time";

    public static IReadOnlyList<(string Code, string Words)> All { get; } =
    [
        (Serious, "Do we mean it?"),
        (LeadersAct, "Will our leaders act on what they hear?"),
        (LeadersSupport, "Do our leaders stand behind this work?"),
        (Budget, "Is there money to pay people and to make it easy to take part?"),
        (Uncertainty, "Are we at ease with not knowing how it will turn out?"),
        (Time, "Is there enough time to get to know one another?"),
    ];
}
