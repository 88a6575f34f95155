using CoProduction.Review;
using CoProduction.Review.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using CoProduction.TestCommon.Reviews;
using Dapper;
using Npgsql;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>A large question, themed in parts by workers that are processes of their own.</summary>
public sealed class ThemingInPartsTests : IAsyncDisposable
{
    private const int Statements = 20_000, PartSize = 500;
    private readonly TestPostgres _postgres = new();

    private static readonly string[] _words =
    [
        "My support worker knows how I like my breakfast", "The bus to the day centre comes on time", "My sister helps me with letters from the council",
        "I have my own key to the flat", "The dentist explains everything slowly", "I go swimming every Tuesday with friends",
    ];

    public ValueTask DisposeAsync() => _postgres.DisposeAsync();

    [Fact]
    public async Task Kill_WorkerAmongParts_TheOtherDoesTheRestAndEachStatementIsPlacedOnce()
    {
        await using var review = await RunningModule.StartAsync(new ReviewModule { PartSize = PartSize }, await _postgres.NewDatabaseAsync("review"));
        await using var database = await _postgres.OpenAsSuperuserAsync(review.Database);
        var cycle = await ThemedCycle.CreateAsync(review, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.Working, Enumerable.Range(0, Statements).Select(i => $"{_words[i % _words.Length]} {i}"));
        await using var mortal = HostProcess.StartWorker(review);
        var run = await cycle.StartAsync();
        await PartsAsync(database, run, done => done > 0);
        await using var other = HostProcess.StartWorker(review);

        await mortal.KillAsync();

        var client = new ReviewService.ReviewServiceClient(review.As(cycle.Caller));
        var ended = await Eventually.GetAsync(
            async () => (await client.GetThemingRunAsync(new() { RunId = run.RunId })).Run, at => at.State == RunState.Proposed, TimeSpan.FromMinutes(2));
        Assert.Equal((1d, Statements), (ended.Progress, ended.Statements));
        Assert.Equal(Statements / PartSize, await PartsAsync(database, run, done => done == Statements / PartSize));
        Assert.Equal(Statements, await database.QuerySingleAsync<long>("SELECT count(*) FROM placement"));
        var themes = (await client.ListThemesAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 1000 } })).Themes;
        Assert.Equal(await database.QuerySingleAsync<long>("SELECT count(*) FROM placement WHERE theme_id IS NOT NULL"), themes.Sum(theme => theme.Size));
        Assert.True(themes.Count > 1);
    }

    private static Task<int> PartsAsync(NpgsqlConnection database, ThemingRun run, Predicate<int> wanted) => Eventually.GetAsync(
        () => database.QuerySingleAsync<int>("SELECT count(*)::int FROM theming_piece WHERE run_id = @run AND stage = 3 AND state = 3", new { run = Guid.Parse(run.RunId) }),
        wanted, TimeSpan.FromMinutes(1));
}
