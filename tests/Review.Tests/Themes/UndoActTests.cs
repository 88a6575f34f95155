using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Themes;

public sealed class UndoActTests(ReviewUnderTest review) : ThemesTest(review)
{
    [Fact]
    public async Task UndoAct_Merge_BringsTheThemeBack()
    {
        var cycle = await ThemedAsync(("Buses", 2), ("Forms", 4));
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ConfirmAsync(cycle.Caller, await ThemeAsync(cycle, "Forms")));
        var statements = await StatementsAsync(cycle, buses);
        await MergeAsync(cycle.Caller, buses, forms);
        var act = (await LatestActAsync(cycle))!;

        var undone = (await Undo(cycle.Caller, act)).Undone;

        Assert.Equal(act, undone);
        Assert.Equal(statements, await StatementsAsync(cycle, buses));
        Assert.Equal((ThemeState.ReadyForPeople, 4L), ((await GetAsync(cycle, forms.ThemeId)).State, (await GetAsync(cycle, forms.ThemeId)).Size));
        Assert.False((await GetAsync(cycle, buses.ThemeId)).Touched);
        Assert.Equal(ActKind.Confirm, (await LatestActAsync(cycle))!.Kind);
    }

    [Fact]
    public async Task UndoAct_Undone_OldEtagsStayOld()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var before = await ThemeAsync(cycle, "Buses");
        var edited = await EditAsync(cycle.Caller, before, name: "Getting about");
        await Undo(cycle.Caller, (await LatestActAsync(cycle))!);

        Assert.Equal("CHANGED_MEANWHILE", (await Failure.OfAsync(() => EditAsync(cycle.Caller, before, name: "Transport"))).Reason);
        Assert.Equal("CHANGED_MEANWHILE", (await Failure.OfAsync(() => EditAsync(cycle.Caller, edited, name: "Transport"))).Reason);
    }

    [Fact]
    public async Task UndoAct_MoveOfNeverThemed_IsNotThemedYetAgain()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        await cycle.ImportAsync(Question.NotWorking, "Late 1: came after theming");
        var late = await InNoThemeAsync(cycle);
        await MoveAsync(cycle.Caller, cycle, late, null, await ThemeAsync(cycle, "Buses"));

        await Undo(cycle.Caller, (await LatestActAsync(cycle))!);

        Assert.Equal(late, await InNoThemeAsync(cycle));
        Assert.Equal("Not themed yet", late[0].Reason);
    }

    [Fact]
    public async Task UndoAct_AnotherActSince_SaysWhoDidWhat()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var theme = await EditAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"), name: "Getting about");
        var act = (await LatestActAsync(cycle))!;
        await ConfirmAsync(People.Analyst("Ann Lee", cycle.Caller.PartnershipId), theme);

        var error = await Failure.OfAsync(Undo(cycle.Caller, act));

        Assert.Equal((StatusCode.FailedPrecondition, "ACTED_SINCE"), (error.Code, error.Reason));
        Assert.Equal(("Ann Lee", "confirmed “Getting about” as ready for people"), (error.Metadata["who"], error.Metadata["what"]));
        Assert.Contains("Ann Lee confirmed “Getting about”", error.Message);
        Assert.Equal("Getting about", (await GetAsync(cycle, theme.ThemeId)).Name);
    }

    [Fact]
    public async Task UndoAct_Theming_CannotBeUndone()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var act = (await LatestActAsync(cycle))!;

        var error = await Failure.OfAsync(Undo(cycle.Caller, act));

        Assert.Equal((ActKind.Theming, false), (act.Kind, act.CanUndo));
        Assert.Equal((StatusCode.FailedPrecondition, "CANNOT_UNDO"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task UndoAct_Twice_IsUndoneOnce()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var theme = await EditAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"), name: "Getting about");
        await EditAsync(cycle.Caller, theme, name: "Transport");
        var act = (await LatestActAsync(cycle))!;
        var request = new UndoActRequest { RequestId = NewRequest(), ActId = act.ActId };

        await As(cycle.Caller).UndoActAsync(request);
        await As(cycle.Caller).UndoActAsync(request);
        var error = await Failure.OfAsync(Undo(cycle.Caller, act));

        Assert.Equal((StatusCode.FailedPrecondition, "ALREADY_UNDONE"), (error.Code, error.Reason));
        Assert.Equal("Getting about", (await GetAsync(cycle, theme.ThemeId)).Name);
    }

    [Fact]
    public async Task UndoAct_TwoPeopleAtOnce_IsUndoneOnce()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var theme = await EditAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"), name: "Getting about");
        await EditAsync(cycle.Caller, theme, name: "Transport");
        var act = (await LatestActAsync(cycle))!;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await Undo(cycle.Caller, act);
                return "done";
            }
            catch (RpcException e)
            {
                return CoProduction.Shared.Errors.ServiceError.From(e).Reason;
            }
        }));

        Assert.Equal(["ALREADY_UNDONE", "ALREADY_UNDONE", "ALREADY_UNDONE", "done"], outcomes.Order());
        Assert.Equal("Getting about", (await GetAsync(cycle, theme.ThemeId)).Name);
    }

    [Fact]
    public async Task GetLatestAct_NothingDoneYet_IsNone()
    {
        var cycle = await TestCommon.Reviews.ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));

        Assert.Null(await LatestActAsync(cycle));
    }
}
