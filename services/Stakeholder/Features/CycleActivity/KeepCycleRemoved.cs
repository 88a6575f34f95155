using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging;

namespace CoProduction.Stakeholder.Features.CycleActivity;

/// <summary>Shows a removed cycle no more, whatever of its earlier news comes later.</summary>
internal sealed class KeepCycleRemoved : IEventHandler
{
    public string Type => CycleRemoved.Descriptor.FullName;

    public string Consumer => "stakeholder.cycle-removed";

    public Task HandleAsync(TenantTransaction transaction, IReadOnlyList<ReceivedEvent> received, CancellationToken cancel)
    {
        var removed = received.Select(one => (one.AggregateVersion, News: one.Read<CycleRemoved>())).DistinctBy(one => one.News.CycleId).ToList();
        return transaction.ExecuteAsync(
            """
            INSERT INTO cycle_activity (partnership_id, cycle_id, project_id, cycle_name, version, statements, held_back, themes, themes_ready, removed)
            SELECT @PartnershipId, cycle_id, project_id, '', version, 0, 0, 0, 0, true FROM unnest(@cycles, @projects, @versions) AS r (cycle_id, project_id, version)
            ON CONFLICT (partnership_id, cycle_id) DO UPDATE
            SET cycle_name = '', version = excluded.version, statements = 0, held_back = 0, themes = 0, themes_ready = 0, removed = true
            """,
            new
            {
                transaction.PartnershipId,
                cycles = removed.Select(one => Guid.Parse(one.News.CycleId)).ToArray(),
                projects = removed.Select(one => Guid.Parse(one.News.ProjectId)).ToArray(),
                versions = removed.Select(one => one.AggregateVersion).ToArray(),
            }, cancel);
    }
}
