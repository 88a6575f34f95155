using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace CoProduction.Review.Tests.Work;

/// <summary>
/// What tests of the workers' queue have in common: a module of the test's own, because workers take pieces of all partnerships,
/// and a clock that the test turns, because leases run out.
/// </summary>
public abstract class WorkTest(ReviewUnderTest review) : IAsyncLifetime
{
    // Later calls have a later time, as ids that sort by it expect.
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    protected RunningModule Module { get; private set; } = null!;

    protected Caller Caller { get; } = People.Analyst("Sam Reed");

    protected ReviewService.ReviewServiceClient Client => new(Module.As(Caller));

    protected virtual ReviewModule Tested { get; } = new();

    public async ValueTask InitializeAsync() => Module = await review.StartApartAsync(Tested, _time);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Module.DisposeAsync();
    }

    protected Task<NpgsqlConnection> OpenDatabaseAsync() => review.OpenAsync(Module);

    protected KnownWorker Worker(string name) => new(Module, name);

    protected void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>A cycle of statements that say in which theme they are, as in "Buses 1", some to each question named.</summary>
    protected async Task<ThemedCycle> CycleAsync(params (Question Question, string Text)[] statements)
    {
        var cycle = await ThemedCycle.CreateAsync(Module, Caller);
        await cycle.ImportAsync(statements);
        return cycle;
    }

    protected static (string? Theme, float Similarity) ByFirstWord(string text) => (text.Split(' ')[0], 0.5f);

    protected async Task<ThemingRun> RunAsync(ThemingRun run) => (await Client.GetThemingRunAsync(new() { RunId = run.RunId })).Run;

    protected async Task<List<Theme>> ThemesAsync(ThemedCycle cycle) =>
        [.. (await Client.ListThemesAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 1000 } })).Themes];

    protected async Task<Theme> ThemeAsync(ThemedCycle cycle, string name) => (await ThemesAsync(cycle)).Single(theme => theme.Name == name);

    protected async Task<List<Statement>> StatementsAsync(Theme theme) =>
        [.. (await Client.ListStatementsAsync(new() { ThemeId = theme.ThemeId, Page = new() { PageSize = 1000 } })).Statements];
}
