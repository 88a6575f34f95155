using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>A message as it is kept.</summary>
internal sealed record MessageRow(
    Guid MessageId, Guid ProjectId, string ProjectName, short Kind, short State, short CameBy, string About, string Words, string Rather, bool DecidedBeforehand, bool MayBeHarm,
    string GroupName, string ReplyTo, string SaidOn, DateTime CameIn, string AnswerBy, bool IsAnswered, string? NotSatisfiedOn, string Because, string ToldWords)
{
    /// <summary>The beginning of every statement that reads messages, which are m.</summary>
    public const string Select =
        """
        SELECT m.message_id, m.project_id, p.name AS project_name, m.kind, m.state, m.came_by, m.about, m.words, m.rather, m.decided_beforehand, m.may_be_harm,
          coalesce(g.name, '') AS group_name, m.reply_to, m.said_on::text, date_trunc('day', m.came_at, 'UTC') AS came_in, m.answer_by::text, m.is_answered, m.not_satisfied_on::text, m.because,
          coalesce(c.told_words, '') AS told_words
        FROM voice_message m JOIN project p ON p.partnership_id = m.partnership_id AND p.project_id = m.project_id
        LEFT JOIN concern c ON c.partnership_id = m.partnership_id AND c.message_id = m.message_id
        LEFT JOIN affected_group g ON g.partnership_id = m.partnership_id AND g.group_id = m.group_id
        """;

    public SaidWords Said => new(About, Words, Rather, DecidedBeforehand);

    /// <summary>Without its answers, and without how they want to be answered.</summary>
    public VoiceMessage ToMessage(string today) => new()
    {
        MessageId = MessageId.ToString(),
        Kind = (VoiceKind)Kind,
        State = (VoiceState)State,
        Said = Said.ToSaid(),
        CameBy = (CameBy)CameBy,
        SaidOn = SaidOn,
        AnswerBy = AnswerBy,
        Group = GroupName,
        NotSatisfiedOn = NotSatisfiedOn ?? "",
        // ISO dates sort as text.
        IsOverdue = State is (short)VoiceState.Held or (short)VoiceState.Cleared && !IsAnswered && string.CompareOrdinal(AnswerBy, today) < 0,
    };

    /// <summary>The same with all answers.</summary>
    public static async Task<List<VoiceMessage>> WithAnswersAsync(TenantTransaction transaction, List<MessageRow> rows, string today, CancellationToken cancel)
    {
        var answers = (await transaction.QueryAsync<AnswerRow>(
            """
            SELECT message_id, words, outcome, answered_by, answered_on::text, promised_by::text FROM voice_answer
            WHERE partnership_id = @PartnershipId AND message_id = ANY(@ids) ORDER BY message_id, round
            """,
            new { transaction.PartnershipId, ids = rows.ConvertAll(row => row.MessageId) }, cancel)).ToLookup(answer => answer.MessageId);
        return rows.ConvertAll(row =>
        {
            var message = row.ToMessage(today);
            message.Answers.AddRange(answers[row.MessageId].Select(answer => answer.ToAnswer()));
            return message;
        });
    }

    private sealed record AnswerRow(Guid MessageId, string Words, short Outcome, string AnsweredBy, string AnsweredOn, string PromisedBy)
    {
        public VoiceAnswer ToAnswer() => new() { Words = Words, Outcome = (VoiceOutcome)Outcome, AnsweredBy = AnsweredBy, AnsweredOn = AnsweredOn, PromisedBy = PromisedBy };
    }
}
