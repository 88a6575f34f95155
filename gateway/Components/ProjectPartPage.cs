using CoProduction.Stakeholder.V1;
using Grpc.Core;
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

    /// <summary>Does what a form asks for and goes on to where it can be seen.</summary>
    protected async Task SaveAsync(Func<Task> work, string address, string done)
    {
        if (await TryAsync(work))
            Navigation.NavigateTo($"{address}?done={done}");
    }

    /// <summary>Somebody else was first: the page as it is now is a click away.</summary>
    protected bool IsChanged => Error?.Code == StatusCode.Aborted;
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
