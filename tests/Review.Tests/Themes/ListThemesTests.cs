using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Themes;

public sealed class ListThemesTests(ReviewUnderTest review) : ThemesTest(review)
{
    [Fact]
    public async Task ListThemes_Themed_GivesLargestFirstWithSizes()
    {
        var cycle = await ThemedAsync(("Buses", 2), ("Forms", 4), ("none", 3));

        var themes = await ThemesOfAsync(cycle);

        Assert.Equal([("Forms", 4L), ("Buses", 2L)], themes.Select(theme => (theme.Name, theme.Size)));
        Assert.All(themes, theme => Assert.Equal((ThemeState.Proposed, false, Question.NotWorking), (theme.State, theme.Touched, theme.Question)));
        Assert.Equal(("I want Forms.", 0.7, false), (themes[0].IStatement, themes[0].Confidence, themes[0].IStatementByPeople));
        Assert.Equal(["I need Forms."], themes[0].Alternatives);
        Assert.Equal(["Forms"], themes[0].KeyPhrases);
    }

    [Fact]
    public async Task ListThemes_PageByPage_GivesEachThemeOnceInOneOrder()
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.NotWorking, Texts(("A", 2), ("B", 2), ("C", 2), ("D", 3)));
        await cycle.ImportAsync(Question.Working, Texts(("E", 1), ("F", 2)));
        await cycle.ThemeAsync(Place);

        var names = new List<string>();
        var token = "";
        do
        {
            var page = await As(cycle.Caller).ListThemesAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 2, PageToken = token } });
            names.AddRange(page.Themes.Select(theme => theme.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal((await ThemesOfAsync(cycle)).Select(theme => theme.Name), names);
        Assert.Equal(["F", "E", "D"], names[..3]);
        Assert.Equal(6, names.Distinct().Count());
    }

    [Fact]
    public async Task ListThemes_OfOneQuestion_LeavesOutTheOthers()
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.NotWorking, Texts(("A", 2)));
        await cycle.ImportAsync(Question.Future, Texts(("B", 2)));
        await cycle.ThemeAsync(Place);

        var themes = await As(cycle.Caller).ListThemesAsync(new() { CycleId = cycle.CycleId, Question = Question.Future });

        Assert.Equal("B", Assert.Single(themes.Themes).Name);
    }

    [Fact]
    public async Task ListThemes_TokenOfAnotherQuestion_IsRefused()
    {
        var cycle = await ThemedAsync(("Buses", 1), ("Forms", 2));
        var first = await As(cycle.Caller).ListThemesAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 1 } });

        var error = await Failure.OfAsync(As(cycle.Caller).ListThemesAsync(
            new() { CycleId = cycle.CycleId, Question = Question.Working, Page = new() { PageToken = first.NextPageToken } }));

        Assert.Equal("page_token", Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task ListThemes_ManyStatements_QuotesTheFiveNearest()
    {
        var cycle = await ThemedAsync(("Buses", 8));

        var quotes = (await ThemeAsync(cycle, "Buses")).Quotes;

        Assert.Equal(["Buses 1", "Buses 2", "Buses 3", "Buses 4", "Buses 5"], quotes.Select(quote => quote.Text.Split(':')[0]));
    }

    [Fact]
    public async Task ListThemes_QuotesMovedAway_QuotesTheNearestThatAreLeft()
    {
        var cycle = await ThemedAsync(("Buses", 8), ("Forms", 1));
        var buses = await ThemeAsync(cycle, "Buses");
        await MoveAsync(cycle.Caller, cycle, buses.Quotes.Take(4), buses, await ThemeAsync(cycle, "Forms"));

        var quotes = (await ThemeAsync(cycle, "Buses")).Quotes;

        Assert.Equal(["Buses 5", "Buses 6", "Buses 7", "Buses 8"], quotes.Select(quote => quote.Text.Split(':')[0]));
    }

    [Fact]
    public async Task ListThemes_NotThemedYet_IsEmpty()
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));

        Assert.Empty(await ThemesOfAsync(cycle));
    }

    [Fact]
    public async Task ListThemes_UnknownCycle_IsNotFound()
    {
        var error = await Failure.OfAsync(As(People.Analyst("Sam Reed")).ListThemesAsync(new() { CycleId = Guid.NewGuid().ToString() }));

        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    [Fact]
    public async Task GetTheme_MergedAway_SaysIntoWhich()
    {
        var cycle = await ThemedAsync(("Buses", 2), ("Forms", 4));
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await MergeAsync(cycle.Caller, buses, forms);

        var error = await Failure.OfAsync(As(cycle.Caller).GetThemeAsync(new() { ThemeId = buses.ThemeId }));

        Assert.Equal((StatusCode.NotFound, "THEME_MERGED"), (error.Code, error.Reason));
        Assert.Equal(forms.ThemeId, error.Metadata["merged_into"]);
    }
}
