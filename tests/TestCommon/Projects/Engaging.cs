using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.TestCommon.Projects;

/// <summary>Short ways to tell people of a project, through the service's own calls.</summary>
public static class Engaging
{
    /// <summary>A letter to ten people at once.</summary>
    public static AddInvitationRequest AnyInvitation(this StartedProject project, AffectedGroup group, int people = 10, string channel = "post", string personId = "") => new()
    {
        RequestId = NewId(), ProjectId = project.ProjectId, GroupId = group.GroupId, People = people, Channel = channel, PersonId = personId,
    };

    public static async Task<Invitation> InviteAsync(this StartedProject project, AddInvitationRequest request, Caller? by = null) =>
        (await project.EngageAs(by ?? project.Femi).AddInvitationAsync(request)).Invitation;

    public static Task<Invitation> InviteAsync(this StartedProject project, AffectedGroup group, int people = 10, string channel = "post", string on = "") =>
        project.InviteAsync(new AddInvitationRequest(project.AnyInvitation(group, people, channel)) { ToldOn = on });

    public static async Task<AnswerInvitationRequest> AnyAnswerAsync(this StartedProject project, Invitation invitation, InvitationAnswer answer = InvitationAnswer.Yes, int saidYes = 1) => new()
    {
        RequestId = NewId(), ProjectId = project.ProjectId, InvitationId = invitation.InvitationId, Etag = await project.EtagAsync(), Answer = answer, SaidYes = saidYes,
    };

    public static async Task<Invitation> AnswerAsync(this StartedProject project, Invitation invitation, InvitationAnswer answer = InvitationAnswer.Yes, int saidYes = 1) =>
        (await project.EngageAs(project.Femi).AnswerInvitationAsync(await project.AnyAnswerAsync(invitation, answer, saidYes))).Invitation;

    public static AddBarrierRequest AnyBarrier(this StartedProject project, string groupId = "") => new()
    {
        RequestId = NewId(), ProjectId = project.ProjectId, GroupId = groupId, Category = "time", Words = "Meetings are when children go to school.", NoticedOn = "2026-05-04",
    };

    public static async Task<ProjectBarrier> NoticeAsync(this StartedProject project) => (await project.EngageAs(project.Femi).AddBarrierAsync(project.AnyBarrier())).Barrier;

    public static async Task<SettleBarrierRequest> AnySettlingAsync(this StartedProject project, ProjectBarrier barrier, BarrierState state = BarrierState.Removed) => new()
    {
        RequestId = NewId(), ProjectId = project.ProjectId, BarrierId = barrier.BarrierId, Etag = await project.EtagAsync(), State = state, How = "Meetings start at ten.", SettledOn = "2026-05-20",
    };

    public static async Task<ProjectBarrier> SettleAsync(this StartedProject project, ProjectBarrier barrier, BarrierState state = BarrierState.Removed) =>
        (await project.EngageAs(project.Femi).SettleBarrierAsync(await project.AnySettlingAsync(barrier, state))).Barrier;

    public static async Task<GetEngagementResponse> EngagementAsync(this StartedProject project, Caller? by = null) =>
        await project.EngageAs(by ?? project.Femi).GetEngagementAsync(new() { ProjectId = project.ProjectId });

    /// <summary>The only group's figures.</summary>
    public static async Task<GroupEngagement> ReachedAsync(this StartedProject project) => (await project.EngagementAsync()).Groups.Single();

    /// <summary>A group of about this many people; 0: nobody has an idea.</summary>
    public static async Task<AffectedGroup> NameGroupOfAsync(this StartedProject project, int size, GroupCategory category = GroupCategory.Receive)
    {
        var request = project.AnyGroup(category);
        request.Group.EstimatedSize = size;
        return (await project.Identify.AddGroupAsync(request)).Group;
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
