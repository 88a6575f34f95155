using System.Diagnostics;
using CoProduction.Review;
using CoProduction.Review.V1;
using CoProduction.TestCommon;
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
    private const int PartSize = 25_000;
    private static readonly int[] _rounds = [1, 2, 2, 1];
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync(Comments comments)
    {
        await using var postgres = new TestPostgres { WaitsForTheDisk = true };
        await using var review = await RunningModule.StartAsync(new ReviewModule { PartSize = PartSize }, await postgres.NewDatabaseAsync("review"));
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
        var (one, two) = (MeanOf(1), MeanOf(2));
        return
        [
            ($"assigning {Count:N0} statements with two workers at one processor each, as a multiple of one worker's speed",
                $"{one.Assigning / two.Assigning:N2} × ({one.Assigning:N1} s, {two.Assigning:N1} s)", "≥ 1.4 ×"),
            ("the same from the start of the run to its end, fitting and storing the themes included", $"{one.All / two.All:N2} × ({one.All:N1} s, {two.All:N1} s)", ""),
        ];

        (double Assigning, double All) MeanOf(int workers)
        {
            var rounds = seconds.FindAll(round => round.Workers == workers);
            return (rounds.Average(round => round.Assigning), rounds.Average(round => round.All));
        }
    }

    // Assigning begins with the fit's end, and ends when one part is left: the last one comes with the change of the themes.
    private static async Task<(double Assigning, double All)> ThemeAsync(RunningModule review, NpgsqlConnection database, ThemedCycle cycle, int workers)
    {
        var processes = Enumerable.Range(0, workers).Select(worker => HostProcess.StartWorker(review, worker)).ToList();
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
                await Eventually.GetAsync(
                    () => database.QuerySingleAsync<int>($"SELECT count(*)::int FROM theming_piece WHERE run_id = @run AND {condition}", new { run = Guid.Parse(run.RunId) }),
                    pieces => pieces <= left, _patience);
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
