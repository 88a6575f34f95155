using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Learning;

/// <summary>What people want to learn and had, who stands by newcomers, and what a project shows of it.</summary>
public sealed class LearningTests(Installation installation) : RegisterTest(installation)
{
    [Fact]
    public async Task Learning_WantedHadAndHowItWent_OwnWordsAreForThemAlone()
    {
        var project = await NewAsync();
        var mina = await MemberAsync(project.Partnership, Roles.Member);
        var empower = project.EmpowerAs(mina);

        var id = (await empower.AddLearningAsync(new() { RequestId = Installation.NewId(), Kind = "chairing" })).LearningId;
        await empower.SayHadAsync(new() { RequestId = Installation.NewId(), LearningId = id, HowItWent = "I chaired the next one." });
        await project.SayHadAsync(mina.PersonId.ToString(), id);

        var own = Assert.Single((await empower.GetLearningAsync(new())).Entries);
        Assert.Equal(("chairing", "I chaired the next one."), (own.Kind, own.HowItWent));
        Assert.NotEmpty(own.HadOn);
        var theirs = Assert.Single((await project.LearningOfAsync(mina.PersonId.ToString())).Entries);
        Assert.Equal((own.HadOn, ""), (theirs.HadOn, theirs.HowItWent));
        Assert.Contains((await Installed.Access(mina).GetMyPageAsync(new())).Sightings, sighting => sighting.Action == "learning.read");
        await empower.SayHadAsync(new() { RequestId = Installation.NewId(), LearningId = id });
        Assert.Empty(Assert.Single((await empower.GetLearningAsync(new())).Entries).HowItWent);
    }

    [Theory]
    [InlineData("kind", "juggling", "", "")]
    [InlineData("wanted_on", "meetings", "2199-01-01", "")]
    [InlineData("had_on", "meetings", "", "2199-01-01")]
    [InlineData("had_on", "meetings", "2026-05-03", "2026-05-02")]
    [InlineData("had_on", "meetings", "", "yesterday")]
    public async Task AddLearning_FieldWillNotDo_InvalidArgumentNamesIt(string field, string kind, string wantedOn, string hadOn)
    {
        var project = await NewAsync();
        var request = project.AnyLearning(await project.PersonAsync("carer"), kind);
        (request.WantedOn, request.HadOn) = (wantedOn, hadOn);

        var error = await Refused.CallAsync(project.EmpowerAs(project.Femi).AddLearningAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task AddLearning_TenAtOnce_WantedOnce()
    {
        var project = await NewAsync();
        var person = await project.PersonAsync("carer");

        var ends = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => EndAsync(project.EmpowerAs(project.Femi).AddLearningAsync(project.AnyLearning(person)))));

        Assert.Single(ends, StatusCode.OK);
        Assert.Equal(9, ends.Count(end => end == StatusCode.AlreadyExists));
        Assert.Single((await project.LearningOfAsync(person)).Entries);
    }

    [Fact]
    public async Task AddLearning_ProjectOfOthers_InvalidArgument()
    {
        var (project, other) = (await NewAsync(), await NewAsync());
        var sam = await MemberAsync(project.Partnership, Roles.Member);
        var inOne = sam with { Roles = [], ProjectRoles = new Dictionary<Guid, IReadOnlyList<string>> { [Guid.NewGuid()] = [Roles.Member] } };

        foreach (var (caller, id) in new[] { (inOne, project.ProjectId), (sam, other.ProjectId) })
            Assert.True((await Refused.CallAsync(project.EmpowerAs(caller).AddLearningAsync(new() { RequestId = Installation.NewId(), Kind = "it", ProjectId = id }))).Code
                is StatusCode.InvalidArgument or StatusCode.NotFound);
    }

