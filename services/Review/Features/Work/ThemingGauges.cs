using System.Diagnostics.Metrics;
using CoProduction.Shared.Data;
using CoProduction.Shared.Modules;
using CoProduction.Shared.Telemetry;
using Microsoft.Extensions.Hosting;

namespace CoProduction.Review.Features.Work;

/// <summary>Shows which theming runs are under way, over all partnerships, and how far they are.</summary>
internal sealed class ThemingGauges(IMeterFactory meters, IModule module, RelayDatabase database, TimeProvider time) : IHostedService
{
    private readonly DatabaseGauges<Row> _gauges = new(meters, module, database, time,
        """
        SELECT count(DISTINCT run_id) AS runs,
               count(*) FILTER (WHERE state = 1) AS queued,
               count(*) FILTER (WHERE state = 2 AND leased_until >= @now) AS running,
               count(*) FILTER (WHERE state = 2 AND leased_until < @now) AS abandoned,
               sum(progress * statements) / nullif(sum(statements), 0) AS progress
        FROM theming_piece WHERE run_id IN (SELECT run_id FROM theming_piece WHERE state IN (1, 2))
        """);

    public Task StartAsync(CancellationToken cancel)
    {
        _gauges.Show("coproduction.theming.runs", "{run}", "Theming runs that are not finished.", row => row.Runs);
        ShowPieces("queued", row => row.Queued);
        ShowPieces("running", row => row.Running);
        ShowPieces("abandoned", row => row.Abandoned);
        _gauges.Show("coproduction.theming.progress", "1", "Share of their statements that are themed, 0 to 1.", row => row.Progress);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    private void ShowPieces(string state, Func<Row, double?> figure) => _gauges.Show(
        "coproduction.theming.pieces", "{piece}", "Their pieces: queued, running, or abandoned by a worker that died.", figure, new KeyValuePair<string, object?>("state", state));

    private sealed record Row(long Runs, long Queued, long Running, long Abandoned, double? Progress);
}
