using CoProduction.Common.V1;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Safeguarding;

/// <summary>What becomes a concern, who sees it, and what responders do about it.</summary>
public sealed class ConcernTests(Installation installation)
{
    private const string Harm = "He hits me when the door is shut.";

    [Fact]
    public async Task SaySomething_SignOfHarm_IsAConcernAtOnceAndThePersonIsTold()
    {
        var (project, concerns) = await NewAsync();
        var code = await project.OpenChannelAsync();

        var fine = await project.Public.SaySomethingAsync(await project.AnythingAsync(code, "The bus comes too late."));
        var told = await project.Public.SaySomethingAsync(await project.AnythingAsync(code, Harm));

        var concern = Assert.Single(await concerns.OpenAsync());
        Assert.Null(fine.HarmReadBy);
        Assert.Equal((told.HarmReadBy, ConcernState.New, project.ProjectId), (concern.DueAt, concern.State, concern.ProjectId));
        Assert.Equal(Harm, (await concerns.ReadAsync(concern)).Words.Said.Words);
        Assert.Equal(1, (await concerns.As(concerns.Rosa).GetConcernsWaitingAsync(new())).New);
    }

    [Fact]
    public async Task SettleMessage_RedactedByOthers_ResponderStillReadsWhatWasSaid()
    {
        var (project, concerns) = await NewAsync();
        await project.SayAsync("Dr Okafor hits me.", request => request.ReplyTo = "Through the library");
        var held = (await project.HeldAsync()).Single();

        await project.VoiceAs(project.Femi).SettleMessageAsync(new(project.Settlement(held.Message.MessageId, VoiceDecision.Redact)) { Redacted = held.Redacted });

        var read = await concerns.ReadAsync((await concerns.OpenAsync()).Single());
        Assert.Equal(("Dr Okafor hits me.", "Through the library"), (read.Words.Said.Words, read.Words.ReplyTo));
        Assert.All(read.Words.WordsReasons, reason => Assert.Equal(HeldKind.Harm, reason.Kind));
    }

    [Fact]
    public async Task SettleMessage_ReferredWithoutASign_IsAConcern()
    {
        var (project, concerns) = await NewAsync();
        await project.SayAsync("She looks thinner every week, and the fridge is empty.");

        await project.SettleAsync((await project.HeldAsync()).Single().Message.MessageId, VoiceDecision.Refer);

        Assert.Equal("She looks thinner every week, and the fridge is empty.", (await concerns.ReadAsync((await concerns.OpenAsync()).Single())).Words.Said.Words);
    }

    [Fact]
    public async Task HarmFound_ToldTwice_IsOneConcernPerStatement()
    {
        var (project, concerns) = await NewAsync();
        var found = new HarmFound
        {
            CycleId = Installation.NewId(),
            ProjectId = project.ProjectId,
            Found = { new FoundHarm { StatementId = Installation.NewId(), Kind = HarmKind.Neglect }, new FoundHarm { StatementId = Installation.NewId(), Kind = HarmKind.Life } },
        };

        await installation.Module.Bus.PublishAsync([EnvelopeOf(found, project.Partnership), EnvelopeOf(found, project.Partnership)], CancellationToken.None);

        var open = await Eventually.GetAsync(concerns.OpenAsync, all => all.Count > 0);
        Assert.Equal([(HarmKind.Life, found.Found[1].StatementId), (HarmKind.Neglect, found.Found[0].StatementId)], open.Select(one => (one.Kind, one.StatementId)));
        await Eventually.GetAsync(
            () => installation.ReadBehindTheScenesAsync<int>("SELECT count(*)::int FROM inbox WHERE partnership_id = @Partnership AND done_at IS NOT NULL", new { project.Partnership }), done => done == 2);
        Assert.Equal(2, (await concerns.OpenAsync()).Count);
    }

