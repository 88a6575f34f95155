using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>What somebody signed in says: for somebody who does not use the internet, or against a decision.</summary>
internal sealed class SaySignedIn(Commands commands)
{
    public Task<RecordMessageResponse> HandleAsync(RecordMessageRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var kind = Parse.Choice(request.Kind, "kind", "Choose what they want to do.");
        var cameBy = request.CameBy is CameBy.Telephone or CameBy.Letter or CameBy.InPerson ? request.CameBy : throw Problem.Invalid("came_by", "Choose how they told you.");
        var message = new NewMessage(kind, cameBy, SaidWords.From(kind, request.Said, "said."))
        {
            GroupId = Parse.OptionalId(request.GroupId, "group_id"),
            ReplyTo = NewMessage.ReplyToFrom(request.ReplyTo),
            ReceiptHash = request.Receipt.Length == 0 ? null : NewMessage.RequireReceipt(request.Receipt),
            RecordedById = caller.PersonId,
        };
        if (!request.TheyAgree)
            throw Problem.Invalid("they_agree", "Ask them first, and say that they agree.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var saidOn = Days.PastOrToday(transaction, request.SaidOn, "said_on");
            await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            var (messageId, answerBy, harmReadBy) = await message.AddAsync(transaction, projectId, saidOn, await ChannelRow.AnswerDaysAsync(transaction, projectId, cancel), cancel);
            await transaction.AuditAsync("said.record", "project", projectId, $"{kind}, {cameBy}", cancel);
            return new RecordMessageResponse { MessageId = messageId.ToString(), AnswerBy = answerBy, HarmReadBy = harmReadBy };
        }, cancel);
    }

    public Task<ChallengeDecisionResponse> HandleAsync(ChallengeDecisionRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var message = new NewMessage(VoiceKind.Challenge, CameBy.SignedIn, SaidWords.From(VoiceKind.Challenge, request.Said, "said.")) { SaidById = caller.PersonId };
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            var (messageId, answerBy, harmReadBy) = await message.AddAsync(
                transaction, projectId, Days.Today(transaction), await ChannelRow.AnswerDaysAsync(transaction, projectId, cancel), cancel);
            await transaction.AuditAsync("said.challenge", "project", projectId, "", cancel, isUnnamed: true);
            return new ChallengeDecisionResponse { MessageId = messageId.ToString(), AnswerBy = answerBy, HarmReadBy = harmReadBy };
        }, cancel);
    }
}
