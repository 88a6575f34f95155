using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.Voice;

namespace CoProduction.Stakeholder.Features.Safeguarding;

/// <summary>Raises concerns: at once, in the transaction that took the words in. What is one already stays as it is.</summary>
internal static class NewConcern
{
    /// <summary>Of something said to a project; gives by when somebody looks.</summary>
    public static async Task<DateTime> RaiseAsync(TenantTransaction transaction, Guid projectId, Guid messageId, SaidWords said, HarmKind kind, CancellationToken cancel)
    {
        await AddAsync(transaction, [new(RandomId.New(), projectId, kind, null, messageId)], cancel);
        return await transaction.GetAsync<DateTime>(
            """
            UPDATE concern SET about = @About, words = @Words, rather = @Rather WHERE partnership_id = @PartnershipId AND message_id = @messageId
            RETURNING coalesce(due_at, raised_at)
            """,
            new { transaction.PartnershipId, messageId, said.About, said.Words, said.Rather }, cancel);
    }

    /// <summary>Of statements, whose words stay in Review.</summary>
    public static Task RaiseAsync(TenantTransaction transaction, IEnumerable<(Guid ProjectId, Guid StatementId, HarmKind Kind)> found, CancellationToken cancel) =>
        AddAsync(transaction, [.. found.Select(one => new Raised(RandomId.New(), one.ProjectId, one.Kind, one.StatementId, null))], cancel);

    private static async Task AddAsync(TenantTransaction transaction, List<Raised> concerns, CancellationToken cancel)
    {
        var minutes = await ResponseMinutes.ReadAsync(transaction, cancel);
        await transaction.ExecuteAsync(
            """
            WITH raised AS (
              INSERT INTO concern (partnership_id, concern_id, kind, state, project_id, statement_id, message_id, raised_at, due_at, tell_at, events)
              SELECT @PartnershipId, id, kind, 1, project_id, statement_id, message_id, @Now, @Now + make_interval(mins => minutes), @Now, 1
              FROM unnest(@ids, @projects, @kinds, @statements, @messages, @minutes) AS c (id, project_id, kind, statement_id, message_id, minutes)
              ON CONFLICT DO NOTHING RETURNING concern_id)
            INSERT INTO concern_event (partnership_id, concern_id, place, step, at) SELECT @PartnershipId, concern_id, 1, 1, @Now FROM raised
            """,
            new
            {
                transaction.PartnershipId,
                transaction.Now,
                ids = concerns.ConvertAll(one => one.Id),
                projects = concerns.ConvertAll(one => one.ProjectId),
                kinds = concerns.ConvertAll(one => (short)one.Kind),
                statements = concerns.ConvertAll(one => one.StatementId),
                messages = concerns.ConvertAll(one => one.MessageId),
                minutes = concerns.ConvertAll(one => minutes[one.Kind]),
            }, cancel);
    }

    private sealed record Raised(Guid Id, Guid ProjectId, HarmKind Kind, Guid? StatementId, Guid? MessageId);
}
