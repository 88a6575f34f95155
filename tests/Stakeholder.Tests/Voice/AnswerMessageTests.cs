using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Voice;

/// <summary>Answers, challenges, and asking again.</summary>
public sealed class AnswerMessageTests(Installation installation)
{
    [Fact]
    public async Task AnswerMessage_Cleared_IsReadByReceiptAndInTheProject()
    {
        var project = await NewAsync();
        var (receipt, message) = await ClearedAsync(project);

        await project.AnswerAsync(message);
        var told = await project.FollowAsync(receipt);

        Assert.Equal(("We have asked the bus company.", "Femi", VoiceOutcome.Unspecified), (told.Message.Answers.Single().Words, told.Message.Answers[0].AnsweredBy, told.Message.Answers[0].Outcome));
        Assert.Equal(told.Message.Answers, (await project.MessagesAsync(Callers.With(Roles.Member, project.Partnership))).Single().Answers);
        Assert.True(told.MayAskAgain);
    }

    [Fact]
    public async Task AnswerMessage_TwoPeopleAtOnce_OneAnswersAndTheOtherIsToldWho()
    {
        var project = await NewAsync();
        var (_, message) = await ClearedAsync(project);
        await project.AnswerAsync(message);

        var error = await Refused.CallAsync(project.VoiceAs(Callers.Administrator(project.Partnership)).AnswerMessageAsync(project.AnyAnswer(message)));

        Assert.Equal((StatusCode.Aborted, "ALREADY_ANSWERED", "Femi"), (error.Code, error.Reason, error.Metadata["who"]));
    }

