using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Deliver;

/// <summary>The joint review: two sides sign, each with its own verdict, and the project ends.</summary>
public sealed class CloseOutTests(Installation installation)
{
    [Theory]
    [InlineData(Verdict.Throughout)]
    [InlineData(Verdict.Intended)]
    [InlineData(Verdict.SomeElements)]
    [InlineData(Verdict.Not)]
    public async Task SignCloseOut_EachVerdict_StandsBesideTheOtherSides(Verdict verdict)
    {
        var project = await NewAsync();
        await project.WriteReviewAsync();

        await project.SignAsync(CloseOutSide.Management, Verdict.Throughout);
        await project.SignAsync(CloseOutSide.Experts, verdict);

        var review = (await project.CloseOutAsync()).Review;
        Assert.Equal([(CloseOutSide.Management, Verdict.Throughout, "Grace Obi"), (CloseOutSide.Experts, verdict, "Mina Shah")], review.Signatures.Select(one => (one.Side, one.Verdict, one.SignedBy)));
    }

    [Fact]
    public async Task CloseProject_Signed_IsClosedAndReadableAndChangesNoMore()
    {
        var project = await NewAsync();
        await project.HopeAsync(ProposedBy.Together);

        await project.CloseAsync();

        var closed = await project.OverviewAsync();
        Assert.NotEqual("", closed.Project.ClosedOn);
        Assert.Equal((StepState.Done, 1), (closed.Steps[4].State, closed.Outcomes.Count));
        Assert.Equal(closed.Project.ClosedOn, (await project.CloseOutAsync()).Review.ClosedOn);
        var refused = new[]
        {
            await Refused.CallAsync(project.DeliverAs(project.Femi).RateLadderAsync(project.AnyRating())),
            await Refused.CallAsync(project.DeliverAs(project.Femi).WriteCloseOutAsync(await project.AnyReviewAsync())),
            await Refused.CallAsync(project.Identify.AddGroupAsync(project.AnyGroup())),
        };
        Assert.All(refused, error => Assert.Equal((StatusCode.FailedPrecondition, "PROJECT_CLOSED"), (error.Code, error.Reason)));
        await project.TellAsync(StoryKind.GoodNews);
    }

