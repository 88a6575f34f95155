using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Safeguarding;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>A person's decision on a message that is held back. Words that are redacted are replaced, and kept nowhere.</summary>
internal sealed class SettleMessage(Commands commands)
{
    public Task<SettleMessageResponse> HandleAsync(SettleMessageRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var messageId = Parse.Id(request.MessageId, "message_id");
        var (state, action) = request.Decision switch
        {
            VoiceDecision.Clear => (VoiceState.Cleared, "said.clear"),
            VoiceDecision.Redact => (VoiceState.Cleared, "said.redact"),
            VoiceDecision.SetAside => (VoiceState.SetAside, "said.set-aside"),
            VoiceDecision.Refer => (VoiceState.Referred, "said.refer"),
            _ => throw Problem.Invalid("decision", "Choose what should happen."),
        };
        var because = state == VoiceState.SetAside ? Parse.Lines(request.Because, "because", 500, "Say why. The person is told.") : "";
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var (kind, asItCame) = await LockAsync(transaction, projectId, messageId, cancel);
            if (state == VoiceState.Referred)
                await NewConcern.RaiseAsync(transaction, projectId, messageId, asItCame, asItCame.Harm() ?? HarmKind.Unspecified, cancel);
            var said = request.Decision == VoiceDecision.Redact ? Redacted(kind, request.Redacted) : null;
            await transaction.ExecuteAsync(
                """
                UPDATE voice_message SET state = @state, settled_by_id = @PersonId, settled_by = @DisplayName, settled_at = @Now, because = @because,
                  about = coalesce(@About, about), words = coalesce(@Words, words), rather = coalesce(@Rather, rather)
                WHERE partnership_id = @PartnershipId AND message_id = @messageId
                """,
                new
                {
                    transaction.PartnershipId,
                    messageId,
                    state = (short)state,
                    caller.PersonId,
                    caller.DisplayName,
                    transaction.Now,
                    because,
                    said?.About,
                    said?.Words,
                    said?.Rather,
                }, cancel);
            await transaction.AuditAsync(action, "message", messageId, "", cancel);
            return new SettleMessageResponse();
        }, cancel);
    }

    // Of two at once the second waits here, and is told.
    private static async Task<(VoiceKind Kind, SaidWords Said)> LockAsync(TenantTransaction transaction, Guid projectId, Guid messageId, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<LockedRow>(
            "SELECT kind, state, settled_by, about, words, rather, decided_beforehand FROM voice_message WHERE partnership_id = @PartnershipId AND project_id = @projectId AND message_id = @messageId FOR UPDATE",
            new { transaction.PartnershipId, projectId, messageId }, cancel) ?? throw Problem.NotFound("message");
        return row.State == (short)VoiceState.Held
            ? ((VoiceKind)row.Kind, new(row.About, row.Words, row.Rather, row.DecidedBeforehand))
            : throw Problem.Of(StatusCode.Aborted, "ALREADY_SETTLED", $"{row.SettledBy} has settled this message already.", ("who", row.SettledBy));
    }

    private static SaidWords Redacted(VoiceKind kind, Said? sent)
    {
        var said = SaidWords.From(kind, sent, "redacted.");
        said.RequireNobodyIsTold("redacted.");
        return said;
    }

    private sealed record LockedRow(short Kind, short State, string SettledBy, string About, string Words, string Rather, bool DecidedBeforehand);
}
