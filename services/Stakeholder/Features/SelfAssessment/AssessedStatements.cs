using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.SelfAssessment;

/// <summary>What a group scores together: five principles with three statements each. An id never changes its meaning; other words are another id.</summary>
internal static class AssessedStatements
{
    public static IReadOnlyList<Principle> All { get; } =
    [
        Of("equal", "Everybody counts the same",
            ("equal-listened", "What people know from their own lives counts as much as what staff know."),
            ("equal-table", "People with lived experience are in the room when it is decided, not only when it is talked about."),
            ("equal-paid", "People are thanked and paid for their time.")),
        Of("open", "We are open with each other",
            ("open-plain", "We speak and write so that everybody understands."),
            ("open-limits", "We say from the start what can change and what cannot."),
            ("open-back", "People hear what came of what they said.")),
        Of("all", "Nobody is left out",
            ("all-reach", "We go to people who are seldom heard, and do not wait for them to come."),
            ("all-access", "People get what they need to take part."),
            ("all-ways", "There are other ways to take part than meetings.")),
        Of("power", "We share the power",
            ("power-agenda", "We set the agenda together."),
            ("power-decide", "We make the decisions together."),
            ("power-disagree", "When we do not agree, we have a fair way to settle it.")),
        Of("learn", "We learn and keep going",
            ("learn-skills", "People and staff alike learn new things and grow."),
            ("learn-look", "We look at how we work together, and change it."),
            ("learn-result", "What we do makes people's lives better, and we can show it.")),
    ];

    public static IReadOnlyList<AssessedStatement> Statements { get; } = [.. All.SelectMany(principle => principle.Statements)];

    private static Principle Of(string id, string name, params (string Id, string Words)[] statements) => new()
    {
        PrincipleId = id,
        Name = name,
        Statements = { statements.Select(statement => new AssessedStatement { StatementId = statement.Id, Words = statement.Words }) },
    };
}
