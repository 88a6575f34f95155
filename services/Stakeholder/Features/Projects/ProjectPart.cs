namespace CoProduction.Stakeholder.Features.Projects;

/// <summary>The parts of a project that people change, each by itself: two people who change different parts do not get in each other's way.</summary>
internal static class ProjectPart
{
    public const string Name = "name";
    public const string Purpose = "purpose";
    public const string Sponsor = "sponsor";
    public const string Responsible = "responsible";
    public const string BudgetHeading = "budget_heading";
    public const string TimeFrame = "time_frame";
    public const string Methods = "methods";
    public const string Level = "level";
    public const string UnintendedWelcome = "unintended_welcome";
    public const string BlankStart = "blank_start";
    public const string Readiness = "readiness";
    public const string Outcomes = "outcomes";
    public const string Known = "known";
    public const string Links = "links";
    public const string Groups = "groups";
    public const string Representatives = "representatives";
    public const string Verification = "verification";
    public const string Flags = "flags";
    public const string Accountable = "accountable";
    public const string Governance = "governance";
    public const string Terms = "terms";
    public const string Agreements = "agreements";
    public const string SelfAssessment = "self_assessment";
    public const string Checkpoints = "checkpoints";
    public const string CloseOut = "close_out";
    public const string Signatures = "signatures";
    public const string Closing = "closing";
    public const string Stories = "stories";
    public const string Channel = "channel";
    public const string Said = "said";
    public const string Invitations = "invitations";
    public const string Barriers = "barriers";
    public const string Opportunities = "opportunities";

    private static readonly Dictionary<string, string> _words = new()
    {
        [Name] = "the name",
        [Purpose] = "the purpose",
        [Sponsor] = "the sponsor",
        [Responsible] = "who is responsible",
        [BudgetHeading] = "the budget heading",
        [TimeFrame] = "the time frame",
        [Methods] = "the ways of working",
        [Level] = "the level",
        [UnintendedWelcome] = "whether other outcomes are welcome",
        [BlankStart] = "whether the start is blank",
        [Readiness] = "the answers on being ready",
        [Outcomes] = "the outcomes hoped for",
        [Known] = "what is known already",
        [Links] = "the linked projects",
        [Groups] = "the affected groups",
        [Representatives] = "who speaks for the groups",
        [Verification] = "the check of the groups",
        [Flags] = "a flag",
        [Accountable] = "who is accountable",
        [Governance] = "the governing groups",
        [Terms] = "terms of reference",
        [Agreements] = "who agrees to terms of reference",
        [SelfAssessment] = "the self-assessment",
        [Checkpoints] = "the checkpoints",
        [CloseOut] = "the close-out review",
        [Signatures] = "who has signed the review",
        [Closing] = "whether the project is closed",
        [Stories] = "the lessons and good news",
        [Channel] = "the open channel",
        [Said] = "the answers to what people said",
        [Invitations] = "who was told, and their answers",
        [Barriers] = "what stands in the way",
        [Opportunities] = "the ways to take part",
    };

    /// <summary>One thing of a part that has many.</summary>
    public static string Of(string part, object id) => $"{part}/{id}";

    /// <summary>The parts in plain words; one thing of a part is told as its part.</summary>
    public static IEnumerable<string> WordsOf(IEnumerable<string> parts) => parts.Where(_words.ContainsKey).Select(part => _words[part]);
}
