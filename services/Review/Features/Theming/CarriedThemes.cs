using CoProduction.Review.Domain;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;

namespace CoProduction.Review.Features.Theming;

/// <summary>Themes that people settled in one cycle, to start another from.</summary>
internal static class CarriedThemes
{
    /// <summary>
    /// Copies the themes of another cycle of the same project that are ready for people: what they are called and say. They are proposals again, and count
    /// as people's, so that finding themes anew leaves them alone.
    /// </summary>
    public static async Task CopyAsync(TenantTransaction transaction, CycleChange.CycleRow cycle, Guid fromCycleId, CancellationToken cancel)
    {
        if (await ExistAsync(transaction, cycle.CycleId, cancel))
            throw Problem.Invalid("from_cycle_id", "This cycle has themes of its own already. New statements can join those.");
        var copied = await transaction.ExecuteAsync(
            """
            INSERT INTO theme (partnership_id, theme_id, cycle_id, question, name, i_statement, i_by_people, confidence, alternatives, key_phrases, state, touched,
              changed_at, carried_from)
            SELECT t.partnership_id, gen_random_uuid(), @CycleId, t.question, t.name, t.i_statement, t.i_by_people, t.confidence, t.alternatives, t.key_phrases, 1, true,
              @Now, t.theme_id
            FROM theme t JOIN cycle c ON c.partnership_id = t.partnership_id AND c.cycle_id = t.cycle_id
            WHERE t.partnership_id = @PartnershipId AND t.cycle_id = @fromCycleId AND c.project_id = @ProjectId AND t.state = 2 AND t.merged_into IS NULL
            """,
            new { transaction.PartnershipId, cycle.CycleId, cycle.ProjectId, fromCycleId, transaction.Now }, cancel);
        if (copied == 0)
            throw Problem.Invalid("from_cycle_id", "Choose a cycle of the same project that has themes that are ready for people.");
        await transaction.AuditAsync("theme.carry", "cycle", cycle.CycleId, $"{copied} themes from {fromCycleId}", cancel);
    }

    /// <summary>Whether the cycle has any theme.</summary>
    public static Task<bool> ExistAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel) =>
        transaction.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM theme WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId AND merged_into IS NULL)",
            new { transaction.PartnershipId, cycleId }, cancel);
}
