using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Voice;

/// <summary>What is held back, why, and what people decide about it.</summary>
public sealed class SettleMessageTests(Installation installation)
{
    [Fact]
    public async Task ListHeldMessages_SignOfHarm_StandsFirstAndTheReadingIsInTheAudit()
    {
        var project = await NewAsync();
        await project.SayAsync("The bus comes too late.");
        await project.SayAsync("Ask Dr Okafor, he hits me.", request => request.ReplyTo = "Through the library");

        var held = await project.HeldAsync();

        Assert.Equal([true, false], held.Select(one => one.MayBeHarm));
        Assert.Equal([HeldKind.Name, HeldKind.Harm], held[0].WordsReasons.Select(reason => reason.Kind));
        Assert.Equal(("Ask [name], he hits me.", "Through the library"), (held[0].Redacted.Words, held[0].Message.ReplyTo));
        Assert.Equal(1, await installation.ReadBehindTheScenesAsync<int>(
            "SELECT count(*)::int FROM audit WHERE partnership_id = @Partnership AND action = 'said.read' AND actor_id = @actor AND detail = '2 held back'",
            new { project.Partnership, actor = project.Femi.PersonId }));
    }

    [Fact]
    public async Task ListHeldMessages_MoreThanAPage_GoesOnBehindTheHarm()
    {
        var project = await NewAsync();
        foreach (var words in new[] { "One.", "Two.", "She wants to die.", "Three." })
            await project.SayAsync(words);
        var voice = project.VoiceAs(project.Femi);

        var first = await voice.ListHeldMessagesAsync(new() { ProjectId = project.ProjectId, Page = new() { PageSize = 2 } });
        var second = await voice.ListHeldMessagesAsync(new() { ProjectId = project.ProjectId, Page = new() { PageSize = 2, PageToken = first.NextPageToken } });

        Assert.Equal("She wants to die.", first.Messages[0].Message.Said.Words);
        Assert.Equal(["One.", "She wants to die.", "Three.", "Two."], first.Messages.Concat(second.Messages).Select(held => held.Message.Said.Words).Order());
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task SettleMessage_Redact_ReplacesTheWordsEverywhere()
    {
        var project = await NewAsync();
        await project.SayAsync("Dr Okafor never comes.");
        var message = (await project.HeldAsync()).Single();

        await project.VoiceAs(project.Femi).SettleMessageAsync(new(project.Settlement(message.Message.MessageId, VoiceDecision.Redact)) { Redacted = message.Redacted });

        Assert.Equal("[name] never comes.", Assert.Single(await project.MessagesAsync()).Said.Words);
        foreach (var table in new[] { "voice_message", "request", "audit" })
            Assert.Equal(0, await installation.ReadBehindTheScenesAsync<int>($"SELECT count(*)::int FROM {table} t WHERE partnership_id = @Partnership AND t::text LIKE '%Okafor%'", new { project.Partnership }));
    }

    [Fact]
    public async Task SettleMessage_SetAside_IsSeenByNobodyAndThePersonIsToldWhy()
    {
        var project = await NewAsync();
        var receipt = await project.SayAsync("The bus comes too late.");
        await project.SettleAsync((await project.HeldAsync()).Single().Message.MessageId, VoiceDecision.SetAside);

        var told = await project.FollowAsync(receipt);

        Assert.Equal((VoiceState.SetAside, "It is about another project."), (told.Message.State, told.Because));
        Assert.Empty(await project.MessagesAsync());
        Assert.Empty(await project.HeldAsync());
    }

    [Fact]
    public async Task SettleMessage_Refer_LowersTheHarmThatWaits()
    {
        var project = await NewAsync();
        var receipt = await project.SayAsync("He hits me.");
        var before = await FiguresAsync(project);

        await project.SettleAsync((await project.HeldAsync()).Single().Message.MessageId, VoiceDecision.Refer);

        Assert.Equal((1, 1, 1), (before.CameIn, before.Held, before.MayBeHarm));
        Assert.Equal((1, 0, 0), ((await FiguresAsync(project)).CameIn, (await FiguresAsync(project)).Held, (await FiguresAsync(project)).MayBeHarm));
        Assert.Equal(VoiceState.Referred, (await project.FollowAsync(receipt)).Message.State);
    }

    [Fact]
    public async Task SettleMessage_TwoPeopleAtOnce_OneDecidesAndTheOtherIsTold()
    {
        var project = await NewAsync();
        await project.SayAsync("The bus comes too late.");
        var message = (await project.HeldAsync()).Single().Message.MessageId;
        var (femi, ada) = (project.VoiceAs(project.Femi), project.VoiceAs(Callers.Administrator(project.Partnership)));

        var ends = await Task.WhenAll(EndAsync(femi.SettleMessageAsync(project.Settlement(message, VoiceDecision.Clear))), EndAsync(ada.SettleMessageAsync(project.Settlement(message, VoiceDecision.SetAside))));
        var late = await Refused.CallAsync(femi.SettleMessageAsync(project.Settlement(message, VoiceDecision.Clear)));

        Assert.Equal([StatusCode.OK, StatusCode.Aborted], ends.Order());
        Assert.Equal("ALREADY_SETTLED", late.Reason);
    }

    public static TheoryData<string, SettleMessageRequest> Bad => new()
    {
        { "decision", new() },
        { "because", new() { Decision = VoiceDecision.SetAside } },
        { "redacted.words", new() { Decision = VoiceDecision.Redact } },
        { "redacted.words", new() { Decision = VoiceDecision.Redact, Redacted = new() { Words = "Ask Dr Okafor." } } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task SettleMessage_FieldWillNotDo_NamesIt(string field, SettleMessageRequest request)
    {
        var project = await NewAsync();
        await project.SayAsync("The bus comes too late.");
        var message = (await project.HeldAsync()).Single().Message.MessageId;

        var error = await Refused.CallAsync(project.VoiceAs(project.Femi).SettleMessageAsync(new(request) { RequestId = Installation.NewId(), ProjectId = project.ProjectId, MessageId = message }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task SettleMessage_OfAnotherProject_IsNotThere()
    {
        var project = await NewAsync();
        await project.SayAsync("The bus comes too late.");
        var other = await StartedProject.CreateAsync(installation.Module, project.Partnership);

        var error = await Refused.CallAsync(project.VoiceAs(project.Femi).SettleMessageAsync(other.Settlement((await project.HeldAsync()).Single().Message.MessageId, VoiceDecision.Clear)));

        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    [Fact]
    public async Task ListMessages_HowToAnswer_IsForThoseWhoMaySettleAndInTheAudit()
    {
        var project = await NewAsync();
        await project.SayAsync("The bus comes too late.", request => request.ReplyTo = "Through the library");
        await project.ClearAsync((await project.HeldAsync()).Single().Message.MessageId);

        var (femi, member) = (await project.MessagesAsync(), await project.MessagesAsync(Callers.With(Roles.Member, project.Partnership)));

        Assert.Equal(("Through the library", ""), (femi.Single().ReplyTo, member.Single().ReplyTo));
        Assert.Equal(1, await installation.ReadBehindTheScenesAsync<int>(
            "SELECT count(*)::int FROM audit WHERE partnership_id = @Partnership AND action = 'said.read' AND detail = '1 ways to answer'", new { project.Partnership }));
    }

    private static async Task<VoiceFigures> FiguresAsync(StartedProject project) => (await project.VoiceAs(project.Femi).GetVoiceAsync(new() { ProjectId = project.ProjectId })).Figures;

    private static async Task<StatusCode> EndAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());
}