    [Fact]
    public async Task RecordStep_TakenDoneClosed_SaysWhoDidWhatInOrder()
    {
        var (project, concerns) = await NewAsync();
        await project.SayAsync(Harm);
        var concern = (await concerns.OpenAsync()).Single();

        var taken = await concerns.DoAsync(concern, ConcernStep.Taken, "");
        var done = await concerns.DoAsync(taken, ConcernStep.Done, "Rang the library.");
        var closed = await concerns.DoAsync(done, ConcernStep.Closed, "She is with her sister, and safe.");

        Assert.Equal([ConcernState.Taken, ConcernState.Taken, ConcernState.Closed], new[] { taken, done, closed }.Select(one => one.State));
        Assert.Empty(await concerns.OpenAsync());
        Assert.Equal(concern.ConcernId, Assert.Single((await concerns.As(concerns.Rosa).ListConcernsAsync(new() { Closed = true })).Concerns).ConcernId);
        Assert.Equal(
            [(ConcernStep.Raised, "", ""), (ConcernStep.Taken, concerns.Rosa.DisplayName, ""), (ConcernStep.Done, concerns.Rosa.DisplayName, "Rang the library."), (ConcernStep.Closed, concerns.Rosa.DisplayName, "She is with her sister, and safe.")],
            (await concerns.ReadAsync(concern)).Events.Select(one => (one.Step, one.By, one.Words)));
    }

    [Fact]
    public async Task RecordStep_TwoAtOnce_OneTakesItAndTheOtherIsTold()
    {
        var (project, concerns) = await NewAsync();
        await project.SayAsync(Harm);
        var concern = (await concerns.OpenAsync()).Single();
        var (rosa, sam) = (concerns.As(concerns.Rosa), concerns.As(Callers.With(Roles.Responder, project.Partnership)));

        var ends = await Task.WhenAll(EndAsync(rosa.RecordStepAsync(Concerns.Step(concern, ConcernStep.Taken))), EndAsync(sam.RecordStepAsync(Concerns.Step(concern, ConcernStep.Taken))));

        Assert.Equal(["", "CHANGED_MEANWHILE"], ends.Order());
    }

