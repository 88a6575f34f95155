using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>The project's answer; the second one comes from somebody else.</summary>
internal sealed class AnswerMessage(Commands commands)
{
    public Task<AnswerMessageResponse> HandleAsync(AnswerMessageRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var messageId = Parse.Id(request.MessageId, "message_id");
        var words = Parse.Lines(request.Words, "words", 4000, "Write the answer.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel, evenClosed: true);
            var message = await FindAsync(transaction, projectId, messageId, cancel);
            var outcome = message.Kind == (short)VoiceKind.Challenge ? (short)Parse.Choice(request.Outcome, "outcome", "Say whether anything changes.") : (short)0;
            await AddAsync(transaction, messageId, message, words, outcome, cancel);
            await project.RecordAsync([ProjectPart.Said], cancel);
            await transaction.AuditAsync("said.answer", "message", messageId, outcome == 0 ? "" : request.Outcome.ToString(), cancel);
            return new AnswerMessageResponse();
        }, cancel);
    }

    // The project is locked: of two at once the second finds the answer of the first.
    private static async Task<Row> FindAsync(TenantTransaction transaction, Guid projectId, Guid messageId, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<Row>(
            """
            SELECT m.kind, m.state, m.is_answered, m.not_satisfied_on IS NOT NULL AS is_second, a.answered_by_id, coalesce(a.answered_by, '') AS answered_by
            FROM voice_message m
            LEFT JOIN LATERAL (SELECT answered_by_id, answered_by FROM voice_answer WHERE partnership_id = m.partnership_id AND message_id = m.message_id ORDER BY round DESC LIMIT 1) a ON true
            WHERE m.partnership_id = @PartnershipId AND m.project_id = @projectId AND m.message_id = @messageId FOR UPDATE OF m
            """,
            new { transaction.PartnershipId, projectId, messageId }, cancel) ?? throw Problem.NotFound("message");
        if (row.State != (short)VoiceState.Cleared)
            throw Problem.Of(StatusCode.FailedPrecondition, "NOT_CLEARED", "Nobody has cleared this message. Only what is cleared can be answered.");
        if (row.IsAnswered)
            throw Problem.Of(StatusCode.Aborted, "ALREADY_ANSWERED", $"{row.AnsweredBy} has answered this message already.", ("who", row.AnsweredBy));
        if (row.IsSecond && row.AnsweredById == transaction.Caller.PersonId)
            throw Problem.Of(StatusCode.FailedPrecondition, "SAME_PERSON", "You gave the first answer, and they were not satisfied. Ask somebody else to answer now.");
        return row;
    }

    private static Task AddAsync(TenantTransaction transaction, Guid messageId, Row message, string words, short outcome, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        INSERT INTO voice_answer (partnership_id, message_id, round, words, outcome, promised_by, answered_on, answered_by_id, answered_by, answered_at)
        SELECT partnership_id, message_id, @round, @words, @outcome, answer_by, @today::date, @PersonId, @DisplayName, @Now FROM voice_message
        WHERE partnership_id = @PartnershipId AND message_id = @messageId;
        UPDATE voice_message SET is_answered = true, outcome = @outcome, was_late = was_late OR answer_by < @today::date
        WHERE partnership_id = @PartnershipId AND message_id = @messageId
        """,
        new
        {
            transaction.PartnershipId,
            messageId,
            round = (short)(message.IsSecond ? 2 : 1),
            words,
            outcome,
            today = Days.Today(transaction),
            transaction.Caller.PersonId,
            transaction.Caller.DisplayName,
            transaction.Now,
        }, cancel);

    private sealed record Row(short Kind, short State, bool IsAnswered, bool IsSecond, Guid? AnsweredById, string AnsweredBy);
}
