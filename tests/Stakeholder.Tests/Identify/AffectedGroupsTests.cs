using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Identify;

/// <summary>Whom a project affects, and somebody else's look whether nobody is missing.</summary>
public sealed class AffectedGroupsTests(Installation installation)
{
    [Fact]
    public async Task GetOverview_NewProject_HasAllSevenCategoriesBlank()
    {
        var categories = (await (await NewAsync()).OverviewAsync()).Categories;

        Assert.Equal(Enum.GetValues<GroupCategory>().Skip(1), categories.Select(category => category.Category));
        Assert.All(categories, category => Assert.Equal((0, ""), (category.Groups.Count, category.NobodyBecause)));
    }

    [Fact]
    public async Task AddGroup_EveryField_CanBeReadAsAnswered()
    {
        var project = await NewAsync();
        var request = project.AnyGroup(GroupCategory.Secondary, "Unpaid carers");
        request.Group.Effect = GroupEffect.Both;
        request.Group.Reach = GroupReach.Indirect;
        request.Group.EstimatedSize = 4200;
        request.Group.IsSeldomHeard = true;
        request.Group.SeldomHeard = "Young carers";

        var added = (await project.Identify.AddGroupAsync(request)).Group;

        Assert.Equal(added, Assert.Single((await project.OverviewAsync()).Categories[3].Groups));
        Assert.Equal(("Unpaid carers", GroupEffect.Both, GroupReach.Indirect, 4200, "Young carers", ""), (added.Name, added.Effect, added.Reach, added.EstimatedSize, added.SeldomHeard, added.EndedOn));
    }

    public static TheoryData<string, GroupFields> BadFields
    {
        get
        {
            var good = new GroupFields { Category = GroupCategory.Receive, Name = "People", Effect = GroupEffect.Both, Reach = GroupReach.Direct };
            return new()
            {
                { "category", new(good) { Category = GroupCategory.Unspecified } },
                { "name", new(good) { Name = " " } },
                { "effect", new(good) { Effect = GroupEffect.Unspecified } },
                { "reach", new(good) { Reach = (GroupReach)9 } },
                { "estimated_size", new(good) { EstimatedSize = -1 } },
                { "seldom_heard", new(good) { IsSeldomHeard = true } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task AddGroup_FieldWillNotDo_NamesIt(string field, GroupFields fields)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.Identify.AddGroupAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Group = fields }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task AddGroup_NameInUseInTheCategory_AlreadyExistsUntilTheOtherHasEnded()
    {
        var project = await NewAsync();
        var first = await project.NameGroupAsync();
        var again = project.AnyGroup(name: first.Name.ToUpperInvariant());

        var refused = await Refused.CallAsync(project.Identify.AddGroupAsync(again));
        await EndAsync(project, first);
        await project.Identify.AddGroupAsync(again);
        var reopened = await Refused.CallAsync(ReopenAsync(project, first, await project.EtagAsync()));

        Assert.Equal(("NAME_IN_USE", "NAME_IN_USE"), (refused.Reason, reopened.Reason));
    }

    [Fact]
    public async Task EndGroup_Affected_StaysWithItsDayAndReason()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();

        await EndAsync(project, group);

        var ended = Assert.Single((await project.OverviewAsync()).Categories[0].Groups);
        Assert.Equal("The service has closed.", ended.EndedBecause);
        Assert.NotEqual("", ended.EndedOn);
    }

    [Fact]
    public async Task EditGroup_ChangedMeanwhile_SecondIsToldWhoChangedWhat()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        var request = new EditGroupRequest { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GroupId = group.GroupId, Etag = await project.EtagAsync(), Group = project.AnyGroup().Group };
        await project.As(Callers.Administrator(project.Partnership)).EditGroupAsync(request);

        var error = await Refused.CallAsync(project.Identify.EditGroupAsync(new(request) { RequestId = Installation.NewId() }));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
        Assert.StartsWith("Ada changed the affected groups", error.Message);
    }

    [Fact]
    public async Task EditGroup_OfAnotherProject_NotFound()
    {
        var project = await NewAsync();
        var elsewhere = await (await NewAsync(project.Partnership)).NameGroupAsync();

        var error = await Refused.CallAsync(project.Identify.EditGroupAsync(
            new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GroupId = elsewhere.GroupId, Etag = "1", Group = project.AnyGroup().Group }));

        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    [Fact]
    public async Task SayNobody_ThenAGroupIsNamed_TheReasonGoes()
    {
        var project = await NewAsync();
        await project.SayNobodyAsync(GroupCategory.Negative);
        var said = (await project.OverviewAsync()).Categories[2];

        await project.NameGroupAsync(GroupCategory.Negative);
        var refused = await Refused.CallAsync(project.Identify.SayNobodyAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Category = GroupCategory.Negative, Because = "No." }));

