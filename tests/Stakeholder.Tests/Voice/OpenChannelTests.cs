using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;
using Dapper;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests.Voice;

/// <summary>What people whom nobody knows can say, and what they are told.</summary>
public sealed class OpenChannelTests(Installation installation)
{
    [Fact]
    public async Task LookAtChannel_Open_HasTheProjectTheHelpAndItsGroups()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        var code = await project.OpenChannelAsync();

        var channel = await project.Public.LookAtChannelAsync(new() { Code = code.ToUpperInvariant() });

        Assert.Matches("^[a-z2-9]{5}(-[a-z2-9]{5}){2}$", code);
        Assert.Equal(("To find out what should change.", true, 21, group.Name), (channel.Purpose, channel.IsOpen, channel.AnswerDays, Assert.Single(channel.Groups).Name));
        Assert.Equal("Wenlow helpline, 01632 960002, day and night", channel.HelpNow);
    }

    [Fact]
    public async Task SaySomething_OpenChannel_IsSeenByNobodyInTheProjectUntilCleared()
    {
        var project = await NewAsync();
        var member = Callers.With(Roles.Member, project.Partnership);

        var receipt = await project.SayAsync("The bus comes too late.");
        var before = (await project.MessagesAsync(member), await project.FollowAsync(receipt));
        await project.ClearAsync((await project.HeldAsync()).Single().Message.MessageId);
        var after = (await project.MessagesAsync(member), await project.FollowAsync(receipt));

        Assert.Equal((0, VoiceState.Held), (before.Item1.Count, before.Item2.Message.State));
        Assert.Equal("The bus comes too late.", Assert.Single(after.Item1).Said.Words);
        Assert.Equal((VoiceState.Cleared, null, false), (after.Item2.Message.State, after.Item2.Message.Said, after.Item2.MayAskAgain));
        Assert.Equal(DayAfter(21), after.Item2.Message.AnswerBy);
    }

    [Fact]
    public async Task SaySomething_SentTwice_IsOneMessageWithTheSameReceipt()
    {
        var project = await NewAsync();
        var request = await project.AnythingAsync(await project.OpenChannelAsync());

        var first = await project.Public.SaySomethingAsync(request);
        var second = await project.Public.SaySomethingAsync(new(request) { Place = new() { Address = Voices.NewAddress() } });

        Assert.Equal(first, second);
        Assert.Equal((1, VoiceState.Held), ((await project.HeldAsync()).Count, (await project.FollowAsync(request.Receipt)).Message.State));
    }

    [Fact]
    public async Task SaySomething_ReceiptOfAnother_IsRefused()
    {
        var project = await NewAsync();
        var request = await project.AnythingAsync(await project.OpenChannelAsync());
        await project.Public.SaySomethingAsync(request);
        var elsewhere = await NewAsync();

        var error = await Refused.CallAsync(project.Public.SaySomethingAsync(new(request) { RequestId = Installation.NewId(), Code = await elsewhere.OpenChannelAsync() }));

        Assert.Equal((StatusCode.AlreadyExists, "RECEIPT_IN_USE"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task SaySomething_Anything_KeepsNeitherTheAddressNorTheReceipt()
    {
        var project = await NewAsync();
        var request = await project.AnythingAsync(await project.OpenChannelAsync());
        await project.Public.SaySomethingAsync(request);

        foreach (var secret in new[] { request.Receipt, request.Receipt.Replace("-", ""), request.Place.Address })
            foreach (var table in new[] { "voice_message", "request", "audit", "sign_in_failure" })
                Assert.Equal(0, await installation.ReadBehindTheScenesAsync<int>(
                    $"SELECT count(*)::int FROM {table} t WHERE t::text LIKE '%' || @secret || '%' OR t::text LIKE '%' || encode(convert_to(@secret, 'UTF8'), 'hex') || '%'", new { secret }));
    }

    [Fact]
    public async Task SaySomething_Closed_IsRefusedUntilItIsOpenAgainUnderTheSameAddress()
    {
        var project = await NewAsync();
        var code = await project.OpenChannelAsync();
        await project.CloseChannelAsync();

        var error = await Refused.CallAsync(project.Public.SaySomethingAsync(await project.AnythingAsync(code)));
        var again = await project.OpenChannelAsync();
        await project.Public.SaySomethingAsync(await project.AnythingAsync(code));

        Assert.Equal((StatusCode.FailedPrecondition, "CHANNEL_CLOSED", code), (error.Code, error.Reason, again));
    }

    [Fact]
    public async Task SaySomething_ProjectIsClosed_IsRefused()
    {
        var project = await NewAsync();
        var code = await project.OpenChannelAsync();
        await project.CloseAsync();

        var error = await Refused.CallAsync(project.Public.SaySomethingAsync(await project.AnythingAsync(code)));

        Assert.Equal("CHANNEL_CLOSED", error.Reason);
        Assert.False((await project.Public.LookAtChannelAsync(new() { Code = code })).IsOpen);
    }

    [Fact]
    public async Task RenewChannelCode_Open_TheOldOneLeadsNowhere()
    {
        var project = await NewAsync();
        var old = await project.OpenChannelAsync();

        var code = (await project.VoiceAs(project.Femi).RenewChannelCodeAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync() })).Code;

        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(project.Public.LookAtChannelAsync(new() { Code = old }))).Code);
        Assert.True((await project.Public.LookAtChannelAsync(new() { Code = code })).IsOpen);
    }

    public static TheoryData<string, SaySomethingRequest> Bad => new()
    {
        { "kind", new() { Said = new() { Words = "Words." } } },
        { "said.words", new() { Kind = VoiceKind.Saying, Said = new() { Words = " " } } },
        { "said.words", new() { Kind = VoiceKind.Saying, Said = new() { Words = new('a', 4001) } } },
        { "said.about", new() { Kind = VoiceKind.Challenge, Said = new() { Words = "Why." } } },
        { "said.words", new() { Kind = VoiceKind.Challenge, Said = new() { About = "What." } } },
        { "reply_to", new() { Kind = VoiceKind.Saying, Said = new() { Words = "Words." }, ReplyTo = new('a', 301) } },
        { "group_id", new() { Kind = VoiceKind.Saying, Said = new() { Words = "Words." }, GroupId = "00000000-0000-7000-8000-00000000dead" } },
        { "receipt", new() { Kind = VoiceKind.Saying, Said = new() { Words = "Words." }, Receipt = "short" } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task SaySomething_FieldWillNotDo_NamesIt(string field, SaySomethingRequest sent)
    {
        var project = await NewAsync();
        var good = await project.AnythingAsync(await project.OpenChannelAsync());
        var request = new SaySomethingRequest(sent) { RequestId = good.RequestId, Code = good.Code, Receipt = sent.Receipt.Length > 0 ? sent.Receipt : good.Receipt, Place = good.Place };

        var error = await Refused.CallAsync(project.Public.SaySomethingAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    public static TheoryData<string, OpenChannelRequest> BadChannels => new()
    {
        { "contact", new() { HelpNow = "999", AnswerDays = 7 } },
        { "help_now", new() { Contact = "Femi", AnswerDays = 7 } },
        { "answer_days", new() { Contact = "Femi", HelpNow = "999" } },
        { "answer_days", new() { Contact = "Femi", HelpNow = "999", AnswerDays = 91 } },
    };

    [Theory]
    [MemberData(nameof(BadChannels))]
    public async Task OpenChannel_FieldWillNotDo_NamesIt(string field, OpenChannelRequest request)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.VoiceAs(project.Femi).OpenChannelAsync(new(request) { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = "1" }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task OpenChannel_ChangedMeanwhile_SecondIsTold()
    {
        var project = await NewAsync();
        var request = await project.AnyChannelAsync();
        await project.VoiceAs(Callers.Administrator(project.Partnership)).OpenChannelAsync(new(request) { RequestId = Installation.NewId() });

        var error = await Refused.CallAsync(project.VoiceAs(project.Femi).OpenChannelAsync(request));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Channel_ThatNeverWas_CannotBeClosedOrRenewed(bool close)
    {
        var project = await NewAsync();
        var voice = project.VoiceAs(project.Femi);

        var error = close
            ? await Refused.CallAsync(voice.CloseChannelAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = "1" }))
            : await Refused.CallAsync(voice.RenewChannelCodeAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = "1" }));

        Assert.Equal((StatusCode.FailedPrecondition, "NO_CHANNEL"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task Places_TheirDayIsOver_AreForgottenThoughNobodySaysAnythingMore()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var database = await installation.Postgres.NewDatabaseAsync("stakeholder");
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), database, time: clock);
        await (await NewAsync(apart)).SayAsync("The bus comes too late.");
        await using var superuser = await installation.Postgres.OpenAsSuperuserAsync(database);
        Assert.True(await LeftAsync() > 1);

        clock.Advance(TimeSpan.FromHours(25));

        await Eventually.GetAsync(LeftAsync, left => left == 0);

        Task<long> LeftAsync() => superuser.ExecuteScalarAsync<long>("SELECT (SELECT count(*) FROM place_key) + (SELECT count(*) FROM sign_in_failure)");
    }

    [Fact]
    public async Task SaySomething_VeryOftenFromOnePlace_IsToldWhenToTryAgainAndNobodyElseIs()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"), time: clock);
        var project = await NewAsync(apart);
        var other = await NewAsync(apart);
        var code = await project.OpenChannelAsync();
        for (var i = 0; i < 20; i++)
            await project.Public.SaySomethingAsync(await FromAsync(project, code));
        clock.Advance(TimeSpan.FromMinutes(4));

        var there = await Refused.CallAsync(project.Public.SaySomethingAsync(await FromAsync(project, code)));
        await project.Public.SaySomethingAsync(await project.AnythingAsync(code));
        await other.Public.SaySomethingAsync(await FromAsync(other, await other.OpenChannelAsync()));
        clock.Advance(TimeSpan.FromMinutes(12));
        await project.Public.SaySomethingAsync(await FromAsync(project, code));

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_TRIES", TimeSpan.FromMinutes(11)), (there.Code, there.Reason, there.RetryAfter));
        Assert.Contains("Please try again in 11 minutes.", there.Message);

        async Task<SaySomethingRequest> FromAsync(StartedProject to, string through) => new(await to.AnythingAsync(through)) { Place = new() { Address = "192.0.2.7" } };
    }

    [Theory]
    [InlineData("nothing like one")]
    [InlineData("aaaaa-aaaaa-aaaaa-aaaaa")]
    public async Task ReadAnswer_NotAReceipt_IsSaidAtTheField(string receipt)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.Public.ReadAnswerAsync(new() { Receipt = receipt, Place = new() { Address = Voices.NewAddress() } }));

        Assert.Equal("receipt", Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task ReadAnswer_ReceiptsTriedOut_EndsAtAHundred()
    {
        var project = await NewAsync();
        var receipt = await project.SayAsync("The bus comes too late.");
        var place = new Place { Address = Voices.NewAddress() };
        for (var i = 0; i < 100; i++)
            Assert.Equal("INVALID", (await Refused.CallAsync(project.Public.ReadAnswerAsync(new() { Receipt = $"guess {i}", Place = place }))).Reason);

        Assert.Equal("TOO_MANY_TRIES", (await Refused.CallAsync(project.Public.ReadAnswerAsync(new() { Receipt = receipt, Place = place }))).Reason);
        Assert.Equal(VoiceState.Held, (await project.FollowAsync(receipt)).Message.State);
    }

    [Fact]
    public async Task Voice_OfAnotherPartnership_IsNotThere()
    {
        var project = await NewAsync();
        await project.SayAsync("The bus comes too late.");
        var message = (await project.HeldAsync()).Single().Message.MessageId;
        var elsewhere = project.VoiceAs(Callers.Facilitator(await installation.NewPartnershipAsync()));

        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(elsewhere.GetVoiceAsync(new() { ProjectId = project.ProjectId }))).Code);
        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(elsewhere.ListMessagesAsync(new() { ProjectId = project.ProjectId }))).Code);
        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(elsewhere.ListHeldMessagesAsync(new() { ProjectId = project.ProjectId }))).Code);
        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(elsewhere.SettleMessageAsync(project.Settlement(message, VoiceDecision.Clear)))).Code);
        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(elsewhere.AnswerMessageAsync(project.AnyAnswer(message)))).Code);
    }

    private static string DayAfter(int days) => TimeProvider.System.GetUtcNow().AddHours(1).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());

    private static async Task<StartedProject> NewAsync(RunningModule module)
    {
        var created = await module.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(
            new() { RequestId = Installation.NewId(), Name = Installation.NewName("Partnership") });
        return await StartedProject.CreateAsync(module, Guid.Parse(created.Partnership.PartnershipId));
    }
}
