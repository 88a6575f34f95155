using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Representation;

/// <summary>At which of the five steps somebody is engaged, day by day.</summary>
internal static class Stages
{
    public static IReadOnlyList<ProjectStep> All { get; } = [ProjectStep.Identify, ProjectStep.Engage, ProjectStep.Empower, ProjectStep.Govern, ProjectStep.Deliver];

    /// <summary>Each once; INVALID_ARGUMENT for what is no step.</summary>
    public static short[] Wanted(IEnumerable<ProjectStep> stages)
    {
        var wanted = stages.Distinct().ToList();
        return wanted.All(All.Contains) ? [.. wanted.Select(stage => (short)stage)] : throw Problem.Invalid("stages", "Choose from the five steps.");
    }

    /// <summary>Engaged from this day at these steps and no others; a step that was left on the same day goes on as if it had not been.</summary>
    public static Task SetAsync(TenantTransaction transaction, Guid representationId, short[] stages, string day, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        UPDATE representation_stage SET ended_on = greatest(engaged_on, @day::date)
        WHERE partnership_id = @PartnershipId AND representation_id = @representationId AND ended_on IS NULL AND NOT stage = ANY(@stages);
        INSERT INTO representation_stage (partnership_id, representation_id, stage, engaged_on)
        SELECT @PartnershipId, @representationId, wanted, @day::date FROM unnest(@stages) AS wanted
        WHERE NOT EXISTS (
          SELECT FROM representation_stage s
          WHERE s.partnership_id = @PartnershipId AND s.representation_id = @representationId AND s.stage = wanted AND s.ended_on IS NULL)
        ON CONFLICT (partnership_id, representation_id, stage, engaged_on) DO UPDATE SET ended_on = null
        """,
        new { transaction.PartnershipId, representationId, stages, day }, cancel);
}
