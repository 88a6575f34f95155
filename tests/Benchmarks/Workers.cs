using System.Diagnostics;
using CoProduction.Host.Processes;
using CoProduction.Review;
using CoProduction.Review.V1;
using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using CoProduction.TestCommon.Reviews;
using Dapper;
using Npgsql;

namespace CoProduction.Benchmarks;

/// <summary>What a second theming worker brings: one large question, themed by worker processes that have one processor each.</summary>
internal static class Workers
{
    private const int Count = 1_000_000;
    private static readonly int[] _rounds = [1, 2, 2, 1];

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync(Comments comments)
    {
        await using var postgres = new TestPostgres();
        await using var review = await RunningModule.StartAsync(new ReviewModule(), await postgres.NewDatabaseAsync("review"));
        await using var database = await postgres.OpenAsSuperuserAsync(review.Database);
        var cycle = await ThemedCycle.CreateAsync(review, People.Analyst("Sam Reed"));
        foreach (var texts in comments.Take(Count).Select(comment => comment.Text).Chunk(Count / 10))
            await cycle.ImportAsync(Question.Working, texts.Select((text, i) => $"{text} {i}"));
        await database.ExecuteAsync("VACUUM ANALYZE");

        var seconds = new List<(int Workers, double Assigning, double All)>();
        await ThemeAsync(review, database, cycle, 1); // every later run finds an earlier one's placements
        foreach (var workers in _rounds)
        {
            var (assigning, all) = await ThemeAsync(review, database, cycle, workers);
            seconds.Add((workers, assigning, all));
        }
        var (one, two) = (MeanOf(seconds, 1), MeanOf(seconds, 2));
        return
        [
            ($"assigning {one.Statements:N0} statements with two workers at one processor each, as a multiple of one worker's speed",
                $"{one.Assigning / two.Assigning:N2} × ({one.Assigning:N1} s, {two.Assigning:N1} s)", "≥ 1.4 ×"),
            ("the same from the start of the run to its end, fitting and storing the themes included", $"{one.All / two.All:N2} × ({one.All:N1} s, {two.All:N1} s)", ""),
        ];

        (double Assigning, double All, long Statements) MeanOf(List<(int Workers, double Assigning, double All)> rounds, int workers)
        {
            var those = rounds.Where(round => round.Workers == workers).ToList();
            return (those.Average(round => round.Assigning), those.Average(round => round.All), Count);
        }
    }

    // Assigning begins with the fit's end, and ends when one part is left: the last one comes with the change of the themes.
    private static async Task<(double Assigning, double All)> ThemeAsync(RunningModule review, NpgsqlConnection database, ThemedCycle cycle, int workers)
    {
        var processes = Enumerable.Range(0, workers).Select(_ => HostProcess.StartModule(new Dictionary<string, string>
        {
            ["Modules"] = "analytics",
            ["Listen"] = $"http://127.0.0.1:{FreePorts.Find(1)[0]}",
            ["Services__review"] = review.Address,
            ["Identity__KeyFile"] = review.PrivateKeyFile,
            ["DOTNET_PROCESSOR_COUNT"] = "1",
        })).ToList();
        try
        {
            var run = await cycle.StartAsync();
            var start = Stopwatch.GetTimestamp();
            var fitted = await WhenAsync("stage = 2 AND state <> 3", 0);
            var assigned = await WhenAsync("stage = 3 AND state <> 3", 1);
            var done = await WhenAsync("state <> 3", 0);
            return ((assigned - fitted).TotalSeconds, done.TotalSeconds);

            async Task<TimeSpan> WhenAsync(string condition, int left)
            {
                while (await database.QuerySingleAsync<int>($"SELECT count(*)::int FROM theming_piece WHERE run_id = @run AND {condition}", new { run = Guid.Parse(run.RunId) }) > left)
                    await Task.Delay(20);
                return Stopwatch.GetElapsedTime(start);
            }
        }
        finally
        {
            foreach (var process in processes)
                await process.DisposeAsync();
        }
    }
}