    [Fact]
    public async Task RecordStep_TellsWhoeverWrote_TheyReadItWithTheirCodeAndOnTheirPage()
    {
        var (project, concerns) = await NewAsync();
        var receipt = await project.SayAsync(Harm);
        var member = Callers.With(Roles.Member, project.Partnership);
        await project.VoiceAs(member).ChallengeDecisionAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Said = new() { About = "The new hall", Words = Harm } });

        foreach (var concern in await concerns.OpenAsync())
            await concerns.As(concerns.Rosa).RecordStepAsync(new(Concerns.Step(concern, ConcernStep.Done)) { TellWords = "You can ring us on 01632 960003.", IsSafe = true });

        Assert.Equal("You can ring us on 01632 960003.", (await project.FollowAsync(receipt)).Message.ToldWords);
        Assert.Equal("You can ring us on 01632 960003.", Assert.Single((await project.VoiceAs(member).ListMyMessagesAsync(new())).Messages).ToldWords);
    }

    public static TheoryData<string, RecordStepRequest> Bad => new()
    {
        { "step", new() { Words = "Rang them.", LookAgainHours = 1 } },
        { "step", new() { Step = ConcernStep.Escalated, Words = "Rang them.", LookAgainHours = 1 } },
        { "words", new() { Step = ConcernStep.Done, LookAgainHours = 1 } },
        { "words", new() { Step = ConcernStep.Closed } },
        { "look_again_hours", new() { Step = ConcernStep.Taken } },
        { "look_again_hours", new() { Step = ConcernStep.Done, Words = "Rang them.", LookAgainHours = 721 } },
        { "to_person_id", new() { Step = ConcernStep.HandedOn, Words = "Rang them.", LookAgainHours = 1 } },
        { "to_person_id", new() { Step = ConcernStep.HandedOn, Words = "Rang them.", LookAgainHours = 1, ToPersonId = Guid.NewGuid().ToString() } },
        { "is_safe", new() { Step = ConcernStep.Done, Words = "Rang them.", LookAgainHours = 1, TellWords = "We rang." } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task RecordStep_SomethingMissing_IsRefusedAtItsField(string field, RecordStepRequest step)
    {
        var (project, concerns) = await NewAsync();
        await project.SayAsync(Harm);
        var concern = (await concerns.OpenAsync()).Single();

        var refused = await Refused.CallAsync(concerns.As(concerns.Rosa).RecordStepAsync(new(step) { RequestId = Installation.NewId(), ConcernId = concern.ConcernId, Etag = concern.Etag }));

        Assert.Equal(field, Assert.Single(refused.Violations).Field);
    }

    [Fact]
    public async Task RecordStep_ClosedOrOpenAlready_IsRefused()
    {
        var (project, concerns) = await NewAsync();
        await project.SayAsync(Harm);
        var concern = (await concerns.OpenAsync()).Single();
        var open = await Refused.CallAsync(concerns.As(concerns.Rosa).RecordStepAsync(Concerns.Step(concern, ConcernStep.Reopened)));
        var closed = await concerns.DoAsync(concern, ConcernStep.Closed);

        var again = await Refused.CallAsync(concerns.As(concerns.Rosa).RecordStepAsync(Concerns.Step(closed, ConcernStep.Done)));
        var reopened = await concerns.DoAsync(closed, ConcernStep.Reopened);

        Assert.Equal(("CONCERN_OPEN", "CONCERN_CLOSED", ConcernState.Taken), (open.Reason, again.Reason, reopened.State));
    }

    [Fact]
    public async Task GetConcern_AnyReading_IsInTheAuditWithoutAWord()
    {
        var (project, concerns) = await NewAsync();
        await project.SayAsync(Harm);
        var concern = (await concerns.OpenAsync()).Single();

        await concerns.DoAsync(concern, ConcernStep.Done, "Spoke with her sister.");

        foreach (var action in new[] { "concern.read", "concern.done" })
            Assert.Equal(1, await installation.ReadBehindTheScenesAsync<int>("SELECT count(*)::int FROM audit WHERE partnership_id = @Partnership AND action = @action AND actor_id = @PersonId AND target_id = @id::uuid",
                new { project.Partnership, action, concerns.Rosa.PersonId, id = concern.ConcernId }));
        Assert.Equal(0, await installation.ReadBehindTheScenesAsync<int>("SELECT count(*)::int FROM audit a WHERE partnership_id = @Partnership AND a::text ~ 'hits me|sister'", new { project.Partnership }));
    }

    [Theory]
    [InlineData(Roles.Administrator)]
    [InlineData(Roles.Facilitator)]
    [InlineData(Roles.Analyst)]
    public async Task GetConcern_WithoutTheRole_IsRefused(string role)
    {
        var (project, concerns) = await NewAsync();
        await project.SayAsync(Harm);
        var concern = (await concerns.OpenAsync()).Single();

        var refused = await Refused.CallAsync(concerns.As(Callers.With(role, project.Partnership)).GetConcernAsync(new() { ConcernId = concern.ConcernId }));

        Assert.Equal(StatusCode.PermissionDenied, refused.Code);
    }

    [Fact]
    public async Task ErasePerson_ConcernIsOpen_WordsGoWhenItIsClosed()
    {
        var (project, concerns) = await NewAsync();
        var member = Callers.With(Roles.Member, project.Partnership) with { PersonId = Guid.Parse(await concerns.NewMemberAsync("Mina", "", Roles.Member)) };
        await project.VoiceAs(member).ChallengeDecisionAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Said = new() { About = "The new hall", Words = Harm } });
        var concern = (await concerns.OpenAsync()).Single();
        await installation.Module.Client<OwnDataService.OwnDataServiceClient>(member).ErasePersonAsync(new() { RequestId = Installation.NewId(), Sure = true });

        var open = (await concerns.ReadAsync(concern)).Words.Said.Words;
        var closed = await concerns.DoAsync(concern, ConcernStep.Closed);

        Assert.Equal((Harm, "Taken out, as whoever said it wished."), (open, (await concerns.ReadAsync(closed)).Words.Said.Words));
    }

    private async Task<(StartedProject Project, Concerns Concerns)> NewAsync()
    {
        var project = await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());
        return (project, new(installation.Module, project.Partnership));
    }

    private static async Task<string> EndAsync(AsyncUnaryCall<RecordStepResponse> call)
    {
        try
        {
            await call;
            return "";
        }
        catch (RpcException e)
        {
            return CoProduction.Shared.Errors.ServiceError.From(e).Reason;
        }
    }

    private static Envelope EnvelopeOf(HarmFound found, Guid partnership) => new()
    {
        EventId = Installation.NewId(),
        Type = HarmFound.Descriptor.FullName,
        PartnershipId = partnership.ToString(),
        AggregateId = found.CycleId,
        AggregateVersion = 1,
        OccurredAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        Payload = found.ToByteString(),
    };
}
