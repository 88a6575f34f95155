using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Themes;

public sealed class ThemesTenancyTests(ReviewUnderTest review) : ThemesTest(review)
{
    [Fact]
    public async Task EveryCall_FromAnotherPartnership_FindsNothingAndChangesNothing()
    {
        var cycle = await ThemedAsync(("Buses", 3), ("Forms", 2));
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        var edited = await EditAsync(cycle.Caller, buses, name: "Getting about");
        var act = (await LatestActAsync(cycle))!;
        var before = await ExportAsync(cycle);

        var stranger = People.Analyst("Pat Moss");
        var asStranger = As(stranger);
        (string Call, Func<Task> Run)[] calls =
        [
            ("ListThemes", () => asStranger.ListThemesAsync(new() { CycleId = cycle.CycleId }).ResponseAsync),
            ("GetTheme", () => asStranger.GetThemeAsync(new() { ThemeId = forms.ThemeId }).ResponseAsync),
            ("ListStatements of theme", () => asStranger.ListStatementsAsync(new() { ThemeId = forms.ThemeId }).ResponseAsync),
            ("ListStatements of cycle", () => asStranger.ListStatementsAsync(new() { CycleId = cycle.CycleId, Question = Question.NotWorking }).ResponseAsync),
            ("EditTheme", () => EditAsync(stranger, forms, name: "Mine")),
            ("MergeThemes", () => MergeAsync(stranger, forms, edited)),
            ("MoveStatements", () => MoveAsync(stranger, cycle, forms.Quotes, forms, edited)),
            ("ConfirmTheme", () => ConfirmAsync(stranger, forms)),
            ("GetLatestAct", () => asStranger.GetLatestActAsync(new() { CycleId = cycle.CycleId }).ResponseAsync),
            ("UndoAct", () => Undo(stranger, act).ResponseAsync),
            ("ExportStatements", async () => await asStranger.ExportStatements(new() { CycleId = cycle.CycleId }).ResponseStream.MoveNext(CancellationToken.None)),
        ];

        foreach (var (call, run) in calls)
        {
            var error = await Failure.OfAsync(run);
            Assert.True(error.Code == StatusCode.NotFound, $"{call} gave {error.Code}: {error.Message}");
        }
        Assert.Equal(before, await ExportAsync(cycle));
        Assert.Equal(act, await LatestActAsync(cycle));
    }

    [Fact]
    public async Task MergeThemes_IntoThemeOfAnotherPartnership_IsNotFound()
    {
        var cycle = await ThemedAsync(("Buses", 3));
        var other = await ThemedAsync(("Forms", 2));
        var (mine, theirs) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(other, "Forms"));

        var merge = await Failure.OfAsync(() => MergeAsync(cycle.Caller, mine, theirs));
        var move = await Failure.OfAsync(() => MoveAsync(cycle.Caller, cycle, mine.Quotes, mine, theirs));

        Assert.Equal((StatusCode.NotFound, StatusCode.NotFound), (merge.Code, move.Code));
    }
}
