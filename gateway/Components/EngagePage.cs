using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Components;

/// <summary>A page about who of a project's groups has been told, or what stands in their way.</summary>
public abstract class EngagePage : ProjectPartPage
{
    private IReadOnlyList<PersonChoice> _choices = [];

    [Inject] protected EngageService.EngageServiceClient Engage { get; set; } = null!;

    [Inject] protected PeopleService.PeopleServiceClient Register { get; set; } = null!;

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
        _choices = (await Register.ListPersonChoicesAsync(new(), cancellationToken: Aborted)).Choices;
    }

    /// <summary>What is offered of a kind.</summary>
    protected IReadOnlyList<(string Value, string Words)> Offered(string kind) => [.. _choices.Where(choice => choice.Kind == kind).Select(choice => (choice.Code, choice.Words))];

    /// <summary>What a code is called.</summary>
    protected string WordsOf(string kind, string code) => _choices.FirstOrDefault(choice => choice.Kind == kind && choice.Code == code)?.Words ?? code;
}
