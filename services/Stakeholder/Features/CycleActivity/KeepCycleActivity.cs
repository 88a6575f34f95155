using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging;

namespace CoProduction.Stakeholder.Features.CycleActivity;

/// <summary>Keeps what each cycle has come to, from Review's news; older news than what is known changes nothing.</summary>
internal sealed class KeepCycleActivity : IEventHandler
{
    public string Type => CycleProgressed.Descriptor.FullName;

    public string Consumer => "stakeholder.cycle-activity";

    public Task HandleAsync(TenantTransaction transaction, ReceivedEvent received, CancellationToken cancel)
    {
        var news = received.Read<CycleProgressed>();
        return transaction.ExecuteAsync(
            """
            INSERT INTO cycle_activity (partnership_id, cycle_id, project_id, cycle_name, version, statements, held_back, themes, themes_ready)
            VALUES (@PartnershipId, @cycleId, @projectId, @CycleName, @AggregateVersion, @Statements, @HeldBack, @Themes, @ThemesReady)
            ON CONFLICT (partnership_id, cycle_id) DO UPDATE
            SET cycle_name = excluded.cycle_name, version = excluded.version, statements = excluded.statements, held_back = excluded.held_back,
                themes = excluded.themes, themes_ready = excluded.themes_ready
            WHERE cycle_activity.version < excluded.version
            """,
            new
            {
                transaction.PartnershipId,
                cycleId = Guid.Parse(news.CycleId),
                projectId = Guid.Parse(news.ProjectId),
                news.CycleName,
                received.AggregateVersion,
                news.Statements,
                news.HeldBack,
                news.Themes,
                news.ThemesReady,
            }, cancel);
    }
}
