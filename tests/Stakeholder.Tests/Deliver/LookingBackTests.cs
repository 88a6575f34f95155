using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Deliver;

/// <summary>Self-assessments in a group, and checkpoints.</summary>
public sealed class LookingBackTests(Installation installation)
{
    [Fact]
    public async Task GetSelfAssessment_NewProject_HasFivePrinciplesAndFifteenStatements()
    {
        var assessment = await (await NewAsync()).SelfAssessmentAsync();

        Assert.Equal((5, 15, 0), (assessment.Principles.Count, assessment.Principles.SelectMany(principle => principle.Statements).DistinctBy(statement => statement.StatementId).Count(), assessment.Sittings.Count));
    }

    [Fact]
    public async Task RecordSitting_Twice_BothAreKeptTheNewestFirst()
    {
        var project = await NewAsync();
        var first = await project.AnySittingAsync(2);
        first.HeldOn = "2026-02-01";
        first.Scores[0].Note = "We are asked, and that is all.";
        await project.DeliverAs(project.Femi).RecordSittingAsync(first);
        await project.DeliverAs(project.Femi).RecordSittingAsync(await project.AnySittingAsync(3, ("learn-look", 5)));

        var sittings = (await project.SelfAssessmentAsync()).Sittings;

        Assert.Equal([47, 30], sittings.Select(sitting => sitting.Scores.Sum(score => score.Score_)));
        Assert.Equal(("2026-02-01", "Femi", 4, 2, 3, 0),
            (sittings[1].HeldOn, sittings[1].RecordedBy, sittings[1].Presence.LivedExperience, sittings[1].Presence.Carers, sittings[1].Presence.Staff, sittings[1].Presence.Others));
        Assert.Equal("We are asked, and that is all.", sittings[1].Scores.Single(score => score.StatementId == first.Scores[0].StatementId).Note);
    }

    [Theory]
    [InlineData("scores.open-plain")]
    [InlineData("presence.lived_experience")]
    [InlineData("presence.staff")]
    [InlineData("held_on")]
    public async Task RecordSitting_FieldWillNotDo_NamesIt(string field)
    {
        var project = await NewAsync();
        var request = await project.AnySittingAsync(3, ("open-plain", field == "scores.open-plain" ? 6 : 3));
        if (field == "presence.lived_experience")
            request.Presence = new();
        if (field == "presence.staff")
            request.Presence.Staff = -1;
        if (field == "held_on")
            request.HeldOn = "soon";

        var error = await Refused.CallAsync(project.DeliverAs(project.Femi).RecordSittingAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task RecordSitting_StatementsLeftOut_NamesEach()
    {
        var project = await NewAsync();
        var request = await project.AnySittingAsync();
        request.Scores.Clear();

        var error = await Refused.CallAsync(project.DeliverAs(project.Femi).RecordSittingAsync(request));

        Assert.Equal(15, error.Violations.Count);
    }

    [Fact]
    public async Task AddCheckpoint_EveryField_CanBeReadAsAnswered()
    {
        var project = await NewAsync();
        await project.LookBackAsync();

        var added = (await project.DeliverAs(project.Femi).AddCheckpointAsync(new(project.AnyCheckpoint()) { HeldOn = "2026-03-01", NextOn = "2026-09-01" })).Checkpoint;

        var read = (await project.DeliverAs(project.Femi).GetCheckpointsAsync(new() { ProjectId = project.ProjectId })).Checkpoints;
        Assert.Equal((2, added), (read.Count, read[1]));
        Assert.Equal(("2026-03-01", "The working group", "Papers come late.", "2026-09-01"), (added.HeldOn, added.ReviewedBy, added.LessWell, added.NextOn));
    }

    public static TheoryData<string, AddCheckpointRequest> BadCheckpoints
    {
        get
        {
            var good = new AddCheckpointRequest { ReviewedBy = "Us", GoesWell = "This.", LessWell = "That.", ToChange = "Nothing." };
            return new()
            {
                { "reviewed_by", new(good) { ReviewedBy = "" } },
                { "goes_well", new(good) { GoesWell = " " } },
                { "less_well", new(good) { LessWell = "" } },
                { "to_change", new(good) { ToChange = "" } },
                { "held_on", new(good) { HeldOn = "2199-01-01" } },
                { "next_on", new(good) { HeldOn = "2026-03-01", NextOn = "2026-03-01" } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BadCheckpoints))]
    public async Task AddCheckpoint_FieldWillNotDo_NamesIt(string field, AddCheckpointRequest request)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.DeliverAs(project.Femi).AddCheckpointAsync(new(request) { RequestId = Installation.NewId(), ProjectId = project.ProjectId }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task LongWithoutCheckpoint_LastOneSevenMonthsAgo_IsUpUntilTheProjectIsClosed()
    {
        var project = await NewAsync();
        await project.DeliverAs(project.Femi).AddCheckpointAsync(new(project.AnyCheckpoint()) { HeldOn = Delivery.MonthsAgo(7) });
        var running = await project.FlagAsync("long-without-checkpoint");

        await project.CloseAsync();

        Assert.StartsWith("The last checkpoint was on", running.Evidence);
        Assert.False((await project.FlagAsync("long-without-checkpoint")).IsUp);
    }

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());
}
