using CoProduction.Host.Postgres;
using CoProduction.TestCommon;
using Dapper;
using Npgsql;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Distributed.Chaos;

/// <summary>What has to hold when all kills are over: read from the databases as their owner, who sees every partnership.</summary>
internal sealed class Afterwards(string dataFolder, StubbornClient client)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    public async Task HoldAsync(IReadOnlyList<WorkedCycle> cycles)
    {
        foreach (var cycle in cycles)
        {
            await StatementsAreThereOnceAsync(cycle);
            await RunsHaveFinishedOnceAsync(cycle);
            await EveryStatementHasOnePlaceAsync(cycle);
            await ChangesWereMadeOnceAsync(cycle);
        }
        await MessagesAreDoneAsync("stakeholder");
        await MessagesAreDoneAsync("review");
        await ReadModelAgreesAsync();
    }

    private async Task StatementsAreThereOnceAsync(WorkedCycle cycle) =>
        Assert.Equal(
            cycle.Statements.Order(StringComparer.Ordinal),
            (await ReviewAsync<string>("SELECT text FROM statement WHERE cycle_id = @id", cycle)).Order(StringComparer.Ordinal));

    private async Task RunsHaveFinishedOnceAsync(WorkedCycle cycle)
    {
        Assert.Equal(
            cycle.Runs.Select(run => (Guid.Parse(run), (short)3, "")).Order(),
            (await ReviewAsync<(Guid, short, string)>("SELECT run_id, state, failure FROM theming_run WHERE cycle_id = @id", cycle)).Order());
        // Each result that was stored is in the audit, with its run and piece.
        Assert.Equal(
            (await ReviewAsync<string>("SELECT format('run %s, piece %s', run_id, piece) FROM theming_piece WHERE cycle_id = @id", cycle)).Order(StringComparer.Ordinal),
            (await ReviewAsync<string>("SELECT substring(detail FROM '^run .*, piece [0-9]+') FROM audit WHERE action = 'theming.propose' AND target_id = @id", cycle))
                .Order(StringComparer.Ordinal));
    }

    // After a last run with nothing beside it: its statements are those that it has placed, and all others stand where people put them.
    private async Task EveryStatementHasOnePlaceAsync(WorkedCycle cycle)
    {
        var placed = await ReviewAsync<Guid>("SELECT statement_id FROM placement WHERE cycle_id = @id", cycle);
        Assert.Equal((await ReviewAsync<Guid>("SELECT statement_id FROM statement WHERE cycle_id = @id AND state IN (1, 3)", cycle)).Order(), placed.Order());
        Assert.Equal(
            await ReviewAsync<long>("SELECT statements FROM theming_run WHERE cycle_id = @id ORDER BY run_id DESC LIMIT 1", cycle),
            await ReviewAsync<long>(
                """
                SELECT count(*) FROM placement p LEFT JOIN theme t ON t.theme_id = p.theme_id
                WHERE p.cycle_id = @id AND p.reason <> 6 AND t.touched IS NOT TRUE
                """, cycle));

        var sizes = (await client.GetAsync($"cycles/{cycle.Id}/themes?page_size=1000")).GetProperty("themes").EnumerateArray().Sum(theme => theme.GetProperty("size").GetInt64());
        var inNone = (await ReviewAsync<long>("SELECT count(*) FROM placement WHERE cycle_id = @id AND theme_id IS NULL", cycle))[0];
        Assert.Equal(placed.Count, sizes + inNone);
    }

    private async Task ChangesWereMadeOnceAsync(WorkedCycle cycle) =>
        Assert.Equal(
            [(cycle.Acts, cycle.Undone)],
            await ReviewAsync<(int, int)>("SELECT count(*)::int, count(undone_at)::int FROM act WHERE cycle_id = @id AND kind <> 6", cycle));

    private async Task MessagesAreDoneAsync(string module)
    {
        await Eventually.GetAsync(async () => (await ReadAsync<int>(module, "SELECT count(*)::int FROM outbox"))[0], left => left == 0, _patience);
        await Eventually.GetAsync(async () => (await ReadAsync<int>(module, "SELECT count(*)::int FROM inbox WHERE done_at IS NULL"))[0], undone => undone == 0, _patience);
    }

    private async Task ReadModelAgreesAsync() =>
        Assert.Equal(
            await ReadAsync<(Guid, Guid, string, long, long, long, long)>("review",
                """
                SELECT c.cycle_id, c.project_id, c.name,
                  (SELECT count(*) FROM statement s WHERE s.cycle_id = c.cycle_id),
                  (SELECT count(*) FROM statement s WHERE s.cycle_id = c.cycle_id AND s.state = 2),
                  (SELECT count(*) FROM theme t WHERE t.cycle_id = c.cycle_id AND t.merged_into IS NULL),
                  (SELECT count(*) FROM theme t WHERE t.cycle_id = c.cycle_id AND t.merged_into IS NULL AND t.state = 2)
                FROM cycle c ORDER BY c.cycle_id
                """),
            await ReadAsync<(Guid, Guid, string, long, long, long, long)>("stakeholder",
                "SELECT cycle_id, project_id, cycle_name, statements, held_back, themes, themes_ready FROM cycle_activity ORDER BY cycle_id"));

    private Task<List<T>> ReviewAsync<T>(string sql, WorkedCycle cycle) => ReadAsync<T>("review", sql, new { id = Guid.Parse(cycle.Id) });

    private async Task<List<T>> ReadAsync<T>(string module, string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(EmbeddedPostgres.AccessTo(module, dataFolder).Migrator);
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }
}
