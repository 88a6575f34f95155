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

    private readonly Dictionary<string, List<EngagedRow>> _ofGroup = People.GroupBy(one => one.GroupId).ToDictionary(group => group.Key.ToString(), group => group.ToList());

    public bool HasSomebody(AffectedGroup group) => _ofGroup.ContainsKey(group.GroupId);

    public bool HasSomebodyAt(AffectedGroup group, ProjectStep step) => _ofGroup.TryGetValue(group.GroupId, out var people) && people.Any(one => one.IsEngagedAt(step));
}
