using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.Review.Tests.Themes;

/// <summary>What becomes of a statement's second theme when people act.</summary>
public sealed class SecondThemeTests(ReviewUnderTest review) : ThemesTest(review)
{
    [Fact]
    public async Task ListStatements_WithSecondTheme_NamesItAndSizesCountTheFirst()
    {
        var cycle = await ThemedAsync("Buses 1 and Forms", "Buses 2", "Forms 1", "none 1 and Forms");
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));

        var statements = await StatementsAsync(cycle, buses);

        Assert.Equal([("Buses", forms.ThemeId, "Forms"), ("Buses", "", "")], statements.Select(s => (s.ThemeName, s.SecondThemeId, s.SecondThemeName)));
        Assert.Equal(statements, buses.Quotes);
        Assert.Equal([statements[0]], await AlsoHereAsync(cycle, forms));
        Assert.Empty(await AlsoHereAsync(cycle, buses));
        Assert.Equal((2, 1), (buses.Size, forms.Size));
        Assert.Equal([("Buses", "Forms")], (await ExportAsync(cycle)).Where(s => s.SecondThemeName.Length > 0).Select(s => (s.ThemeName, s.SecondThemeName)));
    }

    [Fact]
    public async Task ListStatements_SecondPageByPage_GivesEachOnceAndBindsTheToken()
    {
        var cycle = await ThemedAsync(["Forms 1", .. Enumerable.Range(1, 7).Select(i => $"Buses {i} and Forms")]);
        var request = new ListStatementsRequest { ThemeId = (await ThemeAsync(cycle, "Forms")).ThemeId, Second = true, Page = new() { PageSize = 4 } };

        var first = await As(cycle.Caller).ListStatementsAsync(request);
        request.Page.PageToken = first.NextPageToken;
        var second = await As(cycle.Caller).ListStatementsAsync(request);

        Assert.Equal((4, 3, ""), (first.Statements.Count, second.Statements.Count, second.NextPageToken));
        Assert.Equal(7, first.Statements.Concat(second.Statements).DistinctBy(statement => statement.StatementId).Count());
        request.Second = false;
        Assert.Equal(Grpc.Core.StatusCode.InvalidArgument, (await Failure.OfAsync(As(cycle.Caller).ListStatementsAsync(request))).Code);
    }

    [Fact]
    public async Task MergeThemes_ThatAreSecond_FollowOrVanish()
    {
        var cycle = await ThemedAsync("Buses 1 and Forms", "Buses 2 and Calls", "Forms 1 and Buses", "Forms 2 and Calls", "Calls 1 and Forms", "Calls 2 and Buses");
        var before = await SecondsAsync(cycle);

        await MergeAsync(cycle.Caller, await ThemeAsync(cycle, "Forms"), await ThemeAsync(cycle, "Buses"));
        var merged = await SecondsAsync(cycle);
        await Undo(cycle.Caller, (await LatestActAsync(cycle))!);

        Assert.Equal(
            ["Buses 1: Buses, ", "Buses 2: Buses, Calls", "Calls 1: Calls, Buses", "Calls 2: Calls, Buses", "Forms 1: Buses, ", "Forms 2: Buses, Calls"], merged);
        Assert.Equal(before, await SecondsAsync(cycle));
    }

    [Fact]
    public async Task MoveStatements_WithSecondTheme_KeepItUnlessItIsWhereTheyGo()
    {
        var cycle = await ThemedAsync("Buses 1 and Forms", "Buses 2 and Calls", "Forms 1", "Calls 1");
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        var before = await SecondsAsync(cycle);

        await MoveAsync(cycle.Caller, cycle, buses.Quotes, buses, forms);
        var moved = await SecondsAsync(cycle);
        await Undo(cycle.Caller, (await LatestActAsync(cycle))!);

        Assert.Equal(["Buses 1: Forms, ", "Buses 2: Forms, Calls", "Calls 1: Calls, ", "Forms 1: Forms, "], moved);
        Assert.Equal(before, await SecondsAsync(cycle));
    }

    [Fact]
    public async Task MoveStatements_OutOfEveryTheme_AlsoOutOfTheSecond()
    {
        var cycle = await ThemedAsync("Buses 1 and Forms", "Forms 1");
        var buses = await ThemeAsync(cycle, "Buses");
        var before = await SecondsAsync(cycle);

        await MoveAsync(cycle.Caller, cycle, buses.Quotes, buses, null);
        var moved = await SecondsAsync(cycle);
        await Undo(cycle.Caller, (await LatestActAsync(cycle))!);

        Assert.Equal(["Buses 1: , ", "Forms 1: Forms, "], moved);
        Assert.Equal(before, await SecondsAsync(cycle));
    }

    [Fact]
    public async Task Theming_Again_TakesAwaySecondThemesThatItReplaces()
    {
        var cycle = await ThemedAsync("Buses 1 and Forms", "Buses 2 and Calls", "Forms 1 and Buses", "Calls 1");
        await EditAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"), name: "Getting about");
        await ConfirmAsync(cycle.Caller, await ThemeAsync(cycle, "Calls"));

        await cycle.ThemeAsync(_ => ("Anew", 0.5f));

        Assert.Equal(["Buses 1: Getting about, ", "Buses 2: Getting about, Calls", "Calls 1: Calls, ", "Forms 1: Anew, "], await SecondsAsync(cycle));
    }

    [Fact]
    public async Task ListStatements_SecondOfAnotherPartnership_IsNotFound()
    {
        var cycle = await ThemedAsync("Buses 1 and Forms", "Forms 1");
        var forms = await ThemeAsync(cycle, "Forms");

        Assert.Equal(
            Grpc.Core.StatusCode.NotFound,
            (await Failure.OfAsync(As(People.Analyst("Ann Lee")).ListStatementsAsync(new() { ThemeId = forms.ThemeId, Second = true }))).Code);
    }

    // Each statement with the names of its first and second theme.
    private async Task<List<string>> SecondsAsync(ThemedCycle cycle) =>
        [.. (await ExportAsync(cycle)).Select(s => $"{s.Text.Split(':')[0].Split(" and ")[0]}: {s.ThemeName}, {s.SecondThemeName}").Order(StringComparer.Ordinal)];
}
