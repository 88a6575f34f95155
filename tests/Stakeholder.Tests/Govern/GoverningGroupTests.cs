using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Govern;

/// <summary>Who is accountable, and the groups that run a project.</summary>
public sealed class GoverningGroupTests(Installation installation)
{
    [Fact]
    public async Task AddGoverningGroup_EveryField_CanBeRead()
    {
        var project = await NewAsync();
        var board = await project.AddGroupAsync();
        var fields = GovernedProject.AnyFields("Overview of support at home", board);
        (fields.Kind, fields.LivedRole, fields.Seats, fields.LivedSeats) = (GoverningGroupKind.Overview, LivedRole.Influence, 12, 9);

        var id = await project.AddGroupAsync(fields);

        Assert.Equal(fields, (await project.GroupAsync(id)).Fields);
    }

    public static TheoryData<string, GoverningGroupFields> BadFields
    {
        get
        {
            var good = GovernedProject.AnyFields("Board");
            return new()
            {
                { "kind", new(good) { Kind = GoverningGroupKind.Unspecified } },
                { "name", new(good) { Name = " " } },
                { "purpose", new(good) { Purpose = "" } },
                { "parent_id", new(good) { ParentId = "the board" } },
                { "parent_id", new(good) { ParentId = "00000000-0000-7000-8000-00000000dead" } },
                { "reporting", new(good) { Reporting = new('x', 1001) } },
                { "lived_role", new(good) { LivedRole = LivedRole.Unspecified } },
                { "seats", new(good) { Seats = 0 } },
                { "lived_seats", new(good) { LivedSeats = 9 } },
                { "lived_seats", new(good) { LivedSeats = 0 } },
                { "lived_seats", new(good) { LivedRole = LivedRole.None } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task AddGoverningGroup_FieldWillNotDo_NamesIt(string field, GoverningGroupFields fields)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.Govern.AddGoverningGroupAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Fields = fields }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task EditGoverningGroup_AnyMovesOfFiveGroups_NeverMakeACircle()
    {
        var project = await NewAsync();
        var groups = new List<string>();
        for (var i = 0; i < 5; i++)
            groups.Add(await project.AddGroupAsync());
        var random = new Random(20261126);
        var (taken, refused) = (0, 0);

        for (var move = 0; move < 60; move++)
        {
            var (group, parent) = (groups[random.Next(5)], groups[random.Next(5)]);
            var before = (await project.ReadAsync()).Groups.ToDictionary(one => one.GoverningGroupId, one => one.Fields);
            var wouldBeUnderItself = Above(before, parent).Prepend(parent).Contains(group);
            var fields = new GoverningGroupFields(before[group]) { ParentId = parent };
            if (wouldBeUnderItself)
            {
                var request = new EditGoverningGroupRequest
                {
                    RequestId = Installation.NewId(), ProjectId = project.ProjectId, GoverningGroupId = group, Etag = await project.EtagAsync(), Fields = fields,
                };
                Assert.Equal("parent_id", Assert.Single((await Refused.CallAsync(project.Govern.EditGoverningGroupAsync(request))).Violations).Field);
                refused++;
                continue;
            }
            await project.EditGroupAsync(group, fields);
            taken++;
        }

        Assert.True(taken > 5 && refused > 5, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public async Task EditGoverningGroup_ChangedMeanwhile_SecondIsToldWhoWasFirst()
    {
        var project = await NewStartedAsync();
        var governed = project.Governed;
        var request = new EditGoverningGroupRequest
        {
            RequestId = Installation.NewId(),
            ProjectId = project.ProjectId,
            GoverningGroupId = await governed.AddGroupAsync(),
            Etag = await project.EtagAsync(),
            Fields = GovernedProject.AnyFields(),
        };
        await governed.As(Callers.Administrator(project.Partnership)).EditGoverningGroupAsync(request);

        var error = await Refused.CallAsync(governed.Govern.EditGoverningGroupAsync(new(request) { RequestId = Installation.NewId() }));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
        Assert.Contains("the governing groups", error.Message);
    }

    [Fact]
    public async Task EndGoverningGroup_AnotherReportsToIt_RefusedUntilThatHasEnded()
    {
        var project = await NewAsync();
        var board = await project.AddGroupAsync();
        var below = await project.AddGroupAsync(GovernedProject.AnyFields(parentId: board));

        var refused = await Refused.CallAsync(EndCallAsync(project, board, await project.EtagAsync()));
        await project.EndGroupAsync(below);
        await project.EndGroupAsync(board);
        var again = await Refused.CallAsync(EndCallAsync(project, board, await project.EtagAsync()));

        Assert.Equal(("HAS_GROUPS", "GROUP_ENDED"), (refused.Reason, again.Reason));
        Assert.All((await project.ReadAsync()).Groups, group => Assert.NotEqual("", group.EndedOn));
    }

    [Fact]
    public async Task AddGoverningGroup_NameInUse_AlreadyExistsUntilTheOtherHasEnded()
    {
        var project = await NewAsync();
        var first = await project.AddGroupAsync(GovernedProject.AnyFields("Board"));
        var again = new AddGoverningGroupRequest { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Fields = GovernedProject.AnyFields("BOARD") };

        var error = await Refused.CallAsync(project.Govern.AddGoverningGroupAsync(again));
        await project.EndGroupAsync(first);
        await project.Govern.AddGoverningGroupAsync(again);

        Assert.Equal((StatusCode.AlreadyExists, "NAME_IN_USE"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task Members_JoinAndLeave_StayOnRecordWithTheirDays()
    {
        var project = await NewAsync();
        var group = await project.AddGroupAsync();
        var ada = await project.AddMemberAsync(group, "Ada");
        var twice = await Refused.CallAsync(project.Govern.AddGoverningMemberAsync(
            new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GoverningGroupId = group, Name = "ada", Perspective = Perspective.Carer }));

        await project.LeaveAsync(ada);
        await project.AddMemberAsync(group, "Ada", Perspective.Carer);

        Assert.Equal("NAME_IN_USE", twice.Reason);
        Assert.Equal([(Perspective.Carer, true), (Perspective.LivedExperience, false)],
            (await project.GroupAsync(group)).Members.Select(member => (member.Perspective, member.LeftOn.Length == 0)));
    }

    [Theory]
    [InlineData("name", " ", Perspective.Staff)]
    [InlineData("perspective", "Ada", Perspective.Unspecified)]
    public async Task AddGoverningMember_FieldWillNotDo_NamesIt(string field, string name, Perspective perspective)
    {
        var project = await NewAsync();
        var group = await project.AddGroupAsync();

        var error = await Refused.CallAsync(project.Govern.AddGoverningMemberAsync(
            new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GoverningGroupId = group, Name = name, Perspective = perspective }));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task SetAccountable_TwoAtOnce_SecondIsTold()
    {
        var project = await NewAsync();
        var request = new SetAccountableRequest
        {
            RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync(), Accountable = new() { Success = "Grace Obi", Money = "Finn", KeptUp = "Each quarter." },
        };
        await project.Govern.SetAccountableAsync(request);

        var error = await Refused.CallAsync(project.Govern.SetAccountableAsync(new(request) { RequestId = Installation.NewId() }));

        Assert.Equal("CHANGED_MEANWHILE", error.Reason);
        Assert.Equal(request.Accountable, (await project.ReadAsync()).Accountable);
    }

    private static IEnumerable<string> Above(Dictionary<string, GoverningGroupFields> groups, string id)
    {
        for (var above = groups[id].ParentId; above.Length > 0; above = groups[above].ParentId)
            yield return above;
    }

    private static AsyncUnaryCall<EndGoverningGroupResponse> EndCallAsync(GovernedProject project, string group, string etag) => project.Govern.EndGoverningGroupAsync(
        new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GoverningGroupId = group, Etag = etag, Because = "Its work is done." });

    private async Task<StartedProject> NewStartedAsync() => await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());

    private async Task<GovernedProject> NewAsync() => (await NewStartedAsync()).Governed;
}
