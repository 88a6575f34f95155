using System.Globalization;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Host.Sample;

/// <summary>What is open to everybody in the sample: one way to take part of a project, and one of the partnership's own.</summary>
internal sealed class SampleOpportunities(OperatorClients clients, Caller person, string projectId)
{
    private readonly EngageService.EngageServiceClient _engage = clients.As<EngageService.EngageServiceClient>(person);

    /// <summary>Offers them, unless something is offered already.</summary>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        var there = await _engage.ListOpportunitiesAsync(new(), cancellationToken: cancel);
        if (there.Opportunities.Count > 0)
            return;
        await OfferAsync("", new()
        {
            Kind = "recruitment-panel",
            Title = "Help to choose the new travel planner",
            What = "Two of us sit on the panel, ask questions of our own, and decide with the others.",
            Takes = "One day, and an hour before to read.",
            Pay = OpportunityPay.Paid,
            Money = "Paid by the day. Travel and the cost of somebody who stands in for you are met on top, beforehand if you like.",
            SayYes = "Tell anybody at the community centre, or ring Femi.",
            Interests = { "Getting about", "Chairing" },
            ClosesOn = InDays(30),
        }, cancel);
        await OfferAsync(projectId, new()
        {
            Kind = "working-group",
            Title = "Plan the morning visits together",
            What = "A small group looks at when visits are, and who comes. What the group decides is tried out for a month.",
            Takes = "Two hours every other week, from half past ten.",
            Pay = OpportunityPay.Paid,
            Money = "Paid by the hour, reading time too. A taxi is booked for you.",
            SayYes = "Tell whoever visits you, or write to the team.",
            Interests = { "at home" },
            ClosesOn = InDays(45),
        }, cancel);
    }

    private async Task OfferAsync(string project, OpportunityFields fields, CancellationToken cancel) =>
        await _engage.AddOpportunityAsync(new() { RequestId = Guid.NewGuid().ToString(), ProjectId = project, Fields = fields }, cancellationToken: cancel);

    private static string InDays(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
