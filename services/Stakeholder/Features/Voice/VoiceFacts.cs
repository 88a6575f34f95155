using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>How many messages a project has and how they stand, without a word of them. Days are ISO dates, null when there is none of the kind.</summary>
internal sealed record VoiceFacts(
    bool IsOpen, int CameIn, int Held, int MayBeHarm, string? MayBeHarmSince, int Waiting, int Answered, int SayingsOverdue, string? SayingsOverdueSince, int ChallengesOverdue,
    string? ChallengesOverdueSince, int DecidedBeforehand, int Late)
{
    public static Task<VoiceFacts> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.GetAsync<VoiceFacts>(
        """
        SELECT EXISTS (SELECT 1 FROM open_channel c JOIN project p ON p.partnership_id = c.partnership_id AND p.project_id = c.project_id
            WHERE c.partnership_id = @PartnershipId AND c.project_id = @projectId AND c.closed_on IS NULL AND p.closed_on IS NULL) AS is_open,
          count(*)::int AS came_in,
          count(*) FILTER (WHERE state = 1)::int AS held,
          count(*) FILTER (WHERE state = 1 AND may_be_harm)::int AS may_be_harm,
          min(said_on) FILTER (WHERE state = 1 AND may_be_harm)::text AS may_be_harm_since,
          count(*) FILTER (WHERE state = 2 AND NOT is_answered)::int AS waiting,
          count(*) FILTER (WHERE state = 2 AND is_answered)::int AS answered,
          count(*) FILTER (WHERE is_overdue AND kind = 1)::int AS sayings_overdue,
          min(answer_by) FILTER (WHERE is_overdue AND kind = 1)::text AS sayings_overdue_since,
          count(*) FILTER (WHERE is_overdue AND kind = 2)::int AS challenges_overdue,
          min(answer_by) FILTER (WHERE is_overdue AND kind = 2)::text AS challenges_overdue_since,
          count(*) FILTER (WHERE kind = 2 AND state = 2 AND decided_beforehand AND outcome <> 1)::int AS decided_beforehand,
          count(*) FILTER (WHERE was_late)::int AS late
        FROM (
          SELECT kind, state, may_be_harm, said_on, answer_by, is_answered, decided_beforehand, outcome, was_late,
            state IN (1, 2) AND NOT is_answered AND answer_by < @today::date AS is_overdue
          FROM voice_message WHERE partnership_id = @PartnershipId AND project_id = @projectId) m
        """,
        new { transaction.PartnershipId, projectId, today = Days.Today(transaction) }, cancel);

    public VoiceFigures ToFigures() =>
        new() { CameIn = CameIn, Held = Held, MayBeHarm = MayBeHarm, Waiting = Waiting, Answered = Answered, Overdue = SayingsOverdue + ChallengesOverdue };
}
