using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Themes;

public sealed class EditThemeTests(ReviewUnderTest review) : ThemesTest(review)
{
    [Fact]
    public async Task EditTheme_NewName_KeepsTheMachinesIStatement()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var before = await ThemeAsync(cycle, "Buses");

        var theme = await EditAsync(cycle.Caller, before, name: "  Getting about ");

        Assert.Equal(("Getting about", before.IStatement, 0.7, false, true), (theme.Name, theme.IStatement, theme.Confidence, theme.IStatementByPeople, theme.Touched));
        Assert.NotEqual(before.Etag, theme.Etag);
        Assert.Equal(theme, await GetAsync(cycle, theme.ThemeId));
        Assert.Equal("renamed “Buses” to “Getting about”", (await LatestActAsync(cycle))!.Summary);
    }

    [Fact]
    public async Task EditTheme_NewIStatement_IsPeoplesOwn()
    {
        var cycle = await ThemedAsync(("Buses", 2));

        var theme = await EditAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"), iStatement: "I get where I want to go.");

        Assert.Equal(("Buses", "I get where I want to go.", 0d, true), (theme.Name, theme.IStatement, theme.Confidence, theme.IStatementByPeople));
        Assert.Equal("changed the “I” statement of “Buses”", (await LatestActAsync(cycle))!.Summary);
    }

    [Fact]
    public async Task EditTheme_IStatementTakenAway_IsNoLongerReady()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var ready = await ConfirmAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"));

        var theme = await EditAsync(cycle.Caller, ready, iStatement: "");

        Assert.Equal(("", ThemeState.Proposed), (theme.IStatement, theme.State));
    }

    [Fact]
    public async Task EditTheme_SameWords_ChangesNothing()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var before = await ThemeAsync(cycle, "Buses");

        var theme = await EditAsync(cycle.Caller, before, before.Name, before.IStatement);

        Assert.Equal(before, theme);
        Assert.Equal(ActKind.Theming, (await LatestActAsync(cycle))!.Kind);
    }

    [Fact]
    public async Task EditTheme_OldEtag_SaysWhoDidWhat()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var seen = await ThemeAsync(cycle, "Buses");
        await EditAsync(cycle.Caller, seen, name: "Getting about");

        var error = await Failure.OfAsync(() => EditAsync(People.Analyst("Ann Lee", cycle.Caller.PartnershipId), seen, name: "Transport"));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
        Assert.Equal(("Sam Reed", "renamed “Buses” to “Getting about”"), (error.Metadata["who"], error.Metadata["what"]));
        Assert.Contains("Sam Reed", error.Message);
        Assert.Contains("“Getting about”", error.Message);
        Assert.Equal(TimeSpan.Zero, DateTimeOffset.Parse(error.Metadata["at"]).Offset);
        Assert.Equal("Getting about", (await GetAsync(cycle, seen.ThemeId)).Name);
    }

    [Fact]
    public async Task EditTheme_MergedAwayMeanwhile_SaysIntoWhich()
    {
        var cycle = await ThemedAsync(("Buses", 2), ("Forms", 1));
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await MergeAsync(cycle.Caller, buses, forms);

        var error = await Failure.OfAsync(() => EditAsync(cycle.Caller, buses, name: "Transport"));

        Assert.Equal(("CHANGED_MEANWHILE", forms.ThemeId), (error.Reason, error.Metadata["merged_into"]));
        Assert.Contains("merged “Buses” into “Forms”", error.Message);
    }

    [Theory]
    [InlineData(" ", null, "name")]
    [InlineData(null, null, "name")]
    [InlineData("long name", null, "name")]
    [InlineData(null, "long words", "i_statement")]
    public async Task EditTheme_WordsThatWillNotDo_NamesTheField(string? name, string? iStatement, string field)
    {
        var cycle = await ThemedAsync(("Buses", 1));
        var theme = await ThemeAsync(cycle, "Buses");

        var error = await Failure.OfAsync(() => EditAsync(
            cycle.Caller, theme, name == "long name" ? new string('n', 201) : name, iStatement is null ? null : new string('i', 301)));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task EditTheme_SameRequestTwice_IsDoneOnce()
    {
        var cycle = await ThemedAsync(("Buses", 1));
        var theme = await ThemeAsync(cycle, "Buses");
        var request = new EditThemeRequest { RequestId = NewRequest(), ThemeId = theme.ThemeId, Etag = theme.Etag, Name = "Getting about" };

        var first = await As(cycle.Caller).EditThemeAsync(request);
        var second = await As(cycle.Caller).EditThemeAsync(request);

        Assert.Equal(first, second);
        Assert.Equal(first.Theme.Etag, (await GetAsync(cycle, theme.ThemeId)).Etag);
    }

    [Fact]
    public async Task StartTheming_AfterEdit_LeavesTheEditedThemeAlone()
    {
        var cycle = await ThemedAsync(("Buses", 3), ("Forms", 2));
        var edited = await EditAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"), name: "Getting about");

        await cycle.ThemeAsync(text => ("New", Place(text).Similarity));

        Assert.Equal(edited, await GetAsync(cycle, edited.ThemeId));
        Assert.Equal([("Getting about", 3L), ("New", 2L)], (await ThemesOfAsync(cycle)).Select(theme => (theme.Name, theme.Size)));
    }

    [Fact]
    public async Task ConfirmTheme_WithIStatement_IsReadyUntilTakenBack()
    {
        var cycle = await ThemedAsync(("Buses", 2));

        var ready = await ConfirmAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"));
        Assert.Equal((ThemeState.ReadyForPeople, true), (ready.State, ready.Touched));
        Assert.Equal(1, (await As(cycle.Caller).GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.Figures.ThemesReady);

        var back = await ConfirmAsync(cycle.Caller, ready, ready: false);
        Assert.Equal(ThemeState.Proposed, back.State);
        Assert.Equal((ActKind.Reopen, "Sam Reed"), ((await LatestActAsync(cycle))!.Kind, (await LatestActAsync(cycle))!.Actor));
    }

    [Fact]
    public async Task ConfirmTheme_WithoutIStatement_IsRefused()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var theme = await EditAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"), iStatement: "");

        var error = await Failure.OfAsync(() => ConfirmAsync(cycle.Caller, theme));

        Assert.Equal((StatusCode.FailedPrecondition, "NO_I_STATEMENT"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task ConfirmTheme_OldEtag_IsRefused()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var seen = await ThemeAsync(cycle, "Buses");
        await EditAsync(cycle.Caller, seen, iStatement: "I get where I want to go.");

        var error = await Failure.OfAsync(() => ConfirmAsync(cycle.Caller, seen));

        Assert.Equal("CHANGED_MEANWHILE", error.Reason);
    }
}