    [Fact]
    public async Task SayHad_HowItWentOfSomebodyElse_InvalidArgumentNamesIt()
    {
        var project = await NewAsync();
        var person = await project.PersonAsync("carer");
        var id = await project.WantAsync(person);

        var error = await Refused.CallAsync(project.EmpowerAs(project.Femi).SayHadAsync(
            new() { RequestId = Installation.NewId(), PersonId = person, LearningId = id, HowItWent = "They liked it." }));

        Assert.Equal("how_it_went", Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task EndLearning_WantedNoLonger_CountsNoLongerAndStaysWritten()
    {
        var project = await NewAsync();
        var person = await project.PersonAsync("carer");
        var request = new EndLearningRequest { RequestId = Installation.NewId(), PersonId = person, LearningId = await project.WantAsync(person) };

        await project.EmpowerAs(project.Femi).EndLearningAsync(request);
        var again = await Refused.CallAsync(project.EmpowerAs(project.Femi).EndLearningAsync(new(request) { RequestId = Installation.NewId() }));

        Assert.NotEmpty(Assert.Single((await project.LearningOfAsync(person)).Entries).EndedOn);
        Assert.Empty((await project.LearningAsync()).Kinds);
        Assert.Equal(StatusCode.NotFound, again.Code);
    }

    [Fact]
    public async Task Learning_OfSomebodyElseWithoutTheRight_Refused()
    {
        var project = await NewAsync();
        var person = await project.PersonAsync("carer");
        var mina = await MemberAsync(project.Partnership, Roles.Member);
        var empower = project.EmpowerAs(mina);

        Assert.Equal("NOT_YOURS", (await Refused.CallAsync(empower.GetLearningAsync(new() { PersonId = person }))).Reason);
        Assert.Equal("NOT_YOURS", (await Refused.CallAsync(empower.AddLearningAsync(project.AnyLearning(person)))).Reason);
        Assert.Equal(StatusCode.PermissionDenied, (await Refused.CallAsync(empower.AddPeerAsync(project.AnyPeer(mina.PersonId.ToString(), person)))).Code);
    }

    [Fact]
    public async Task Peer_FromUntil_BothSeeItAndTheNewcomerIsNotAloneMeanwhile()
    {
        var project = await NewAsync();
        var (newcomer, peer) = (await project.PersonAsync("lived", "curious"), await project.PersonAsync("lived", "leading"));
        await project.WantAsync(newcomer);

        var id = (await project.EmpowerAs(project.Femi).AddPeerAsync(project.AnyPeer(newcomer, peer))).PairingId;
        var during = await project.LearningAsync();
        var twice = await Refused.CallAsync(project.EmpowerAs(project.Femi).AddPeerAsync(project.AnyPeer(newcomer, peer)));
        await project.EmpowerAs(project.Femi).EndPeerAsync(new() { RequestId = Installation.NewId(), PersonId = newcomer, PairingId = id });
        var after = await project.LearningAsync();

        Assert.Equal(("PEER_ALREADY", 1, 0, 1), (twice.Reason, during.Newcomers, during.NewcomersWithoutPeer, after.NewcomersWithoutPeer));
        Assert.Equal(peer, Assert.Single((await project.LearningOfAsync(newcomer)).Peers).PersonId);
        Assert.NotEmpty(Assert.Single((await project.LearningOfAsync(peer)).Newcomers).UntilOn);
    }

    [Theory]
    [InlineData("they_agree", false, "")]
    [InlineData("until_on", true, "2026-01-01")]
    public async Task AddPeer_FieldWillNotDo_InvalidArgumentNamesIt(string field, bool agree, string until)
    {
        var project = await NewAsync();
        var request = project.AnyPeer(await project.PersonAsync("lived"), await project.PersonAsync("lived"));
        (request.TheyAgree, request.UntilOn) = (agree, until);

        Assert.Equal(field, Assert.Single((await Refused.CallAsync(project.EmpowerAs(project.Femi).AddPeerAsync(request))).Violations).Field);
        Assert.Equal("peer_id", Assert.Single((await Refused.CallAsync(project.EmpowerAs(project.Femi).AddPeerAsync(
            new(request) { RequestId = Installation.NewId(), PeerId = request.PersonId }))).Violations).Field);
    }

    [Fact]
    public async Task GetProjectLearning_StaffAndExperts_CountsForAllAndNamesForWhoeverMaySeePeople()
    {
        var project = await NewAsync();
        var (carer, staff) = (await project.PersonAsync("carer"), await project.PersonAsync("staff"));
        await project.WantAsync(carer, "meetings");
        await project.HadAsync(carer);
        await project.HadAsync(staff);

        var seen = await project.LearningAsync();
        var counted = await project.EmpowerAs(Callers.With(Roles.Member, project.Partnership)).GetProjectLearningAsync(new() { ProjectId = project.ProjectId });

        Assert.Equal([("induction", 0, 2), ("meetings", 1, 0)], counted.Kinds.Select(kind => (kind.Kind, kind.Want, kind.Had)));
        Assert.Equal((2, 1, 0), (counted.People, counted.Staff, counted.Named.Count));
        Assert.Equal(seen.Kinds, counted.Kinds);
        Assert.Equal(["meetings"], seen.Named.Single(person => person.PersonId == carer).Wants);
    }

    [Fact]
    public async Task ReportLearning_ByAProgram_WhatWasWantedCountsAsHad()
    {
        var project = await NewAsync();
        var person = await project.PersonAsync("carer");
        var id = await project.WantAsync(person, "it");
        var program = project.EmpowerAs(Callers.With(Roles.ServiceAccount, project.Partnership));
        ReportLearningRequest Request(string kind) => new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, PersonId = person, Kind = kind };

        Assert.Equal(id, (await program.ReportLearningAsync(Request("it"))).LearningId);
        await program.ReportLearningAsync(Request("meetings"));

        Assert.Equal([("meetings", 0, 1), ("it", 0, 1)], (await project.LearningAsync()).Kinds.Select(kind => (kind.Kind, kind.Want, kind.Had)));
    }

    [Fact]
    public async Task Empower_WantedThenHad_GoesFromNotBegunToDone()
    {
        var project = await NewAsync();
        var person = await project.PersonAsync("staff");
        var before = await EmpowerAsync(project);

        var id = await project.WantAsync(person);
        var underWay = await EmpowerAsync(project);
        await project.SayHadAsync(person, id);

        Assert.Equal([StepState.NotBegun, StepState.UnderWay, StepState.Done], [before, underWay, await EmpowerAsync(project)]);
    }

    private static async Task<StepState> EmpowerAsync(StartedProject project) => (await project.OverviewAsync()).Steps.Single(step => step.Step == ProjectStep.Empower).State;

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(Installed.Module, await Installed.NewPartnershipAsync());
}
