using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Components;

/// <summary>A page about who of a project's groups has been told, or what stands in their way.</summary>
public abstract class EngagePage : ProjectPartPage
{
    [Inject] protected EngageService.EngageServiceClient Engage { get; set; } = null!;

    [Inject] protected PeopleService.PeopleServiceClient Register { get; set; } = null!;

    protected RegisterChoices Choices { get; private set; } = RegisterChoices.None;

    protected GetEngagementResponse Engagement { get; private set; } = new();

    protected string EngagementAddress => $"{Address}/engagement";

    protected (string, string)[] WayToEngagement => [.. Way, ("Who has been told?", EngagementAddress)];

    protected IReadOnlyList<(string Value, string Words)> Groups => [.. Engagement.Groups.Select(group => (group.GroupId, group.Name))];

    protected bool IsOpen => Project.ClosedOn.Length == 0;

    /// <summary>What to ask for; the page shows all of a project unless it says otherwise.</summary>
    private protected virtual GetEngagementRequest Wanted => new() { ProjectId = ProjectId.ToString() };

    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        Engagement = await Engage.GetEngagementAsync(Wanted, cancellationToken: Aborted);
        Choices = await RegisterChoices.LoadAsync(Register, Aborted);
    }
}