        Assert.Equal(("We asked, and there is nobody.", "Femi"), (said.NobodyBecause, said.SaidBy));
        Assert.NotNull(said.SaidAt);
        Assert.Equal("", (await project.OverviewAsync()).Categories[2].NobodyBecause);
        Assert.Equal("HAS_GROUPS", refused.Reason);
    }

    [Fact]
    public async Task VerifyGroups_BySomebodyElse_IsComplete()
    {
        var project = await NewAsync();
        await project.NameGroupAsync();

        await project.VerifyAsync();

        var overview = await project.OverviewAsync();
        Assert.Equal(VerificationState.Complete, overview.VerificationState);
        Assert.Equal((true, Roles.Member), (Assert.Single(overview.Verifications).Complete, overview.Verifications[0].VerifiedBy));
    }

    [Fact]
    public async Task VerifyGroups_ByWhoeverNamedOne_IsRefused()
    {
        var project = await NewAsync();
        var ada = Callers.Administrator(project.Partnership);
        await project.NameGroupAsync();
        await project.NameGroupAsync(by: ada);

        var error = await Refused.CallAsync(project.As(ada).VerifyGroupsAsync(await project.FindingAsync()));

        Assert.Equal((StatusCode.FailedPrecondition, "OWN_GROUPS"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task VerifyGroups_GroupsMissing_RoundGoesOnAndItsAuthorsStayRefused()
    {
        var project = await NewAsync();
        await project.NameGroupAsync();
        await project.VerifyAsync(complete: false);
        await project.NameGroupAsync(by: Callers.Administrator(project.Partnership));

        var error = await Refused.CallAsync(project.Identify.VerifyGroupsAsync(await project.FindingAsync()));

        Assert.Equal("OWN_GROUPS", error.Reason);
        Assert.Equal((VerificationState.Missing, "Young carers"), ((await project.OverviewAsync()).VerificationState, (await project.OverviewAsync()).Verifications[0].Missing));
    }

    [Fact]
    public async Task VerifyGroups_NextRoundByAnAuthorOfTheOneBefore_IsLetIn()
    {
        var project = await NewAsync();
        await project.NameGroupAsync();
        await project.VerifyAsync();
        await project.NameGroupAsync(by: Callers.Administrator(project.Partnership));

        await project.VerifyAsync(by: project.Femi);

        Assert.Equal(VerificationState.Complete, (await project.OverviewAsync()).VerificationState);
    }

    [Fact]
    public async Task VerifyGroups_AGroupIsNamedAfterwards_IsOpenAgain()
    {
        var project = await NewAsync();
        await project.NameGroupAsync();
        await project.VerifyAsync();

        await project.NameGroupAsync(GroupCategory.Negative);

        var overview = await project.OverviewAsync();
        Assert.Equal(VerificationState.Reopened, overview.VerificationState);
        Assert.NotNull(overview.Verifications[0].ReopenedAt);
    }

    [Fact]
    public async Task VerifyGroups_AGroupIsOpenedAgainAfterwards_IsOpenAgain()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        await project.NameGroupAsync();
        await EndAsync(project, group);
        await project.VerifyAsync();

        await ReopenAsync(project, group, await project.EtagAsync());

        Assert.Equal(VerificationState.Reopened, (await project.OverviewAsync()).VerificationState);
    }

    [Fact]
    public async Task VerifyGroups_AGroupWasNamedMeanwhile_IsTold()
    {
        var project = await NewAsync();
        await project.NameGroupAsync();
        var finding = await project.FindingAsync();
        await project.NameGroupAsync();

        var error = await Refused.CallAsync(project.As(Callers.With(Roles.Member, project.Partnership)).VerifyGroupsAsync(finding));

        Assert.Equal("CHANGED_MEANWHILE", error.Reason);
    }

    [Fact]
    public async Task VerifyGroups_NoneNamed_NoGroups()
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.Identify.VerifyGroupsAsync(await project.FindingAsync()));

        Assert.Equal("NO_GROUPS", error.Reason);
    }

    [Theory]
    [InlineData("complete", YesNo.Unspecified)]
    [InlineData("complete", YesNo.NotSure)]
    [InlineData("missing", YesNo.No)]
    public async Task VerifyGroups_FieldWillNotDo_NamesIt(string field, YesNo complete)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.Identify.VerifyGroupsAsync(new(await project.FindingAsync()) { Complete = complete }));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task GetOverview_EveryCategoryConsideredAndVerified_IdentifyIsDone()
    {
        var project = await NewAsync();
        var notBegun = await IdentifyAsync(project);
        await project.NameGroupAsync();
        var underWay = await IdentifyAsync(project);
        foreach (var category in Enum.GetValues<GroupCategory>().Skip(2))
            await project.SayNobodyAsync(category);
        await project.VerifyAsync();

        var steps = (await project.OverviewAsync()).Steps;

        Assert.Equal((StepState.NotBegun, StepState.UnderWay), (notBegun, underWay));
        Assert.Equal([StepState.Done, StepState.NotBegun, StepState.NotBegun, StepState.NotBegun, StepState.NotBegun], steps.Select(step => step.State));
    }

    private static async Task<StepState> IdentifyAsync(StartedProject project) => (await project.OverviewAsync()).Steps[0].State;

    private static async Task EndAsync(StartedProject project, AffectedGroup group) => await project.Identify.EndGroupAsync(
        new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GroupId = group.GroupId, Etag = await project.EtagAsync(), Because = "The service has closed." });

    private static AsyncUnaryCall<ReopenGroupResponse> ReopenAsync(StartedProject project, AffectedGroup group, string etag) => project.Identify.ReopenGroupAsync(
        new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GroupId = group.GroupId, Etag = etag });

    private async Task<StartedProject> NewAsync(Guid? partnership = null) =>
        await StartedProject.CreateAsync(installation.Module, partnership ?? await installation.NewPartnershipAsync());
}
