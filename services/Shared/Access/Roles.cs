namespace CoProduction.Shared.Access;

/// <summary>Roles that people hold in a partnership or a project, and those of programs and of the system's own parts.</summary>
public static class Roles
{
    /// <summary>Looks after a partnership.</summary>
    public const string Administrator = "administrator";

    /// <summary>Runs cycles and sessions.</summary>
    public const string Facilitator = "facilitator";

    /// <summary>Pays people.</summary>
    public const string FinanceOfficer = "finance_officer";

    /// <summary>Approves what is to be paid.</summary>
    public const string Approver = "approver";

    /// <summary>Themes what people said, and never sees who said it.</summary>
    public const string Analyst = "analyst";

    /// <summary>Answers inside the organisation for a project.</summary>
    public const string Sponsor = "sponsor";

    /// <summary>Takes part with lived experience.</summary>
    public const string Member = "member";

    /// <summary>Answers for safeguarding: sees what may be about harm, and acts.</summary>
    public const string Responder = "responder";

    /// <summary>Acts for somebody, within a scope that is given for each.</summary>
    public const string Supporter = "supporter";

    /// <summary>Looks at published figures across an integrated care system.</summary>
    public const string IcsViewer = "ics_viewer";

    /// <summary>A program.</summary>
    public const string ServiceAccount = "service_account";

    /// <summary>May set up partnerships.</summary>
    public const string Operator = "operator";

    /// <summary>The executable itself, and whoever runs it.</summary>
    public const string System = "system";

    /// <summary>A theming worker.</summary>
    public const string Worker = "worker";

    /// <summary>The gateway.</summary>
    public const string Gateway = "gateway";

    /// <summary>Those that a person can be given.</summary>
    public static IReadOnlySet<string> OfPeople { get; } = new HashSet<string>
    {
        Administrator, Facilitator, FinanceOfficer, Approver, Analyst, Sponsor, Member, Responder, Supporter, IcsViewer,
    };

    /// <summary>Those among them that can be given for one project alone.</summary>
    public static IReadOnlySet<string> OfProjects { get; } = new HashSet<string> { Facilitator, FinanceOfficer, Approver, Analyst, Sponsor, Member };

    /// <summary>Every role that a token can carry.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(OfPeople) { ServiceAccount, Operator, System, Worker, Gateway };
}
