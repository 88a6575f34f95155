using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Engage;

/// <summary>What stands in the way, and where the step stands.</summary>
public sealed class BarrierTests(Installation installation)
{
    [Fact]
    public async Task SettleBarrier_RemovedAndStandingAgain_CanBeReadAsAnswered()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        var first = (await project.EngageAs(project.Femi).AddBarrierAsync(project.AnyBarrier(group.GroupId))).Barrier;
        await project.NoticeAsync();

        var removed = await project.SettleAsync(first);
        var order = (await project.EngagementAsync()).Barriers;
        var again = await project.SettleAsync(first, BarrierState.Stands);

        Assert.Equal((group.Name, "time", "2026-05-04", "Meetings start at ten.", "2026-05-20"), (removed.GroupName, removed.Category, removed.NoticedOn, removed.How, removed.SettledOn));
        Assert.Equal((2, removed), (order.Count, order[1]));
        Assert.Equal((BarrierState.Stands, "", ""), (again.State, again.How, again.SettledOn));
    }

    public static TheoryData<string, AddBarrierRequest> BadBarriers => new()
    {
        { "category", new() { Words = "Stairs." } },
        { "category", new() { Words = "Stairs.", Category = "weather" } },
        { "words", new() { Words = " ", Category = "place" } },
        { "noticed_on", new() { Words = "Stairs.", Category = "place", NoticedOn = "2199-01-01" } },
        { "group_id", new() { Words = "Stairs.", Category = "place", GroupId = "all" } },
    };

    [Theory]
    [MemberData(nameof(BadBarriers))]
    public async Task AddBarrier_FieldWillNotDo_NamesIt(string field, AddBarrierRequest bad)
    {
        var project = await NewAsync();

        var refused = await Refused.CallAsync(project.EngageAs(project.Femi).AddBarrierAsync(new(bad) { RequestId = Installation.NewId(), ProjectId = project.ProjectId }));

        Assert.Equal((StatusCode.InvalidArgument, field), (refused.Code, Assert.Single(refused.Violations).Field));
    }

    [Theory]
    [InlineData("state", BarrierState.Unspecified, "Done.", "2026-06-01")]
    [InlineData("how", BarrierState.Stays, "", "2026-06-01")]
    [InlineData("settled_on", BarrierState.Removed, "Done.", "2026-05-03")]
    public async Task SettleBarrier_FieldWillNotDo_NamesIt(string field, BarrierState state, string how, string on)
    {
        var project = await NewAsync();
        var request = await project.AnySettlingAsync(await project.NoticeAsync(), state);

        var refused = await Refused.CallAsync(project.EngageAs(project.Femi).SettleBarrierAsync(new(request) { How = how, SettledOn = on }));

        Assert.Equal((StatusCode.InvalidArgument, field), (refused.Code, Assert.Single(refused.Violations).Field));
    }

    [Fact]
    public async Task SettleBarrier_SettledMeanwhile_SecondIsTold()
    {
        var project = await NewAsync();
        var barrier = await project.NoticeAsync();
        var second = await project.AnySettlingAsync(barrier, BarrierState.Stays);
        await project.SettleAsync(barrier);

        var refused = await Refused.CallAsync(project.EngageAs(Callers.Administrator(project.Partnership)).SettleBarrierAsync(second));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (refused.Code, refused.Reason));
    }

    [Fact]
    public async Task Barriers_ProjectClosed_AreRefused()
    {
        var project = await NewAsync();
        var barrier = await project.NoticeAsync();
        await project.CloseAsync();

        var add = await Refused.CallAsync(project.EngageAs(project.Femi).AddBarrierAsync(project.AnyBarrier()));
        var settle = await Refused.CallAsync(project.EngageAs(project.Femi).SettleBarrierAsync(await project.AnySettlingAsync(barrier)));

        Assert.Equal(("PROJECT_CLOSED", "PROJECT_CLOSED"), (add.Reason, settle.Reason));
    }

    [Fact]
    public async Task Engage_GroupsToldAndYesSaidAndBarriersRemoved_GoesFromNotBegunToDone()
    {
        var project = await NewAsync();
        var (one, other) = (await project.NameGroupAsync(), await project.NameGroupAsync(GroupCategory.Secondary));
        var begun = await StepAsync(project);
        var barrier = await project.NoticeAsync();
        await project.AnswerAsync(await project.InviteAsync(one));
        var second = await project.InviteAsync(other);
        var underWay = await StepAsync(project);
        await project.AnswerAsync(second);
        var standing = await StepAsync(project);
        await project.SettleAsync(barrier, BarrierState.Stays);

        var done = await StepAsync(project);

        Assert.Equal([StepState.NotBegun, StepState.UnderWay, StepState.UnderWay, StepState.Done], [begun.State, underWay.State, standing.State, done.State]);
        Assert.Equal("2 of 2 groups have been told, and in 1 somebody has said yes; 1 barrier stands.", underWay.Because);
    }

    private static async Task<StepProgress> StepAsync(StartedProject project) => (await project.OverviewAsync()).Steps.Single(step => step.Step == ProjectStep.Engage);

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());
}
