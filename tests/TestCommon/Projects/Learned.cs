using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;

namespace CoProduction.TestCommon.Projects;

/// <summary>Short ways to say what people in a project want to learn and had, through the service's own calls.</summary>
public static class Learned
{
    /// <summary>Somebody new in the register; gives their id.</summary>
    public static async Task<string> PersonAsync(this StartedProject project, string experience, string journey = "") =>
        (await project.RegisterAs(project.Femi).CreatePersonAsync(SomePeople.Named($"Person {Guid.NewGuid():N}", profile =>
        {
            profile.Experience.Add(experience);
            profile.Journey = journey;
        }))).Person.PersonId;

    public static AddLearningRequest AnyLearning(this StartedProject project, string personId, string kind = "induction") =>
        new() { RequestId = NewId(), PersonId = personId, ProjectId = project.ProjectId, Kind = kind };

    /// <summary>Gives the id of what they want.</summary>
    public static async Task<string> WantAsync(this StartedProject project, string personId, string kind = "induction", string on = "") =>
        (await project.EmpowerAs(project.Femi).AddLearningAsync(new(project.AnyLearning(personId, kind)) { WantedOn = on })).LearningId;

    /// <summary>Had without having been asked for.</summary>
    public static async Task HadAsync(this StartedProject project, string personId, string kind = "induction", string on = "2026-05-03") =>
        await project.EmpowerAs(project.Femi).AddLearningAsync(new(project.AnyLearning(personId, kind)) { HadOn = on });

    /// <summary>What they wanted is had today.</summary>
    public static async Task SayHadAsync(this StartedProject project, string personId, string learningId) =>
        await project.EmpowerAs(project.Femi).SayHadAsync(new() { RequestId = NewId(), PersonId = personId, LearningId = learningId });

    public static async Task<GetLearningResponse> LearningOfAsync(this StartedProject project, string personId) =>
        await project.EmpowerAs(project.Femi).GetLearningAsync(new() { PersonId = personId });

    public static AddPeerRequest AnyPeer(this StartedProject project, string newcomerId, string peerId) =>
        new() { RequestId = NewId(), PersonId = newcomerId, PeerId = peerId, ProjectId = project.ProjectId, TheyAgree = true };

    public static async Task<GetProjectLearningResponse> LearningAsync(this StartedProject project) =>
        await project.EmpowerAs(project.Femi).GetProjectLearningAsync(new() { ProjectId = project.ProjectId });

    private static string NewId() => Guid.NewGuid().ToString();
}
