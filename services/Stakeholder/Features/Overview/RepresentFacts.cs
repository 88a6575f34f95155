using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.Features.Representation;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Overview;

/// <summary>Who speaks for the groups today, as far as flags and steps rest on it. Nobody is left out of these: a wish not to be counted makes no gap.</summary>
internal sealed record RepresentFacts(IReadOnlyList<EngagedRow> People)
{
    public static async Task<RepresentFacts> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) =>
        new(await EngagedRow.ReadAsync(transaction, projectId, Days.Today(transaction), cancel));

    public bool HasSomebody(AffectedGroup group) => People.Any(one => one.GroupId.ToString() == group.GroupId);

    public bool HasSomebodyAt(AffectedGroup group, ProjectStep step) => People.Any(one => one.GroupId.ToString() == group.GroupId && one.IsEngagedAt(step));
}
