using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>"I am not satisfied", said once by whoever said the message; and what came of it, for whoever has its receipt.</summary>
internal sealed class AskAgain(TenantDatabase database, Commands commands, Places places)
{
    public Task<AskAgainResponse> HandleAsync(AskAgainRequest request, Caller caller, CancellationToken cancel)
    {
        var messageId = Parse.Id(request.MessageId, "message_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var row = await LockAsync(transaction, messageId, cancel);
            if (row?.SaidById != caller.PersonId)
                throw Problem.NotFound("message");
            return new AskAgainResponse { AnswerBy = await OpenAgainAsync(transaction, messageId, row!, cancel) };
        }, cancel);
    }

    public async Task<AskAgainByReceiptResponse> HandleAsync(AskAgainByReceiptRequest request, CancellationToken cancel)
    {
        var requestId = Parse.Id(request.RequestId, "request_id");
        var (counted, key) = await FindAsync(request.Receipt, request.Place?.Address ?? "", cancel);
        await using var transaction = await database.BeginAsync(Caller.Gateway, key.PartnershipId, cancel);
        var content = new AskAgainByReceiptRequest(request) { Place = null };
        return await Commands.RunAsync(transaction, requestId, content, async begun =>
        {
            await Tries.ForgiveAsync(begun, counted, cancel);
            var row = await LockAsync(begun, key.MessageId, cancel) ?? throw NoSuchReceipt();
            return new AskAgainByReceiptResponse { AnswerBy = await OpenAgainAsync(begun, key.MessageId, row, cancel) };
        }, cancel);
    }

    public async Task<ReadAnswerResponse> HandleAsync(ReadAnswerRequest request, CancellationToken cancel)
    {
        var (counted, key) = await FindAsync(request.Receipt, request.Place?.Address ?? "", cancel);
        await using var transaction = await database.BeginAsync(Caller.Gateway, key.PartnershipId, cancel);
        await Tries.ForgiveAsync(transaction, counted, cancel);
        var row = await transaction.GetAsync<MessageRow>(
            $"{MessageRow.Select} WHERE m.partnership_id = @PartnershipId AND m.message_id = @MessageId", new { transaction.PartnershipId, key.MessageId }, cancel);
        var message = (await MessageRow.WithAnswersAsync(transaction, [row], Days.Today(transaction), cancel))[0];
        (message.Said, message.Group, message.ToldWords) = (null, "", row.ToldWords);
        var channel = await ChannelRow.FindAsync(transaction, row.ProjectId, cancel);
        await transaction.CommitAsync(cancel);
        return new()
        {
            Message = message,
            ProjectName = row.ProjectName,
            Because = row.Because,
            Contact = channel?.Contact ?? "",
            HelpNow = channel?.HelpNow ?? "",
            MayAskAgain = row is { State: (short)VoiceState.Cleared, IsAnswered: true, NotSatisfiedOn: null },
        };
    }

    private async Task<(Tries.Counted Counted, Key Key)> FindAsync(string receipt, string address, CancellationToken cancel)
    {
        var counted = await places.CountReceiptAsync(address, cancel);
        var hash = NewMessage.HashOf(receipt) ?? throw NoSuchReceipt();
        await using var transaction = await database.BeginAsync(Caller.Gateway, Guid.Empty, cancel);
        var key = await transaction.FindAsync<Key>("SELECT partnership_id, message_id FROM voice_message_of(@hash)", new { hash }, cancel);
        return (counted, key ?? throw NoSuchReceipt());
    }

    private static RpcException NoSuchReceipt() => Problem.Invalid("receipt", "No message has this code. Check it letter by letter: it has no 0 and no 1, and no i, l or o.");

    private static Task<Row?> LockAsync(TenantTransaction transaction, Guid messageId, CancellationToken cancel) => transaction.FindAsync<Row>(
        """
        SELECT project_id, state, is_answered, not_satisfied_on IS NOT NULL AS asked_again, said_by_id FROM voice_message
        WHERE partnership_id = @PartnershipId AND message_id = @messageId FOR UPDATE
        """,
        new { transaction.PartnershipId, messageId }, cancel);

    private static async Task<string> OpenAgainAsync(TenantTransaction transaction, Guid messageId, Row row, CancellationToken cancel)
    {
        if (row.AskedAgain)
            throw Problem.Of(StatusCode.FailedPrecondition, "ASKED_AGAIN", "You have said so before. Somebody else answers, or has answered.");
        if (row.State != (short)VoiceState.Cleared || !row.IsAnswered)
            throw Problem.Of(StatusCode.FailedPrecondition, "NOT_ANSWERED", "There is no answer yet.");
        await transaction.AuditAsync("said.ask-again", "project", row.ProjectId, "", cancel);
        return await transaction.GetAsync<string>(
            """
            UPDATE voice_message SET not_satisfied_on = @today::date, is_answered = false, answer_by = @today::date + @days
            WHERE partnership_id = @PartnershipId AND message_id = @messageId RETURNING answer_by::text
            """,
            new { transaction.PartnershipId, messageId, today = Days.Today(transaction), days = await ChannelRow.AnswerDaysAsync(transaction, row.ProjectId, cancel) }, cancel);
    }

    private sealed record Row(Guid ProjectId, short State, bool IsAnswered, bool AskedAgain, Guid? SaidById);

    private sealed record Key(Guid PartnershipId, Guid MessageId);
}
