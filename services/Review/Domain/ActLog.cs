using CoProduction.Review.V1;
using CoProduction.Shared.Data;

namespace CoProduction.Review.Domain;

/// <summary>Writes down what people do to a cycle's themes, with what stood before, so that the latest act can be undone.</summary>
internal static class ActLog
{
    /// <summary>
    /// Records an act and the rows of the themes that it is about to change; call it before changing them. Gives the act's id.
    /// <paramref name="summary"/> follows the actor's name, such as: renamed “Buses” to “Getting about”.
    /// </summary>
    public static async Task<Guid> RecordAsync(
        TenantTransaction transaction, CycleChange.CycleRow cycle, ActKind kind, string summary, bool canUndo, IReadOnlyList<Guid> themeIds, CancellationToken cancel)
    {
        var actId = transaction.NewId();
        await transaction.ExecuteAsync(
            """
            INSERT INTO act (partnership_id, act_id, cycle_id, seq, kind, actor_id, actor, at, summary, can_undo)
            VALUES (@PartnershipId, @actId, @CycleId, @Version, @kind, @PersonId, @DisplayName, @Now, @summary, @canUndo);
            INSERT INTO act_theme (partnership_id, act_id, theme_id, before)
            SELECT partnership_id, @actId, theme_id, to_jsonb(theme) - 'changed_by' FROM theme
            WHERE partnership_id = @PartnershipId AND theme_id = ANY(@themeIds);
            """,
            new
            {
                transaction.PartnershipId,
                actId,
                cycle.CycleId,
                cycle.Version,
                kind = (short)kind,
                transaction.Caller.PersonId,
                transaction.Caller.DisplayName,
                transaction.Now,
                summary,
                canUndo,
                themeIds = themeIds.ToArray(),
            }, cancel);
        return actId;
    }
}
