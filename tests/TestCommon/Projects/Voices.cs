using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.TestCommon.Projects;

/// <summary>Short ways to say something to a project and to answer it, through the service's own calls.</summary>
public static class Voices
{
    /// <summary>A network address that no other test uses.</summary>
    public static string NewAddress() => $"test {Guid.NewGuid()}";

    public static async Task<OpenChannelRequest> AnyChannelAsync(this StartedProject project) => new()
    {
        RequestId = NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync(), Contact = "Femi, on 01632 960001", HelpNow = "Wenlow helpline, 01632 960002, day and night", AnswerDays = 21,
    };

    /// <summary>Opens the channel; gives its code.</summary>
    public static async Task<string> OpenChannelAsync(this StartedProject project) => (await project.VoiceAs(project.Femi).OpenChannelAsync(await project.AnyChannelAsync())).Code;

    public static async Task CloseChannelAsync(this StartedProject project) =>
        await project.VoiceAs(project.Femi).CloseChannelAsync(new() { RequestId = NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync() });

    /// <summary>What somebody whom nobody knows would send, from a place of their own, with a receipt that the channel has given them.</summary>
    public static async Task<SaySomethingRequest> AnythingAsync(this StartedProject project, string code, string words = "The bus comes too late.") => new()
    {
        RequestId = NewId(),
        Code = code,
        Kind = VoiceKind.Saying,
        Said = new() { Words = words },
        Receipt = (await project.Public.LookAtChannelAsync(new() { Code = code })).NewReceipt,
        Place = new() { Address = NewAddress() },
    };

    /// <summary>Says it through the channel, which is opened when it is not; gives the receipt.</summary>
    public static async Task<string> SayAsync(this StartedProject project, string words, Action<SaySomethingRequest>? with = null)
    {
        var channel = (await project.VoiceAs(project.Femi).GetVoiceAsync(new() { ProjectId = project.ProjectId })).Channel;
        var request = await project.AnythingAsync(channel.IsOpen ? channel.Code : await project.OpenChannelAsync(), words);
        with?.Invoke(request);
        await project.Public.SaySomethingAsync(request);
        return request.Receipt;
    }

    public static Said AnyChallenge(bool beforehand = false) => new() { About = "The move to the new hall", Words = "It has stairs.", Rather = "Stay where we are.", DecidedBeforehand = beforehand };

    /// <summary>Challenges a decision as somebody signed in; gives the message's id.</summary>
    public static async Task<string> ChallengeAsync(this StartedProject project, Caller by, bool beforehand = false) =>
        (await project.VoiceAs(by).ChallengeDecisionAsync(new() { RequestId = NewId(), ProjectId = project.ProjectId, Said = AnyChallenge(beforehand) })).MessageId;

    public static RecordMessageRequest AnyRecord(this StartedProject project, VoiceKind kind = VoiceKind.Saying) => new()
    {
        RequestId = NewId(),
        ProjectId = project.ProjectId,
        Kind = kind,
        Said = kind == VoiceKind.Challenge ? AnyChallenge() : new() { Words = "Nobody tells me when the visit is late." },
        CameBy = CameBy.Telephone,
        TheyAgree = true,
    };

    /// <summary>Writes down what somebody said on that day; gives the message's id.</summary>
    public static async Task<string> RecordAsync(this StartedProject project, VoiceKind kind = VoiceKind.Saying, string on = "") =>
        (await project.VoiceAs(project.Femi).RecordMessageAsync(new(project.AnyRecord(kind)) { SaidOn = on })).MessageId;

    public static async Task<IReadOnlyList<HeldMessage>> HeldAsync(this StartedProject project) =>
        (await project.VoiceAs(project.Femi).ListHeldMessagesAsync(new() { ProjectId = project.ProjectId })).Messages;

    public static async Task<IReadOnlyList<VoiceMessage>> MessagesAsync(this StartedProject project, Caller? by = null) =>
        (await project.VoiceAs(by ?? project.Femi).ListMessagesAsync(new() { ProjectId = project.ProjectId })).Messages;

    public static SettleMessageRequest Settlement(this StartedProject project, string messageId, VoiceDecision decision) => new()
    {
        RequestId = NewId(), ProjectId = project.ProjectId, MessageId = messageId, Decision = decision, Because = "It is about another project.",
    };

    public static async Task SettleAsync(this StartedProject project, string messageId, VoiceDecision decision, Caller? by = null) =>
        await project.VoiceAs(by ?? project.Femi).SettleMessageAsync(project.Settlement(messageId, decision));

    public static Task ClearAsync(this StartedProject project, string messageId) => project.SettleAsync(messageId, VoiceDecision.Clear);

    public static AnswerMessageRequest AnyAnswer(this StartedProject project, string messageId, VoiceOutcome outcome = VoiceOutcome.Unspecified) =>
        new() { RequestId = NewId(), ProjectId = project.ProjectId, MessageId = messageId, Words = "We have asked the bus company.", Outcome = outcome };

    public static async Task AnswerAsync(this StartedProject project, string messageId, VoiceOutcome outcome = VoiceOutcome.Unspecified, Caller? by = null) =>
        await project.VoiceAs(by ?? project.Femi).AnswerMessageAsync(project.AnyAnswer(messageId, outcome));

    /// <summary>What came of a message, for whoever has the receipt.</summary>
    public static async Task<ReadAnswerResponse> FollowAsync(this StartedProject project, string receipt) =>
        await project.Public.ReadAnswerAsync(new() { Receipt = receipt, Place = new() { Address = NewAddress() } });

    private static string NewId() => Guid.NewGuid().ToString();
}
