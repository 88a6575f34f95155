using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.Engagement;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Overview;

/// <summary>Who has been told and what stands in the way, as far as flags and steps rest on it.</summary>
internal sealed record EngagementFacts(string Today, IReadOnlyDictionary<string, GroupReached> Reached, IReadOnlyList<ProjectBarrier> Barriers)
{
    private static readonly GroupReached _nobody = new();

    public static async Task<EngagementFacts> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => new(
        Days.Today(transaction),
        (await GroupReached.ReadAsync(transaction, projectId, cancel)).ToDictionary(row => row.GroupId.ToString()),
        await Features.Engagement.Barriers.ReadAsync(transaction, projectId, cancel));

    public IReadOnlyList<ProjectBarrier> Standing => [.. Barriers.Where(barrier => barrier.State == BarrierState.Stands)];

    public GroupReached Of(AffectedGroup group) => Reached.GetValueOrDefault(group.GroupId) ?? _nobody;
}
