using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Components;

/// <summary>A page about how a project is run.</summary>
public abstract class GovernancePage : ProjectPartPage
{
    [Inject] protected GovernService.GovernServiceClient Govern { get; set; } = null!;

    protected GetGovernanceResponse Governance { get; private set; } = new();

    protected string GovernanceAddress => $"{Address}/governance";

    protected (string, string)[] WayToGovernance => [.. Way, ("How it is run", GovernanceAddress)];

    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        Governance = await Govern.GetGovernanceAsync(new() { ProjectId = ProjectId.ToString() }, cancellationToken: Aborted);
    }
}

/// <summary>A page about one of the groups that run a project.</summary>
public abstract class GoverningGroupPage : GovernancePage
{
    [Parameter] public Guid GoverningGroupId { get; set; }

    protected GoverningGroup Group { get; private set; } = new() { Fields = new() };

    protected string GroupAddress => $"{GovernanceAddress}/{GoverningGroupId}";

    protected (string, string)[] WayToGroup => [.. WayToGovernance, (Group.Fields.Name, GroupAddress)];

    protected bool GoesOn => Group.EndedOn.Length == 0;

    protected IEnumerable<GoverningMember> MembersNow => Group.Members.Where(member => member.LeftOn.Length == 0);

    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        Group = Governance.Groups.FirstOrDefault(group => group.GoverningGroupId == GoverningGroupId.ToString()) ?? throw Problem.NotFound("group");
    }
}

/// <summary>A page about a group's terms of reference.</summary>
public abstract class TermsPartPage : GoverningGroupPage
{
    /// <summary>The newest first.</summary>
    protected IReadOnlyList<Terms> Versions { get; private set; } = [];

    protected string TermsAddress => $"{GroupAddress}/terms";

    protected (string, string)[] WayToTerms => [.. WayToGroup, ("Terms of reference", TermsAddress)];

    protected Terms? Draft => Versions.FirstOrDefault(version => version.AgreedOn.Length == 0);

    protected Terms? InForce => Versions.FirstOrDefault(version => version.AgreedOn.Length > 0);

    /// <summary>Members and the accountable person (whose id is empty) who have still to agree to a version.</summary>
    protected IEnumerable<(string MemberId, string Name)> StillToAgree(Terms terms)
    {
        var yes = terms.Agreements.Where(agreement => agreement.VoidSince is null).ToList();
        foreach (var member in MembersNow.Where(member => yes.TrueForAll(agreement => agreement.MemberId != member.MemberId)))
            yield return (member.MemberId, member.Name);
        // What is in force stays so when somebody else is accountable.
        if (terms.AgreedOn.Length == 0 && yes.TrueForAll(agreement => agreement.MemberId.Length > 0 || agreement.Name != Governance.Accountable.Success))
            yield return ("", Governance.Accountable.Success.Length > 0 ? $"{Governance.Accountable.Success}, accountable for success" : "Whoever is accountable for success: nobody is named yet");
    }

    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        Versions = (await Govern.ListTermsAsync(new() { ProjectId = ProjectId.ToString(), GoverningGroupId = GoverningGroupId.ToString() }, cancellationToken: Aborted)).Terms;
    }
}
