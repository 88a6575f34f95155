using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Opportunities;

/// <summary>An opportunity as it is kept, with what the caller has said to it.</summary>
// Set by name, not by constructor: the driver gives the type of an array only when it is read.
internal sealed record OpportunityRow
{
    /// <summary>Of o, an opportunity, with p, its project: whether people can say yes on @today.</summary>
    public const string IsOpenNow = "(o.ended_on IS NULL AND o.closes_on >= @today::date AND p.closed_on IS NULL)";

    /// <summary>To be followed by further conditions; needs @PartnershipId, @today and @me.</summary>
    public const string Select =
        $"""
        SELECT o.opportunity_id, o.project_id, coalesce(p.name, '') AS project_name, o.kind, o.title, o.what, o.takes, o.pay, o.money, o.say_yes, o.interests,
          o.closes_on::text, coalesce(o.ended_on::text, '') AS ended_on, o.ended_because, o.version, o.changed_by, {IsOpenNow} AS is_open, coalesce(i.outcome, 0)::smallint AS mine
        FROM opportunity o
        LEFT JOIN project p ON p.partnership_id = o.partnership_id AND p.project_id = o.project_id
        LEFT JOIN opportunity_interest i ON i.partnership_id = o.partnership_id AND i.opportunity_id = o.opportunity_id AND i.person_id = @me
        WHERE o.partnership_id = @PartnershipId
        """;

    private const string NoDay = "infinity";

    public Guid OpportunityId { get; init; }

    public Guid? ProjectId { get; init; }

    public string ProjectName { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Title { get; init; } = "";

    public string What { get; init; } = "";

    public string Takes { get; init; } = "";

    public short Pay { get; init; }

    public string Money { get; init; } = "";

    public string SayYes { get; init; } = "";

    public string[] Interests { get; init; } = [];

    /// <summary>ISO date, or infinity when no day is set: as lists are sorted by it.</summary>
    public string ClosesOn { get; init; } = "";

    public string EndedOn { get; init; } = "";

    public string EndedBecause { get; init; } = "";

    public long Version { get; init; }

    public string ChangedBy { get; init; } = "";

    public bool IsOpen { get; init; }

    public short Mine { get; init; }

    /// <summary>NOT_FOUND when the partnership has no such opportunity.</summary>
    public static async Task<OpportunityRow> GetAsync(TenantTransaction transaction, Guid opportunityId, CancellationToken cancel) => await transaction.FindAsync<OpportunityRow>(
        $"{Select} AND o.opportunity_id = @opportunityId",
        new { transaction.PartnershipId, today = Days.Today(transaction), me = transaction.Caller.PersonId, opportunityId }, cancel) ?? throw Problem.NotFound("opportunity");

    /// <summary>The last day on which to say yes; empty when none is set.</summary>
    public string LastDay => ClosesOn == NoDay ? "" : ClosesOn;

    /// <summary>Whether the caller holds the permission where the opportunity belongs: in its project, or in all of the partnership.</summary>
    public bool MayHere(Caller caller, string permission) => MayHere(caller, ProjectId, permission);

    public static bool MayHere(Caller caller, Guid? projectId, string permission) => projectId is { } project ? caller.MayIn(project, permission) : caller.May(permission);

    /// <summary>An opportunity is open to all; which project it belongs to is for those who may see the project.</summary>
    public Opportunity ToOpportunity(Caller caller)
    {
        var seesProject = ProjectId is not null && MayHere(caller, "project.read");
        return new()
        {
            OpportunityId = OpportunityId.ToString(),
            Fields = new()
            {
                Kind = Kind,
                Title = Title,
                What = What,
                Takes = Takes,
                Pay = (OpportunityPay)Pay,
                Money = Money,
                SayYes = SayYes,
                Interests = { Interests },
                ClosesOn = LastDay,
            },
            ProjectId = seesProject ? ProjectId.ToString() : "",
            ProjectName = seesProject ? ProjectName : "",
            EndedOn = EndedOn,
            EndedBecause = EndedBecause,
            IsOpen = IsOpen,
            Etag = Version.ToString(),
            Mine = (InterestOutcome)Mine,
            MayChange = MayHere(caller, "project.write"),
        };
    }
}
