using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging;

namespace CoProduction.Stakeholder.Features.CycleActivity;

/// <summary>Keeps what each cycle has come to, from Review's news; older news than what is known changes nothing.</summary>
internal sealed class KeepCycleActivity : IEventHandler
{
    public string Type => CycleProgressed.Descriptor.FullName;

    public string Consumer => "stakeholder.cycle-activity";

    public Task HandleAsync(TenantTransaction transaction, IReadOnlyList<ReceivedEvent> received, CancellationToken cancel)
    {
        var latest = received.GroupBy(one => one.AggregateId).Select(cycle => cycle.MaxBy(one => one.AggregateVersion)!)
            .Select(one => (one.AggregateVersion, News: one.Read<CycleProgressed>())).ToList();
        return transaction.ExecuteAsync(
            """
            INSERT INTO cycle_activity (partnership_id, cycle_id, project_id, cycle_name, version, statements, held_back, themes, themes_ready)
            SELECT @PartnershipId, * FROM unnest(@cycles, @projects, @names, @versions, @statements, @heldBack, @themes, @themesReady)
            ON CONFLICT (partnership_id, cycle_id) DO UPDATE
            SET cycle_name = excluded.cycle_name, version = excluded.version, statements = excluded.statements, held_back = excluded.held_back,
                themes = excluded.themes, themes_ready = excluded.themes_ready
            WHERE cycle_activity.version < excluded.version
            """,
            new
            {
                transaction.PartnershipId,
                cycles = latest.Select(one => Guid.Parse(one.News.CycleId)).ToArray(),
                projects = latest.Select(one => Guid.Parse(one.News.ProjectId)).ToArray(),
                names = latest.Select(one => one.News.CycleName).ToArray(),
                versions = latest.Select(one => one.AggregateVersion).ToArray(),
                statements = latest.Select(one => one.News.Statements).ToArray(),
                heldBack = latest.Select(one => one.News.HeldBack).ToArray(),
                themes = latest.Select(one => one.News.Themes).ToArray(),
                themesReady = latest.Select(one => one.News.ThemesReady).ToArray(),
            }, cancel);
    }
}
