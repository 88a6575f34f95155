using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using Google.Protobuf;

namespace CoProduction.TestCommon.Projects;

/// <summary>Short ways to say who speaks for a project's groups, through the service's own calls.</summary>
public static class Represented
{
    public static ProjectStep[] EveryStep { get; } = [ProjectStep.Identify, ProjectStep.Engage, ProjectStep.Empower, ProjectStep.Govern, ProjectStep.Deliver];

    /// <summary>Somebody new in the register.</summary>
    public static async Task<string> NewPersonAsync(this StartedProject project, string name = "Mina Shah") =>
        (await project.RegisterAs(project.Femi).CreatePersonAsync(SomePeople.Named(name))).Person.PersonId;

    /// <summary>That somebody speaks for a group; somebody new unless one is named.</summary>
    public static async Task<AddRepresentativeRequest> AnyRepresentativeAsync(this StartedProject project, string groupId, string? personId = null) => new()
    {
        RequestId = NewId(),
        ProjectId = project.ProjectId,
        GroupId = groupId,
        PersonId = personId ?? await project.NewPersonAsync(),
        Experience = RepresentativeExperience.CurrentNeeds,
        FoundThrough = FoundThrough.Staff,
        TheyAgree = true,
    };

    /// <summary>Writes it down; gives the representation's id.</summary>
    public static async Task<string> RepresentAsync(
        this StartedProject project, string groupId, string? personId = null, RepresentativeExperience experience = RepresentativeExperience.CurrentNeeds,
        FoundThrough through = FoundThrough.Staff, string fromOn = "", params ProjectStep[] stages)
    {
        var request = await project.AnyRepresentativeAsync(groupId, personId);
        (request.Experience, request.FoundThrough, request.FromOn) = (experience, through, fromOn);
        request.Stages.Add(stages);
        return (await project.RepresentAs(project.Femi).AddRepresentativeAsync(request)).RepresentationId;
    }

    public static async Task<SetStagesRequest> AnyStagesAsync(this StartedProject project, string representationId, params ProjectStep[] stages) =>
        new() { RequestId = NewId(), ProjectId = project.ProjectId, RepresentationId = representationId, Etag = await project.EtagAsync(), Stages = { stages } };

    public static async Task SetStagesAsync(this StartedProject project, string representationId, params ProjectStep[] stages) =>
        await project.RepresentAs(project.Femi).SetStagesAsync(await project.AnyStagesAsync(representationId, stages));

    public static async Task<EndRepresentativeRequest> AnyEndAsync(this StartedProject project, string representationId, string untilOn = "") =>
        new() { RequestId = NewId(), ProjectId = project.ProjectId, RepresentationId = representationId, Etag = await project.EtagAsync(), UntilOn = untilOn, Because = "They have moved away." };

    public static async Task EndAsync(this StartedProject project, string representationId, string untilOn = "") =>
        await project.RepresentAs(project.Femi).EndRepresentativeAsync(await project.AnyEndAsync(representationId, untilOn));

    public static async Task<GetCoverageResponse> CoverageAsync(this StartedProject project, string on = "") =>
        await project.RepresentAs(project.Femi).GetCoverageAsync(new() { ProjectId = project.ProjectId, On = on });

    public static async Task<IReadOnlyList<Representative>> RepresentativesAsync(this StartedProject project, Caller? by = null) =>
        (await project.RepresentAs(by ?? project.Femi).ListRepresentativesAsync(new() { ProjectId = project.ProjectId })).Representatives;

    /// <summary>Leaves somebody out of all counts, or takes them in again, as they asked.</summary>
    public static async Task CountAsync(this StartedProject project, string personId, bool counted) => await project.RepresentAs(project.Femi).SetCountedAsync(
        new() { RequestId = NewId(), PersonId = personId, Counted = counted, TheyAsked = true, Because = "They told me so." });

    /// <summary>Figures of a place, one line for each, such as: Wenlow,Age,18 to 64,41200.</summary>
    public static ImportPopulationRequest Figures(params string[] lines) => new()
    {
        RequestId = NewId(),
        Csv = ByteString.CopyFromUtf8(string.Join('\n', ["area,characteristic,value,people", .. lines])),
        Source = "Census 2021",
        FiguresOn = "2021-03-21",
    };

    private static string NewId() => Guid.NewGuid().ToString();
}
