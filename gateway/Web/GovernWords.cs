using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Web;

/// <summary>What is said of how a project is run, in plain words.</summary>
internal static class GovernWords
{
    public static IReadOnlyList<(string Value, string Words)> Kinds { get; } =
        Choices([GoverningGroupKind.Board, GoverningGroupKind.Steering, GoverningGroupKind.Overview, GoverningGroupKind.Working, GoverningGroupKind.Other], Of);

    public static IReadOnlyList<(string Value, string Words)> LivedRoles { get; } = Choices([LivedRole.Decide, LivedRole.Influence, LivedRole.None], Of);

    public static IReadOnlyList<(string Value, string Words)> Perspectives { get; } =
        Choices([Perspective.LivedExperience, Perspective.Carer, Perspective.Staff, Perspective.Other], Of);

    public static IReadOnlyList<(string Value, string Words)> WaysToSettle { get; } =
        Choices([SettleBy.Consensus, SettleBy.Majority, SettleBy.Mediated, SettleBy.Accountable], Of);

    /// <summary>The parts of terms, in their order, with what is asked of each.</summary>
    public static IReadOnlyList<(TermsPart Part, string Name, string Hint)> Parts { get; } =
    [
        (TermsPart.Aims, "What the group is for, and what it has to do", "Its aims and its responsibilities."),
        (TermsPart.Roles, "What each member does", "Such as who chairs, who takes notes, and what is asked of everybody."),
        (TermsPart.Principles, "How meetings are held", "Such as: everybody has a right to be heard, and everybody’s view has the same weight."),
        (TermsPart.Guidelines, "How we work together", "What we promise each other between meetings, too."),
        (TermsPart.Settling, "How we settle disagreements", "Without a clear way, the loudest voice wins or nothing is decided."),
        (TermsPart.Authority, "What the group may decide by itself", "And what it may not."),
        (TermsPart.Reward, "How people are paid and thanked", "Fees, travel, care costs, and when they are paid."),
        (TermsPart.Problems, "What to do when there is a problem", "Whom to tell, how, and what happens next."),
    ];

    public static string Of(GoverningGroupKind kind) => kind switch
    {
        GoverningGroupKind.Board => "Board",
        GoverningGroupKind.Steering => "Steering group",
        GoverningGroupKind.Overview => "Overview group",
        GoverningGroupKind.Working => "Working group",
        _ => "Another kind of group",
    };

    public static string Of(LivedRole role) => role switch
    {
        LivedRole.Decide => "They decide",
        LivedRole.Influence => "They influence what others decide",
        _ => "They are not in it",
    };

    public static string Of(Perspective perspective) => perspective switch
    {
        Perspective.LivedExperience => "Lived experience",
        Perspective.Carer => "Carer",
        Perspective.Staff => "Staff",
        _ => "Something else",
    };

    public static string Of(SettleBy by) => by switch
    {
        SettleBy.Consensus => "We talk until everybody can live with it",
        SettleBy.Majority => "We vote, and more than half decide",
        SettleBy.Mediated => "Somebody from outside helps us",
        SettleBy.Accountable => "The accountable person decides, after hearing everybody",
        _ => "Not said yet",
    };

    /// <summary>What a version says in a part.</summary>
    public static string Of(TermsWords words, TermsPart part) => part switch
    {
        TermsPart.Aims => words.Aims,
        TermsPart.Roles => words.Roles,
        TermsPart.Principles => words.Principles,
        TermsPart.Guidelines => words.Guidelines,
        TermsPart.Settling => Settling(words),
        TermsPart.Authority => words.Authority,
        TermsPart.Reward => words.Reward,
        _ => words.Problems,
    };

    private static string Settling(TermsWords words)
    {
        if (words.SettleBy == SettleBy.Unspecified)
            return words.Settling;
        var quorum = words.SettleBy == SettleBy.Majority ? $", when at least {words.Quorum} in a hundred of us are there" : "";
        return $"{Of(words.SettleBy)}{quorum}. {words.Settling}".TrimEnd();
    }

    private static IReadOnlyList<(string Value, string Words)> Choices<T>(T[] values, Func<T, string> words) where T : struct, Enum =>
        [.. values.Select(value => (value.ToString(), words(value)))];
}
