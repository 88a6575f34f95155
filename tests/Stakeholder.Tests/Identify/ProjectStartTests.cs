using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Identify;

/// <summary>Readiness, outcomes, what is known already and linked projects.</summary>
public sealed class ProjectStartTests(Installation installation)
{
    [Fact]
    public async Task AnswerReadiness_BySomebodyForTheSponsor_ShownWithBothNamesAndTheDay()
    {
        var project = await NewAsync();
        var before = await project.OverviewAsync();

        await project.AnswerAsync(("time", YesNo.NotSure));

        var after = await project.OverviewAsync();
        Assert.Null(before.Readiness);
        Assert.All(before.Questions, question => Assert.Equal(YesNo.Unspecified, question.Answer));
        Assert.Equal(("Grace Obi", "2026-05-03", "Femi"), (after.Readiness.AnsweredBy, after.Readiness.AnsweredOn, after.Readiness.RecordedBy));
        Assert.Equal(["time"], after.Questions.Where(question => question.Answer == YesNo.NotSure).Select(question => question.Code));
    }

    [Fact]
    public async Task AnswerReadiness_Again_NewestCountsAndEarlierStays()
    {
        var project = await NewAsync();
        await project.AnswerAsync(("budget", YesNo.No));

        await project.AnswerAsync();

        Assert.All((await project.OverviewAsync()).Questions, question => Assert.Equal(YesNo.Yes, question.Answer));
        Assert.Equal(2, await installation.ReadBehindTheScenesAsync<long>("SELECT count(*) FROM readiness WHERE project_id = @Id", new { project.Id }));
    }

    [Fact]
    public async Task AnswerReadiness_BySomebodyWithTheSponsorsRole_IsLetIn()
    {
        var project = await NewAsync();

        await project.As(Callers.WithIn(Roles.Sponsor, project.Partnership, project.Id)).AnswerReadinessAsync(project.Ready(await project.OverviewAsync()));

        Assert.NotNull((await project.OverviewAsync()).Readiness);
    }

    [Fact]
    public async Task AnswerReadiness_QuestionsLeftOut_NamesEach()
    {
        var project = await NewAsync();
        var request = project.Ready(await project.OverviewAsync(), ("budget", YesNo.Unspecified));
        request.Answers.Remove(request.Answers.Single(answer => answer.Question == "serious"));

        var error = await Refused.CallAsync(project.Identify.AnswerReadinessAsync(request));

        Assert.Equal(["answers.budget", "answers.serious"], error.Violations.Select(violation => violation.Field).Order());
    }

