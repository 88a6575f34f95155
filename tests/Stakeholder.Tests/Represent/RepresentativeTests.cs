using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Represent;

/// <summary>Who speaks for a project's groups, and who may see what of it.</summary>
public sealed class RepresentativeTests(Installation installation) : RegisterTest(installation)
{
    [Fact]
    public async Task AddRepresentative_EveryField_CanBeReadAsSent()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        var request = await project.AnyRepresentativeAsync(group.GroupId, await project.NewPersonAsync("Mina Shah"));
        (request.FromOn, request.Experience, request.FoundThrough) = ("2026-02-03", RepresentativeExperience.Confident, FoundThrough.LedByCarers);
        request.Stages.Add([ProjectStep.Govern, ProjectStep.Identify]);

        await project.RepresentAs(project.Femi).AddRepresentativeAsync(request);

        var one = Assert.Single(await project.RepresentativesAsync());
        Assert.Equal((request.PersonId, "Mina Shah", group.GroupId, group.Name), (one.PersonId, one.DisplayName, one.GroupId, one.GroupName));
        Assert.Equal(("2026-02-03", "", RepresentativeExperience.Confident, FoundThrough.LedByCarers), (one.FromOn, one.UntilOn, one.Experience, one.FoundThrough));
        Assert.Equal([ProjectStep.Identify, ProjectStep.Govern], one.Stages);
        Assert.All(one.History, period => Assert.Equal(("2026-02-03", ""), (period.EngagedOn, period.EndedOn)));
    }

    public static TheoryData<string, Action<AddRepresentativeRequest>> BadFields => new()
    {
        { "person_id", request => request.PersonId = "" },
        { "person_id", request => request.PersonId = Installation.NewId() },
        { "from_on", request => request.FromOn = "2199-01-01" },
        { "stages", request => request.Stages.Add(ProjectStep.Unspecified) },
        { "experience", request => request.Experience = RepresentativeExperience.Unspecified },
        { "found_through", request => request.FoundThrough = (FoundThrough)9 },
        { "they_agree", request => request.TheyAgree = false },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task AddRepresentative_FieldWillNotDo_NamesIt(string field, Action<AddRepresentativeRequest> change)
    {
        var project = await NewAsync();
        var request = await project.AnyRepresentativeAsync((await project.NameGroupAsync()).GroupId);
        change(request);

        var error = await Refused.CallAsync(project.RepresentAs(project.Femi).AddRepresentativeAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task AddRepresentative_OnePersonForTwoGroupsAndTwoPeopleForOne_AllHold()
    {
        var project = await NewAsync();
        var (first, second) = ((await project.NameGroupAsync()).GroupId, (await project.NameGroupAsync()).GroupId);
        var mina = await project.NewPersonAsync();
        await project.RepresentAsync(first, mina);
        await project.RepresentAsync(second, mina);
        await project.RepresentAsync(second);

        var again = await Refused.CallAsync(project.RepresentAs(project.Femi).AddRepresentativeAsync(await project.AnyRepresentativeAsync(first, mina)));

        Assert.Equal((StatusCode.AlreadyExists, "ALREADY_SPEAKS"), (again.Code, again.Reason));
        Assert.Equal([1, 2], (await project.CoverageAsync()).Groups.Select(group => group.People));
    }

    [Fact]
    public async Task AddRepresentative_GroupEnded_IsRefused()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        await EndGroupAsync(project, group.GroupId);

        var error = await Refused.CallAsync(project.RepresentAs(project.Femi).AddRepresentativeAsync(await project.AnyRepresentativeAsync(group.GroupId)));

        Assert.Equal("GROUP_ENDED", error.Reason);
    }

    [Fact]
    public async Task AddRepresentative_GroupOfAnotherProjectOrPersonOfAnotherPartnership_IsNotThere()
    {
        var (project, other) = (await NewAsync(), await NewAsync());
        var group = await project.NameGroupAsync();

        var ofAnother = await Refused.CallAsync(project.RepresentAs(project.Femi).AddRepresentativeAsync(await project.AnyRepresentativeAsync((await other.NameGroupAsync()).GroupId)));
        var stranger = await Refused.CallAsync(project.RepresentAs(project.Femi).AddRepresentativeAsync(await project.AnyRepresentativeAsync(group.GroupId, await other.NewPersonAsync())));

        Assert.Equal((StatusCode.NotFound, StatusCode.InvalidArgument), (ofAnother.Code, stranger.Code));
    }

    [Fact]
    public async Task EndRepresentative_WithADayAndReason_StaysOnRecordAndCanBeginAgain()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        var mina = await project.NewPersonAsync();
        var id = await project.RepresentAsync(group.GroupId, mina, fromOn: "2026-01-05", stages: Represented.EveryStep);

        await project.EndAsync(id, "2026-03-01");
        var again = await project.RepresentAsync(group.GroupId, mina);
        var twice = await Refused.CallAsync(project.RepresentAs(project.Femi).EndRepresentativeAsync(await project.AnyEndAsync(id)));

        var all = await project.RepresentativesAsync();
        Assert.Equal([again, id], all.Select(one => one.RepresentationId));
        Assert.Equal(("2026-03-01", "They have moved away."), (all[1].UntilOn, all[1].UntilBecause));
        Assert.All(all[1].History, period => Assert.Equal(("2026-01-05", "2026-03-01"), (period.EngagedOn, period.EndedOn)));
        Assert.Equal("HAS_ENDED", twice.Reason);
    }

    [Theory]
    [InlineData("until_on", "2025-12-31", "Why.")]
    [InlineData("until_on", "2199-01-01", "Why.")]
    [InlineData("because", "", " ")]
    public async Task EndRepresentative_FieldWillNotDo_NamesIt(string field, string untilOn, string because)
    {
        var project = await NewAsync();
        var id = await project.RepresentAsync((await project.NameGroupAsync()).GroupId, fromOn: "2026-01-05");

        var error = await Refused.CallAsync(project.RepresentAs(project.Femi).EndRepresentativeAsync(new(await project.AnyEndAsync(id, untilOn)) { Because = because }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task EndGroup_Represented_RepresentationsEndWithItAndStayEndedWhenItOpensAgain()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        await project.RepresentAsync(group.GroupId, stages: Represented.EveryStep);

        await EndGroupAsync(project, group.GroupId);
        await project.Identify.ReopenGroupAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GroupId = group.GroupId, Etag = await project.EtagAsync() });

        var one = Assert.Single(await project.RepresentativesAsync());
        Assert.NotEqual("", one.UntilOn);
        Assert.All(one.History, period => Assert.Equal(one.UntilOn, period.EndedOn));
        Assert.True(Assert.Single((await project.CoverageAsync()).Groups).HasNobody);
    }

    [Fact]
    public async Task SetStages_OffAndOnAgainTheSameDay_GoesOnAsIfNothingHadBeen()
    {
        var project = await NewAsync();
        var id = await project.RepresentAsync((await project.NameGroupAsync()).GroupId, stages: ProjectStep.Engage);

        await project.SetStagesAsync(id, ProjectStep.Govern);
        await project.SetStagesAsync(id, ProjectStep.Engage, ProjectStep.Govern);

        var one = Assert.Single(await project.RepresentativesAsync());
        Assert.Equal([ProjectStep.Engage, ProjectStep.Govern], one.Stages);
        Assert.Equal(2, one.History.Count);
    }

    [Fact]
    public async Task SetStages_ChangedMeanwhile_SecondIsToldWhoChangedWhat()
    {
        var project = await NewAsync();
        var id = await project.RepresentAsync((await project.NameGroupAsync()).GroupId);
        var request = await project.AnyStagesAsync(id, ProjectStep.Govern);
        await project.RepresentAs(Callers.Administrator(project.Partnership)).SetStagesAsync(request);

        var error = await Refused.CallAsync(project.RepresentAs(project.Femi).SetStagesAsync(new(request) { RequestId = Installation.NewId() }));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
        Assert.StartsWith("Ada changed who speaks for the groups", error.Message);
    }

    [Fact]
    public async Task Changes_ProjectClosed_AreRefused()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        var id = await project.RepresentAsync(group.GroupId);
        await project.CloseAsync();
        var client = project.RepresentAs(project.Femi);

        var refused = new[]
        {
            await Refused.CallAsync(client.AddRepresentativeAsync(await project.AnyRepresentativeAsync(group.GroupId))),
            await Refused.CallAsync(client.SetStagesAsync(await project.AnyStagesAsync(id))),
            await Refused.CallAsync(client.EndRepresentativeAsync(await project.AnyEndAsync(id))),
        };

        Assert.All(refused, error => Assert.Equal("PROJECT_CLOSED", error.Reason));
    }

    [Fact]
    public async Task ListRepresentatives_ByAMember_NamesThoseOfNowAndNoMore()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        await project.EndAsync(await project.RepresentAsync(group.GroupId));
        await project.RepresentAsync(group.GroupId, await project.NewPersonAsync("Ivy"), RepresentativeExperience.CurrentNeeds, stages: ProjectStep.Govern);

        var one = Assert.Single(await project.RepresentativesAsync(Callers.With(Roles.Member, project.Partnership)));

        Assert.Equal(("Ivy", ProjectStep.Govern), (one.DisplayName, Assert.Single(one.Stages)));
        Assert.Equal(("", RepresentativeExperience.Unspecified, FoundThrough.Unspecified, 0), (one.PersonId, one.Experience, one.FoundThrough, one.History.Count));
    }

    [Fact]
    public async Task ListRepresentations_Own_SeesEverythingAndWhoWroteItDown()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        var mina = await MemberAsync(project.Partnership, Roles.Member);
        await project.RepresentAsync(group.GroupId, mina.PersonId.ToString(), stages: ProjectStep.Deliver);

        var own = await project.RepresentAs(mina).ListRepresentationsAsync(new());
        var other = await Refused.CallAsync(project.RepresentAs(await MemberAsync(project.Partnership, Roles.Member)).ListRepresentationsAsync(new() { PersonId = mina.PersonId.ToString() }));
        await project.RepresentAs(project.Femi).ListRepresentationsAsync(new() { PersonId = mina.PersonId.ToString() });
        var page = await Installed.Access(mina).GetMyPageAsync(new());

        var one = Assert.Single(own.Representations);
        Assert.Equal((group.Name, ProjectStep.Deliver, true), (one.GroupName, Assert.Single(one.Stages), own.Counted));
        Assert.Equal("NOT_YOURS", other.Reason);
        Assert.Equal(["representation.read", "representation.add"], page.Sightings.Select(sighting => sighting.Action).Take(2));
    }

    private static async Task EndGroupAsync(StartedProject project, string groupId) => await project.Identify.EndGroupAsync(
        new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GroupId = groupId, Etag = await project.EtagAsync(), Because = "The service has closed." });

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(Installed.Module, await Installed.NewPartnershipAsync());
}
