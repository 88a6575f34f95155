using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Components;

/// <summary>A page about one part of a project.</summary>
public abstract class ProjectPartPage : ServicePage
{
    [Parameter] public Guid ProjectId { get; set; }

    protected Project Project { get; private protected set; } = new() { Name = "The project" };

    protected string Address => $"/projects/{ProjectId}";

    protected (string, string)[] Way => [("Projects", "/projects"), (Project.Name, Address)];

    protected bool MayWrite => Person.MayIn(ProjectId, "project.write");

    protected override async Task LoadAsync() =>
        Project = (await Stakeholder.GetProjectAsync(new() { ProjectId = ProjectId.ToString() }, cancellationToken: Aborted)).Project;
}

/// <summary>A page that shows, or changes, what the overview of a project is made of.</summary>
public abstract class OverviewPage : ProjectPartPage
{
    [Inject] protected IdentifyService.IdentifyServiceClient Identify { get; set; } = null!;

    protected GetOverviewResponse Overview { get; private set; } = new();

    protected override async Task LoadAsync()
    {
        Overview = await Identify.GetOverviewAsync(new() { ProjectId = ProjectId.ToString() }, cancellationToken: Aborted);
        Project = Overview.Project;
    }
}
