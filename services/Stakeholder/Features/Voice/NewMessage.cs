using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Safeguarding;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>A message on its way in. It is held back until a person has read it.</summary>
internal sealed record NewMessage(VoiceKind Kind, CameBy CameBy, SaidWords Said)
{
    private const int ReceiptGroups = 4;
    private const int LettersOfAReceipt = 20;

    public Guid? GroupId { get; init; }

    public string ReplyTo { get; init; } = "";

    /// <summary>Null: there is none.</summary>
    public byte[]? ReceiptHash { get; init; }

    /// <summary>Of somebody signed in.</summary>
    public Guid? SaidById { get; init; }

    /// <summary>Of somebody who wrote it down for them.</summary>
    public Guid? RecordedById { get; init; }

    public static string NewReceipt() => Secret.NewToType(ReceiptGroups);

    /// <summary>The hash of a receipt, however it was typed; null when it cannot be one.</summary>
    public static byte[]? HashOf(string receipt) => Secret.Typed(receipt) is { Length: LettersOfAReceipt } typed ? Secret.Hash(typed) : null;

    /// <summary>INVALID_ARGUMENT when it is not one that was given out.</summary>
    public static byte[] RequireReceipt(string receipt) => HashOf(receipt) ?? throw Problem.Invalid("receipt", "This page was open for too long. Load it again.");

    /// <summary>At most 300 characters.</summary>
    public static string ReplyToFrom(string value) => Parse.OptionalText(value, "reply_to", 300);

    /// <summary>
    /// Keeps it, and raises a concern when it may tell of harm; gives its id, the day by which it is answered, and by when a responder looks (null: no sign of harm).
    /// ALREADY_EXISTS (RECEIPT_IN_USE).
    /// </summary>
    public async Task<(Guid MessageId, string AnswerBy, Timestamp? HarmReadBy)> AddAsync(TenantTransaction transaction, Guid projectId, string saidOn, int answerDays, CancellationToken cancel)
    {
        if (GroupId is not null && !await transaction.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM affected_group WHERE partnership_id = @PartnershipId AND project_id = @projectId AND group_id = @GroupId)",
            new { transaction.PartnershipId, projectId, GroupId }, cancel))
            throw Problem.Invalid("group_id", "Choose one of the groups in the list, or none.");
        var messageId = RandomId.New();
        var harm = Said.Harm();
        var answerBy = await transaction.FindAsync<string>(
            """
            INSERT INTO voice_message (partnership_id, message_id, project_id, kind, state, came_by, about, words, rather, decided_beforehand, may_be_harm, group_id, reply_to, said_by_id,
              receipt_hash, said_on, came_at, answer_by, recorded_by_id)
            VALUES (@PartnershipId, @messageId, @projectId, @kind, @held, @cameBy, @About, @Words, @Rather, @DecidedBeforehand, @mayBeHarm, @GroupId, @ReplyTo, @SaidById,
              @ReceiptHash, @saidOn::date, @Now, @saidOn::date + @answerDays, @RecordedById)
            ON CONFLICT (receipt_hash) DO NOTHING RETURNING answer_by::text
            """,
            new
            {
                transaction.PartnershipId,
                messageId,
                projectId,
                kind = (short)Kind,
                held = (short)VoiceState.Held,
                cameBy = (short)CameBy,
                Said.About,
                Said.Words,
                Said.Rather,
                Said.DecidedBeforehand,
                mayBeHarm = harm is not null,
                GroupId,
                ReplyTo,
                SaidById,
                ReceiptHash,
                saidOn,
                transaction.Now,
                answerDays,
                RecordedById,
            }, cancel) ?? throw Problem.Of(StatusCode.AlreadyExists, "RECEIPT_IN_USE", "This was sent before. Load the page again to say something else.");
        var readBy = harm is { } kind ? Timestamp.FromDateTime(await NewConcern.RaiseAsync(transaction, projectId, messageId, Said, kind, cancel)) : null;
        return (messageId, answerBy, readBy);
    }
}
