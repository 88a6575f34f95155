using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace CoProduction.Review.Tests.Themes;

public sealed class UndoPropertyTests(ReviewUnderTest review) : ThemesTest(review)
{
    private const int Kinds = 6;

    /// <summary>Whatever people do, undoing all of it, latest first, leaves themes and statements as they were.</summary>
    [Property(MaxTest = 25)]
    public async Task UndoAct_AllOfAnySequence_RestoresThemesAndPlaces(NonEmptyArray<(byte Kind, byte First, byte Second)> steps)
    {
        var cycle = await ThemedAsync(
            "Buses 1", "Buses 2 and Forms", "Buses 3 and Calls", "Buses 4", "Buses 5", "Forms 1 and Buses", "Forms 2 and Calls", "Forms 3", "Forms 4",
            "Calls 1", "Calls 2 and Buses", "Calls 3 and Forms", "none 1", "none 2");
        await cycle.ImportAsync(Question.NotWorking, "Late 1: came after theming");
        var before = await StateAsync(cycle);
        var theming = (await LatestActAsync(cycle))!.ActId;

        foreach (var (kind, first, second) in steps.Get)
            await DoAsync(cycle, kind % Kinds, first, second);
        while (await LatestActAsync(cycle) is { } act && act.ActId != theming)
            await Undo(cycle.Caller, act);

        var after = await StateAsync(cycle);
        Assert.Equal(before.Themes, after.Themes);
        Assert.Equal(before.Statements, after.Statements);
    }

    // Etags count on with every change, so they are left out.
    private async Task<(List<Theme> Themes, List<ExportedStatement> Statements)> StateAsync(ThemedCycle cycle)
    {
        var themes = await ThemesOfAsync(cycle);
        themes.ForEach(theme => theme.Etag = "");
        return (themes, await ExportAsync(cycle));
    }

    private async Task DoAsync(ThemedCycle cycle, int kind, byte first, byte second)
    {
        var themes = await ThemesOfAsync(cycle);
        var one = themes[first % themes.Count];
        var other = themes[second % themes.Count];
        var statements = (await StatementsAsync(cycle, one)).Where((_, place) => (place + second) % 2 == 0).ToList();
        var outside = (await InNoThemeAsync(cycle)).Where((_, place) => (place + second) % 2 == 0).ToList();
        switch (kind)
        {
            case 0:
                await EditAsync(cycle.Caller, one, name: $"Name {first} {second}");
                break;
            case 1:
                await EditAsync(cycle.Caller, one, iStatement: second % 3 == 0 ? "" : $"I am {second}.");
                break;
            case 2 when one != other:
                await MergeAsync(cycle.Caller, one, other);
                break;
            case 3 when statements.Count > 0:
                await MoveAsync(cycle.Caller, cycle, statements, one, one == other ? null : other);
                break;
            case 4 when outside.Count > 0:
                await MoveAsync(cycle.Caller, cycle, outside, null, one);
                break;
            case 5 when one.IStatement.Length > 0:
                await ConfirmAsync(cycle.Caller, one, second % 2 == 0);
                break;
        }
    }
}