    [Fact]
    public async Task AnswerMessage_NotCleared_IsRefused()
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.VoiceAs(project.Femi).AnswerMessageAsync(project.AnyAnswer(await project.RecordAsync())));

        Assert.Equal((StatusCode.FailedPrecondition, "NOT_CLEARED"), (error.Code, error.Reason));
    }

    [Theory]
    [InlineData("words", " ", VoiceOutcome.Changed)]
    [InlineData("outcome", "Reasons.", VoiceOutcome.Unspecified)]
    public async Task AnswerMessage_FieldWillNotDo_NamesIt(string field, string words, VoiceOutcome outcome)
    {
        var project = await NewAsync();
        var message = await project.ChallengeAsync(project.Femi);
        await project.ClearAsync(message);

        var error = await Refused.CallAsync(project.VoiceAs(project.Femi).AnswerMessageAsync(new(project.AnyAnswer(message, outcome)) { Words = words }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task AskAgain_OwnChallenge_IsAnsweredBySomebodyElseAndAllIsKept()
    {
        var project = await NewAsync();
        var mina = Callers.With(Roles.Member, project.Partnership);
        var message = await project.ChallengeAsync(mina);
        await project.ClearAsync(message);
        await project.AnswerAsync(message, VoiceOutcome.NotChanged);

        var answerBy = (await project.VoiceAs(mina).AskAgainAsync(Again(message))).AnswerBy;
        var same = await Refused.CallAsync(project.VoiceAs(project.Femi).AnswerMessageAsync(project.AnyAnswer(message, VoiceOutcome.Partly)));
        await project.AnswerAsync(message, VoiceOutcome.Partly, Callers.With(Roles.Sponsor, project.Partnership));
        var twice = await Refused.CallAsync(project.VoiceAs(mina).AskAgainAsync(Again(message)));

        var mine = Assert.Single((await project.VoiceAs(mina).ListMyMessagesAsync(new())).Messages);
        Assert.Equal((StatusCode.FailedPrecondition, "SAME_PERSON", "ASKED_AGAIN"), (same.Code, same.Reason, twice.Reason));
        Assert.Equal([(VoiceOutcome.NotChanged, "Femi"), (VoiceOutcome.Partly, Roles.Sponsor)], mine.Answers.Select(answer => (answer.Outcome, answer.AnsweredBy)));
        Assert.Equal((project.ProjectId, answerBy, "The move to the new hall", "Stay where we are."), (mine.ProjectId, mine.Answers[1].PromisedBy, mine.Said.About, mine.Said.Rather));
        Assert.NotEqual("", mine.NotSatisfiedOn);
    }

    [Fact]
    public async Task AskAgain_SomebodyElses_IsNotThere()
    {
        var project = await NewAsync();
        var message = await project.ChallengeAsync(Callers.With(Roles.Member, project.Partnership));
        await project.ClearAsync(message);
        await project.AnswerAsync(message, VoiceOutcome.NotChanged);

        var error = await Refused.CallAsync(project.VoiceAs(project.Femi).AskAgainAsync(Again(message)));

        Assert.Equal(StatusCode.NotFound, error.Code);
        Assert.Empty((await project.VoiceAs(project.Femi).ListMyMessagesAsync(new())).Messages);
    }

    [Fact]
    public async Task AskAgainByReceipt_AnsweredOnce_OpensItAgainOnce()
    {
        var project = await NewAsync();
        var (receipt, message) = await ClearedAsync(project);
        var early = await Refused.CallAsync(project.Public.AskAgainByReceiptAsync(AgainBy(receipt)));
        await project.AnswerAsync(message);

        await project.Public.AskAgainByReceiptAsync(AgainBy(receipt.ToUpperInvariant().Replace('-', ' ')));
        var waiting = (await project.VoiceAs(project.Femi).GetVoiceAsync(new() { ProjectId = project.ProjectId })).Figures;
        var again = await Refused.CallAsync(project.Public.AskAgainByReceiptAsync(AgainBy(receipt)));

        Assert.Equal(("NOT_ANSWERED", "ASKED_AGAIN"), (early.Reason, again.Reason));
        Assert.Equal((1, 0), (waiting.Waiting, waiting.Answered));
        Assert.False((await project.FollowAsync(receipt)).MayAskAgain);
    }

    [Fact]
    public async Task ChallengeDecision_SignedIn_IsHeldBackAndOnMyPageMeanwhile()
    {
        var project = await NewAsync();
        var mina = Callers.With(Roles.Member, project.Partnership);

        await project.ChallengeAsync(mina);

        Assert.Empty(await project.MessagesAsync(mina));
        Assert.Equal(VoiceState.Held, Assert.Single((await project.VoiceAs(mina).ListMyMessagesAsync(new())).Messages).State);
        Assert.Equal((VoiceKind.Challenge, CameBy.SignedIn), ((await project.HeldAsync()).Single().Message.Kind, (await project.HeldAsync()).Single().Message.CameBy));
    }

    [Fact]
    public async Task RecordMessage_LetterOfTenDaysAgo_IsPromisedFromThatDayAndFollowedByItsReceipt()
    {
        var project = await NewAsync();
        await project.OpenChannelAsync();
        var receipt = (await project.VoiceAs(project.Femi).GetVoiceAsync(new() { ProjectId = project.ProjectId })).NewReceipt;

        var recorded = await project.VoiceAs(project.Femi).RecordMessageAsync(new(project.AnyRecord()) { CameBy = CameBy.Letter, SaidOn = "2026-03-01", Receipt = receipt });

        Assert.Equal("2026-03-22", recorded.AnswerBy);
        Assert.Equal((VoiceState.Held, true), ((await project.FollowAsync(receipt)).Message.State, (await project.HeldAsync()).Single().Message.IsOverdue));
    }

    public static TheoryData<string, RecordMessageRequest> Bad
    {
        get
        {
            var good = new RecordMessageRequest { Kind = VoiceKind.Saying, Said = new() { Words = "Words." }, CameBy = CameBy.Letter, TheyAgree = true };
            return new()
            {
                { "kind", new(good) { Kind = VoiceKind.Unspecified } },
                { "came_by", new(good) { CameBy = CameBy.Channel } },
                { "said.words", new(good) { Said = null } },
                { "they_agree", new(good) { TheyAgree = false } },
                { "said_on", new(good) { SaidOn = "2199-01-01" } },
                { "receipt", new(good) { Receipt = "short" } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task RecordMessage_FieldWillNotDo_NamesIt(string field, RecordMessageRequest request)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.VoiceAs(project.Femi).RecordMessageAsync(new(request) { RequestId = Installation.NewId(), ProjectId = project.ProjectId }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    private static AskAgainRequest Again(string message) => new() { RequestId = Installation.NewId(), MessageId = message };

    private static AskAgainByReceiptRequest AgainBy(string receipt) => new() { RequestId = Installation.NewId(), Receipt = receipt, Place = new() { Address = Voices.NewAddress() } };

    private static async Task<(string Receipt, string MessageId)> ClearedAsync(StartedProject project)
    {
        var receipt = await project.SayAsync("The bus comes too late.");
        var message = (await project.HeldAsync()).Single().Message.MessageId;
        await project.ClearAsync(message);
        return (receipt, message);
    }

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());
}