    [Theory]
    [InlineData("answered_by", "", "2026-05-03")]
    [InlineData("answered_on", "Grace Obi", "2199-01-01")]
    [InlineData("answered_on", "Grace Obi", "3 May")]
    public async Task AnswerReadiness_FieldWillNotDo_NamesIt(string field, string by, string on)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.Identify.AnswerReadinessAsync(new(project.Ready(await project.OverviewAsync())) { AnsweredBy = by, AnsweredOn = on }));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task AnswerReadiness_AnsweredMeanwhile_SecondIsTold()
    {
        var project = await NewAsync();
        var request = project.Ready(await project.OverviewAsync());
        await project.AnswerAsync();

        var error = await Refused.CallAsync(project.Identify.AnswerReadinessAsync(request));

        Assert.Equal("CHANGED_MEANWHILE", error.Reason);
    }

    [Fact]
    public async Task EditOutcome_WordsThenEnd_HeldOnesComeFirst()
    {
        var project = await NewAsync();
        var first = await project.HopeAsync(ProposedBy.Staff);
        await project.HopeAsync(ProposedBy.Together, "Buses run on Sundays.");
        var edit = new EditOutcomeRequest { RequestId = Installation.NewId(), ProjectId = project.ProjectId, OutcomeId = first.OutcomeId, Etag = await project.EtagAsync(), Words = "I choose who supports me.", ProposedBy = ProposedBy.Carers };

        var edited = (await project.Identify.EditOutcomeAsync(edit)).Outcome;
        var second = await Refused.CallAsync(project.Identify.EditOutcomeAsync(new(edit) { RequestId = Installation.NewId() }));
        await project.Identify.EditOutcomeAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, OutcomeId = first.OutcomeId, Etag = await project.EtagAsync(), End = true });

        Assert.Equal(("I choose who supports me.", ProposedBy.Carers, ""), (edited.Words, edited.ProposedBy, edited.EndedOn));
        Assert.Equal("CHANGED_MEANWHILE", second.Reason);
        var outcomes = (await project.OverviewAsync()).Outcomes;
        Assert.Equal(["Buses run on Sundays.", "I choose who supports me."], outcomes.Select(outcome => outcome.Words));
        Assert.NotEqual("", outcomes[1].EndedOn);
    }

    [Theory]
    [InlineData("words", "", ProposedBy.Staff, "")]
    [InlineData("proposed_by", "Hope", ProposedBy.Unspecified, "")]
    [InlineData("proposed_on", "Hope", ProposedBy.Staff, "2199-01-01")]
    public async Task AddOutcome_FieldWillNotDo_NamesIt(string field, string words, ProposedBy by, string on)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.Identify.AddOutcomeAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Words = words, ProposedBy = by, ProposedOn = on }));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task AddOutcome_TwoHundredThereAlready_TooMany()
    {
        var project = await NewAsync();
        await installation.ReadBehindTheScenesAsync<int>(
            """
            INSERT INTO outcome (partnership_id, outcome_id, project_id, words, proposed_by, proposed_on)
            SELECT @Partnership, gen_random_uuid(), @Id, 'One of many', 4, '2026-05-01' FROM generate_series(1, 200);
            SELECT 1
            """, new { project.Partnership, project.Id });

        var error = await Refused.CallAsync(project.Identify.AddOutcomeAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Words = "One more", ProposedBy = ProposedBy.Staff }));

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY"), (error.Code, error.Reason));
    }

    [Theory]
    [InlineData(YesNo.Yes, "Carers are tired.")]
    [InlineData(YesNo.No, "")]
    [InlineData(YesNo.NotSure, "")]
    public async Task AddKnown_PeopleAgreeOrNot_WordsAreShownToAllOnlyWhenTheyDo(YesNo consent, string shown)
    {
        var project = await NewAsync();
        await AddKnownAsync(project, consent);

        var toMember = await project.As(Callers.With(Roles.Member, project.Partnership)).GetOverviewAsync(new() { ProjectId = project.ProjectId });

        var known = Assert.Single(toMember.Known);
        Assert.Equal((shown, "Survey of 2024", consent), (known.Words, known.Source, known.Consent));
        Assert.Equal("Carers are tired.", Assert.Single((await project.OverviewAsync()).Known).Words);
    }

    [Fact]
    public async Task RemoveKnown_AgreementTakenBack_NothingIsLeftOfIt()
    {
        var project = await NewAsync();
        var known = await AddKnownAsync(project, YesNo.Yes);

        await project.Identify.RemoveKnownAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, KnownId = known.KnownId });

        Assert.Equal(0, await installation.ReadBehindTheScenesAsync<long>("SELECT count(*) FROM known_before WHERE project_id = @Id", new { project.Id }));
        var again = await Refused.CallAsync(project.Identify.RemoveKnownAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, KnownId = known.KnownId }));
        Assert.Equal(StatusCode.NotFound, again.Code);
    }

    [Fact]
    public async Task LinkProject_ByName_SeenFromBothUntilUnlinked()
    {
        var one = await NewAsync();
        var other = await NewAsync(one.Partnership);
        var name = (await other.OverviewAsync()).Project.Name;

        await one.Identify.LinkProjectAsync(new() { RequestId = Installation.NewId(), ProjectId = one.ProjectId, Name = name.ToUpperInvariant() });

        Assert.Equal(other.ProjectId, Assert.Single((await one.OverviewAsync()).Links).ProjectId);
        Assert.Equal(one.ProjectId, Assert.Single((await other.OverviewAsync()).Links).ProjectId);
        await other.Identify.UnlinkProjectAsync(new() { RequestId = Installation.NewId(), ProjectId = other.ProjectId, LinkedProjectId = one.ProjectId });
        Assert.Empty((await one.OverviewAsync()).Links);
    }

    [Fact]
    public async Task LinkProject_OneThatTheCallerMayNotSee_IsNotThereAndIsNotShown()
    {
        var one = await NewAsync();
        var other = await NewAsync(one.Partnership);
        var name = (await other.OverviewAsync()).Project.Name;
        var facilitatorOfOne = one.As(Callers.WithIn(Roles.Facilitator, one.Partnership, one.Id));
        var request = new LinkProjectRequest { RequestId = Installation.NewId(), ProjectId = one.ProjectId, Name = name };

        var refused = await Refused.CallAsync(facilitatorOfOne.LinkProjectAsync(request));
        await one.Identify.LinkProjectAsync(new(request) { RequestId = Installation.NewId() });

        Assert.Equal("name", Assert.Single(refused.Violations).Field);
        Assert.Empty((await facilitatorOfOne.GetOverviewAsync(new() { ProjectId = one.ProjectId })).Links);
    }

    [Fact]
    public async Task GetOverview_AfterChanges_SaysWhoChangedWhatNewestFirst()
    {
        var project = await NewAsync();
        await project.HopeAsync(ProposedBy.Together);
        await project.EditAsync(request => request.Responsible = "Femi");

        var changes = (await project.OverviewAsync()).Changes;

        Assert.Equal([("Femi", "who is responsible"), ("Femi", "the outcomes hoped for")], changes.Select(change => (change.By, Assert.Single(change.Parts))));
    }

    [Fact]
    public async Task GetOverview_OtherPartnerships_NotFound()
    {
        var theirs = await NewAsync();
        await theirs.HopeAsync(ProposedBy.Staff);

        var error = await Refused.CallAsync(theirs.As(Callers.Administrator(await installation.NewPartnershipAsync())).GetOverviewAsync(new() { ProjectId = theirs.ProjectId }));

        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    private static async Task<Known> AddKnownAsync(StartedProject project, YesNo consent) => (await project.Identify.AddKnownAsync(
        new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Words = "Carers are tired.", Source = "Survey of 2024", Consent = consent })).Known;

    private async Task<StartedProject> NewAsync(Guid? partnership = null) =>
        await StartedProject.CreateAsync(installation.Module, partnership ?? await installation.NewPartnershipAsync());
}
