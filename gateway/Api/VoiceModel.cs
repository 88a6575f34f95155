using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Api;

/// <summary>A project's open channel; code, contact and helpNow null when there was never one. The numbers are of all that came in.</summary>
internal sealed record OpenChannelItem(
    bool IsOpen, string? Code, string? Contact, string? HelpNow, int? AnswerDays, string? OpenedOn, string? ClosedOn, int CameIn, int Held, int MayBeHarm, int Waiting, int Answered, int Overdue)
{
    public static OpenChannelItem From(GetVoiceResponse voice)
    {
        var (channel, figures) = (voice.Channel, voice.Figures);
        return new(
            channel.IsOpen, ApiNames.Date(channel.Code), ApiNames.Date(channel.Contact), ApiNames.Date(channel.HelpNow), channel.AnswerDays > 0 ? channel.AnswerDays : null,
            ApiNames.Date(channel.OpenedOn), ApiNames.Date(channel.ClosedOn), figures.CameIn, figures.Held, figures.MayBeHarm, figures.Waiting, figures.Answered, figures.Overdue);
    }
}

/// <summary>Cleared messages, the newest first.</summary>
internal sealed record MessageList(IReadOnlyList<MessageItem> Messages, string? NextPageToken);

/// <summary>
/// One message. Kind: saying or challenge; about and rather null but for challenges; cameBy: channel, signed_in, telephone, letter or in_person; group null when they did
/// not say; notSatisfiedOn null unless they said so.
/// </summary>
internal sealed record MessageItem(
    Guid MessageId, string Kind, string? About, string Words, string? Rather, bool DecidedBeforehand, string CameBy, string SaidOn, string AnswerBy, bool IsOverdue, string? Group,
    string? NotSatisfiedOn, IReadOnlyList<MessageAnswerItem> Answers)
{
    public static MessageItem From(VoiceMessage message) => new(
        Guid.Parse(message.MessageId), DeliverNames.Of(message.Kind), ApiNames.Date(message.Said.About), message.Said.Words, ApiNames.Date(message.Said.Rather), message.Said.DecidedBeforehand,
        DeliverNames.Of(message.CameBy), message.SaidOn, message.AnswerBy, message.IsOverdue, ApiNames.Date(message.Group), ApiNames.Date(message.NotSatisfiedOn),
        [.. message.Answers.Select(MessageAnswerItem.From)]);
}

/// <summary>One answer; outcome: changed, partly or not_changed, null but for challenges.</summary>
internal sealed record MessageAnswerItem(string Words, string? Outcome, string AnsweredBy, string AnsweredOn, string PromisedBy)
{
    public static MessageAnswerItem From(VoiceAnswer answer) =>
        new(answer.Words, answer.Outcome == VoiceOutcome.Unspecified ? null : DeliverNames.Of(answer.Outcome), answer.AnsweredBy, answer.AnsweredOn, answer.PromisedBy);
}

/// <summary>
/// What somebody said elsewhere. Kind: saying or challenge; about is needed for a challenge; cameBy: telephone, letter or in_person; saidOn: today when left out; theyAgree has
/// to be true; receipt: 20 letters and digits with which the person finds the answer, none when left out.
/// </summary>
internal sealed record RecordMessage(
    string? Kind, string? About, string? Words, string? Rather, bool? DecidedBeforehand, string? CameBy, string? SaidOn, Guid? GroupId, string? ReplyTo, bool? TheyAgree, string? Receipt);

/// <summary>It is held back until somebody has read it.</summary>
internal sealed record RecordedMessageItem(Guid MessageId, string AnswerBy);

/// <summary>An answer; outcome: changed, partly or not_changed, needed for a challenge.</summary>
internal sealed record AnswerToMessage(string? Words, string? Outcome);
