using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Identity;

/// <summary>Who is looking at the page, as far as it is known.</summary>
internal sealed class CurrentPerson
{
    /// <summary>The session's secret; empty for somebody who is not signed in.</summary>
    public string Session { get; set; } = "";

    /// <summary>Empty on pages that come up before anybody is known.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Empty until one is chosen.</summary>
    public string PartnershipName { get; set; } = "";

    public IReadOnlyList<Membership> Memberships { get; set; } = [];

    public bool MustSetPassword { get; set; }

    /// <summary>One of the sample's people.</summary>
    public bool IsDemo { get; set; }

    /// <summary>Signs in at the provider, and has no password here.</summary>
    public bool IsByProvider { get; set; }

    /// <summary>May set up partnerships.</summary>
    public bool IsOperator { get; set; }

    /// <summary>Null for somebody who is not signed in.</summary>
    public Caller? Caller { get; set; }

    public bool IsSignedIn => Caller is not null;

    /// <summary>Whether the permission is held, if only in one project.</summary>
    public bool May(string permission) => Caller is { PartnershipId: not null } caller && caller.ProjectsWith(permission) is not { Count: 0 };

    /// <summary>Whether the permission is held for all of the partnership.</summary>
    public bool MayInAll(string permission) => Caller is { PartnershipId: not null } caller && caller.May(permission);

    /// <summary>Whether the permission is held for this project.</summary>
    public bool MayIn(Guid projectId, string permission) => Caller is { PartnershipId: not null } caller && caller.MayIn(projectId, permission);
}