    [Fact]
    public async Task ReopenProject_Closed_RunsAgainAndKeepsItsReview()
    {
        var project = await NewAsync();
        await project.CloseAsync();

        await project.ReopenAsync();
        await project.RateAsync(Perspective.Carer, 4);
        await project.WriteReviewAsync();

        var closeOut = await project.CloseOutAsync();
        Assert.Equal(("", 0, ""), (closeOut.ClosedOn, closeOut.Review.Signatures.Count, closeOut.Review.ClosedOn));
        var earlier = Assert.Single(closeOut.Earlier);
        Assert.Equal(("Femi", "There is money for another year.", 1), (earlier.ReopenedBy, earlier.ReopenedBecause, earlier.Signatures.Count));
        Assert.Equal("NOT_CLOSED", (await Refused.CallAsync(project.DeliverAs(project.Femi).ReopenProjectAsync(
            new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync(), Because = "Again." }))).Reason);
    }

    [Fact]
    public async Task CloseProject_NoReviewOrNoSignature_Refused()
    {
        var project = await NewAsync();
        var noReview = await CloseAsync(project);
        await project.WriteReviewAsync();
        await project.SignAsync(CloseOutSide.Experts);
        var notSigned = await CloseAsync(project);

        Assert.Equal(("NO_REVIEW", "NOT_SIGNED"), (noReview.Reason, notSigned.Reason));
    }

    [Fact]
    public async Task WriteCloseOut_AfterSignatures_BothSidesSignAgain()
    {
        var project = await NewAsync();
        await project.WriteReviewAsync();
        await project.SignAsync(CloseOutSide.Management);

        await project.WriteReviewAsync();

        Assert.Empty((await project.CloseOutAsync()).Review.Signatures);
        Assert.Equal("NOT_SIGNED", (await CloseAsync(project)).Reason);
    }

    [Fact]
    public async Task WriteCloseOut_ChangedMeanwhile_SecondIsTold()
    {
        var project = await NewAsync();
        var request = await project.AnyReviewAsync();
        await project.DeliverAs(Callers.Administrator(project.Partnership)).WriteCloseOutAsync(request);

        var error = await Refused.CallAsync(project.DeliverAs(project.Femi).WriteCloseOutAsync(new(request) { RequestId = Installation.NewId() }));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
        Assert.StartsWith("Ada changed the close-out review", error.Message);
    }

    [Fact]
    public async Task SignCloseOut_ReviewWrittenAnewMeanwhile_IsTold()
    {
        var project = await NewAsync();
        await project.WriteReviewAsync();
        var signature = await project.AnySignatureAsync(CloseOutSide.Experts);
        await project.SignAsync(CloseOutSide.Management); // which does not get in the way
        await project.DeliverAs(Callers.With(Roles.Member, project.Partnership)).SignCloseOutAsync(signature);
        await project.WriteReviewAsync();

        var error = await Refused.CallAsync(project.DeliverAs(Callers.With(Roles.Member, project.Partnership)).SignCloseOutAsync(new(signature) { RequestId = Installation.NewId() }));

        Assert.Equal("CHANGED_MEANWHILE", error.Reason);
    }

    [Fact]
    public async Task SignCloseOut_SamePersonForBothSides_Refused()
    {
        var project = await NewAsync();
        await project.WriteReviewAsync();
        await project.DeliverAs(project.Femi).SignCloseOutAsync(new(await project.AnySignatureAsync(CloseOutSide.Management)) { TheyAgree = true });

        var error = await Refused.CallAsync(project.DeliverAs(project.Femi).SignCloseOutAsync(new(await project.AnySignatureAsync(CloseOutSide.Experts)) { TheyAgree = true }));

        Assert.Equal((StatusCode.FailedPrecondition, "SAME_PERSON"), (error.Code, error.Reason));
    }

    [Theory]
    [InlineData(Roles.Member, CloseOutSide.Management)]
    [InlineData(Roles.Sponsor, CloseOutSide.Experts)]
    public async Task SignCloseOut_ForTheOtherSide_PermissionDenied(string role, CloseOutSide side)
    {
        var project = await NewAsync();
        await project.WriteReviewAsync();

        var error = await Refused.CallAsync(project.DeliverAs(Callers.With(role, project.Partnership)).SignCloseOutAsync(new(await project.AnySignatureAsync(side)) { TheyAgree = true }));

        Assert.Equal((StatusCode.PermissionDenied, "ON_BEHALF"), (error.Code, error.Reason));
    }

    [Theory]
    [InlineData("side")]
    [InlineData("verdict")]
    [InlineData("signed_by")]
    [InlineData("they_agree")]
    public async Task SignCloseOut_FieldWillNotDo_NamesIt(string field)
    {
        var project = await NewAsync();
        var request = new SignCloseOutRequest(await project.AnySignatureAsync(field == "side" ? CloseOutSide.Unspecified : CloseOutSide.Experts, field == "verdict" ? Verdict.Unspecified : Verdict.Not))
        {
            SignedBy = field == "signed_by" ? " " : "Mina",
        };

        var error = await Refused.CallAsync(project.DeliverAs(project.Femi).SignCloseOutAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Theory]
    [InlineData("went_well")]
    [InlineData("less_well")]
    [InlineData("do_better")]
    public async Task WriteCloseOut_FieldWillNotDo_NamesIt(string field)
    {
        var project = await NewAsync();
        var request = await project.AnyReviewAsync();
        WriteCloseOutRequest.Descriptor.FindFieldByName(field).Accessor.SetValue(request, " ");

        var error = await Refused.CallAsync(project.DeliverAs(project.Femi).WriteCloseOutAsync(request));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("title")]
    [InlineData("words")]
    [InlineData("may_share")]
    [InlineData("agreed_by")]
    public async Task AddStory_FieldWillNotDo_NamesIt(string field)
    {
        var project = await NewAsync();
        var request = project.AnyStory();
        AddStoryRequest.Descriptor.FindFieldByName(field).Accessor.Clear(request);

        var error = await Refused.CallAsync(project.DeliverAs(project.Femi).AddStoryAsync(request));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task AddStory_NotToBeShared_NamesNobodyWhoAgreed()
    {
        var project = await NewAsync();

        await project.DeliverAs(project.Femi).AddStoryAsync(new(project.AnyStory()) { MayShare = YesNo.No });

        var story = Assert.Single((await project.CloseOutAsync()).Stories);
        Assert.Equal((false, "", "A taxi that waits", StoryKind.GoodNews), (story.MayShare, story.AgreedBy, story.Title, story.Kind));
    }

    private static async Task<Shared.Errors.ServiceError> CloseAsync(StartedProject project) => await Refused.CallAsync(project.DeliverAs(project.Femi).CloseProjectAsync(
        new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync() }));

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());
}
