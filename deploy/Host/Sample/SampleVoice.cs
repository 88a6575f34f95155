using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Host.Sample;

/// <summary>What people say to the sample's first project: something that is answered, a challenge that waits, and something that nobody has read yet.</summary>
internal sealed class SampleVoice(OperatorClients clients, Caller person, string projectId)
{
    private readonly VoiceService.VoiceServiceClient _voice = clients.As<VoiceService.VoiceServiceClient>(person);

    /// <summary>Fills it in when nothing is there; <paramref name="challenger"/> disagrees with something.</summary>
    public async Task EnsureAsync(Caller? challenger, CancellationToken cancel)
    {
        var there = await _voice.GetVoiceAsync(new() { ProjectId = projectId }, cancellationToken: cancel);
        if (!there.Channel.IsOpen && there.Channel.Code.Length == 0)
            await _voice.OpenChannelAsync(
                new()
                {
                    RequestId = NewId(),
                    ProjectId = projectId,
                    Etag = there.Etag,
                    Contact = "Femi, on 01632 960001, on weekdays from 9 to 5",
                    HelpNow = "Wenlow helpline, 01632 960002, day and night",
                    AnswerDays = 21,
                }, cancellationToken: cancel);
        if (there.Figures.CameIn > 0)
            return;
        await AnswerAsync(await RecordAsync("Nobody tells me when the morning visit is late. I wait in bed and do not know.", CameBy.Telephone, cancel), cancel);
        if (challenger is not null)
            await ChallengeAsync(challenger, cancel);
        await RecordAsync("Ask Mrs Marsh at number 12. She has waited for a hoist since May.", CameBy.Letter, cancel);
    }

    private async Task<string> RecordAsync(string words, CameBy cameBy, CancellationToken cancel) => (await _voice.RecordMessageAsync(
        new() { RequestId = NewId(), ProjectId = projectId, Kind = VoiceKind.Saying, Said = new() { Words = words }, CameBy = cameBy, TheyAgree = true }, cancellationToken: cancel)).MessageId;

    private async Task AnswerAsync(string messageId, CancellationToken cancel)
    {
        await ClearAsync(messageId, cancel);
        await _voice.AnswerMessageAsync(
            new() { RequestId = NewId(), ProjectId = projectId, MessageId = messageId, Words = "You are right. From next month whoever is late rings you first. Tell us if they do not." }, cancellationToken: cancel);
    }

    private async Task ChallengeAsync(Caller challenger, CancellationToken cancel)
    {
        var challenged = await clients.As<VoiceService.VoiceServiceClient>(challenger).ChallengeDecisionAsync(
            new()
            {
                RequestId = NewId(),
                ProjectId = projectId,
                Said = new() { About = "That evening visits end at nine", Words = "Nobody asked those of us who go to bed later.", Rather = "Let each person say when.", DecidedBeforehand = true },
            }, cancellationToken: cancel);
        await ClearAsync(challenged.MessageId, cancel);
    }

    private async Task ClearAsync(string messageId, CancellationToken cancel) => await _voice.SettleMessageAsync(
        new() { RequestId = NewId(), ProjectId = projectId, MessageId = messageId, Decision = VoiceDecision.Clear }, cancellationToken: cancel);

    private static string NewId() => Guid.NewGuid().ToString();
}
