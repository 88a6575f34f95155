using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Components;

/// <summary>A page about one opportunity.</summary>
public abstract class OpportunityPart : RegisterPage
{
    [Parameter] public Guid OpportunityId { get; set; }

    [Inject] protected EngageService.EngageServiceClient Engage { get; set; } = null!;

    protected GetOpportunityResponse Found { get; private set; } = new() { Opportunity = new() { Fields = new() } };

    protected Opportunity Opportunity => Found.Opportunity;

    protected string Address => $"/opportunities/{OpportunityId}";

    protected (string, string)[] WayToAll => [("Ways to take part", "/opportunities")];

    protected (string, string)[] WayToOne => [.. WayToAll, (Opportunity.Fields.Title, Address)];

    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        Found = await Engage.GetOpportunityAsync(new() { OpportunityId = OpportunityId.ToString() }, cancellationToken: Aborted);
    }
}
