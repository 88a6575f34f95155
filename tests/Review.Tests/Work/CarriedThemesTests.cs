using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Work;

/// <summary>A cycle that starts from the themes that people settled in another cycle of the project.</summary>
public sealed class CarriedThemesTests(ReviewUnderTest review) : WorkTest(review)
{
    [Fact]
    public async Task StartTheming_FromAnotherCycle_CopiesItsReadyThemesAndStatementsJoinThem()
    {
        var (last, next) = await TwoCyclesAsync();
        await next.ImportAsync((Question.NotWorking, "Buses 7"), (Question.NotWorking, "Calls 7"));
        var before = await ThemesAsync(last);

        await next.StartAsync(ThemingKind.Join, last.CycleId);
        var worker = Worker("one");
        var piece = (await worker.LeaseAsync())!;
        var carried = Assert.Single(await ThemesAsync(next));
        Assert.Equal(
            [(carried.ThemeId, "Buses 1"), (carried.ThemeId, "Buses 2")],
            (await worker.ReadExamplesAsync(piece.Claim)).Select(example => (example.ThemeId, example.Text)).Order());
        await worker.JoinAsync(piece.Claim, await worker.ReadAsync(piece.Claim), text => text == "Buses 7" ? carried.ThemeId : null);

        var theme = Assert.Single(await ThemesAsync(next));
        Assert.Equal(("Buses", "I want Buses.", ThemeState.Proposed, true, 1), (theme.Name, theme.IStatement, theme.State, theme.Touched, theme.Size));
        Assert.Equal("Buses 7", Assert.Single(await StatementsAsync(theme)).Text);
        Assert.Equal(before, await ThemesAsync(last));
    }

    [Fact]
    public async Task StartTheming_QuestionThatBringsNoThemes_IsThemedAsTheFirstTime()
    {
        var (last, next) = await TwoCyclesAsync();
        await next.ImportAsync((Question.NotWorking, "Buses 7"), (Question.Future, "Jobs 7"));

        await next.StartAsync(ThemingKind.Join, last.CycleId);

        var worker = Worker("one");
        var stages = new[] { (await worker.LeaseAsync())!, (await worker.LeaseAsync())! }.Select(piece => (piece.Question, piece.Stage));
        Assert.Equal([(Question.NotWorking, PieceStage.Join), (Question.Future, PieceStage.Whole)], stages.Order());
    }

    [Fact]
    public async Task StartTheming_FromACycleThatWillNotDo_NamesTheField()
    {
        var (last, next) = await TwoCyclesAsync();
        await next.ImportAsync((Question.NotWorking, "Buses 7"));
        var elsewhere = await CycleAsync((Question.NotWorking, "Buses 1"));
        await elsewhere.ThemeAsync(ByFirstWord);
        await ConfirmAsync(Assert.Single(await ThemesAsync(elsewhere)));

        await AssertRefusedAsync(() => next.StartAsync(ThemingKind.Anew, last.CycleId));
        await AssertRefusedAsync(() => next.StartAsync(ThemingKind.Join, next.CycleId));
        await AssertRefusedAsync(() => next.StartAsync(ThemingKind.Join, elsewhere.CycleId));
        await AssertRefusedAsync(() => last.StartAsync(ThemingKind.Join, last.CycleId));
        Assert.Empty(await ThemesAsync(next));
    }

    private static async Task AssertRefusedAsync(Func<Task> start)
    {
        var error = await Failure.OfAsync(start);
        Assert.Equal((StatusCode.InvalidArgument, "from_cycle_id"), (error.Code, Assert.Single(error.Violations).Field));
    }

    // Of the first one theme is ready for people and one is not.
    private async Task<(ThemedCycle Last, ThemedCycle Next)> TwoCyclesAsync()
    {
        var project = Guid.CreateVersion7();
        var last = await ThemedCycle.CreateAsync(Module, Caller, project);
        await last.ImportAsync((Question.NotWorking, "Buses 1"), (Question.NotWorking, "Buses 2"), (Question.NotWorking, "Forms 1"));
        await last.ThemeAsync(ByFirstWord);
        await ConfirmAsync(await ThemeAsync(last, "Buses"));
        return (last, await ThemedCycle.CreateAsync(Module, Caller, project, "Autumn reviews"));
    }

    private async Task ConfirmAsync(Theme theme) =>
        await Client.ConfirmThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = theme.ThemeId, Etag = theme.Etag, Ready = true });
}
