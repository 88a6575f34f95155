using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;

namespace CoProduction.Review.Domain;

/// <summary>
/// A change to a cycle. It holds the cycle's row from its beginning, so that people's changes to one cycle come one after the other,
/// and tells others at its end what the cycle has come to.
/// </summary>
internal sealed class CycleChange
{
    private readonly TenantTransaction _transaction;

    private CycleChange(TenantTransaction transaction, CycleRow cycle)
    {
        _transaction = transaction;
        Cycle = cycle;
    }

    public CycleRow Cycle { get; }

    /// <summary>Locks the cycle and counts its version up; NOT_FOUND when the partnership has no such cycle.</summary>
    public static async Task<CycleChange> BeginAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel)
    {
        var cycle = await transaction.FindAsync<CycleRow>(
            """
            UPDATE cycle SET version = version + 1
            WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId
            RETURNING cycle_id, project_id, name, version, closed_at IS NOT NULL AS is_closed
            """,
            new { transaction.PartnershipId, cycleId }, cancel) ?? throw Problem.NotFound("cycle");
        return new(transaction, cycle);
    }

    /// <summary>FAILED_PRECONDITION while the cycle is closed.</summary>
    public void RequireOpen()
    {
        if (Cycle.IsClosed)
            throw CycleCheck.Closed();
    }

    /// <summary>Publishes the cycle's figures as they are now.</summary>
    public async Task TellAsync(CancellationToken cancel)
    {
        var figures = await _transaction.GetAsync<Figures>(
            """
            SELECT
              (SELECT count(*) FROM statement WHERE partnership_id = @PartnershipId AND cycle_id = @CycleId) AS statements,
              (SELECT count(*) FROM statement WHERE partnership_id = @PartnershipId AND cycle_id = @CycleId AND state = 2) AS held_back,
              (SELECT count(*) FROM theme WHERE partnership_id = @PartnershipId AND cycle_id = @CycleId AND merged_into IS NULL) AS themes,
              (SELECT count(*) FROM theme WHERE partnership_id = @PartnershipId AND cycle_id = @CycleId AND merged_into IS NULL AND state = 2) AS themes_ready
            """,
            new { _transaction.PartnershipId, Cycle.CycleId }, cancel);
        await _transaction.PublishAsync(
            new CycleProgressed
            {
                CycleId = Cycle.CycleId.ToString(),
                ProjectId = Cycle.ProjectId.ToString(),
                CycleName = Cycle.Name,
                Statements = figures.Statements,
                HeldBack = figures.HeldBack,
                Themes = figures.Themes,
                ThemesReady = figures.ThemesReady,
            },
            Cycle.CycleId, Cycle.Version, cancel);
    }

    internal sealed record CycleRow(Guid CycleId, Guid ProjectId, string Name, long Version, bool IsClosed);

    private sealed record Figures(long Statements, long HeldBack, long Themes, long ThemesReady);
}
