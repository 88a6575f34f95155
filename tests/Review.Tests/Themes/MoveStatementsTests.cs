using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Themes;

public sealed class MoveStatementsTests(ReviewUnderTest review) : ThemesTest(review)
{
    [Fact]
    public async Task MoveStatements_IntoAnotherTheme_TouchesBoth()
    {
        var cycle = await ThemedAsync(("Buses", 3), ("Forms", 2));
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        var moved = buses.Quotes.Take(2).ToList();

        Assert.Equal(2, await MoveAsync(cycle.Caller, cycle, moved, buses, forms));

        var (busesAfter, formsAfter) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        Assert.Equal((1L, 4L, true, true), (busesAfter.Size, formsAfter.Size, busesAfter.Touched, formsAfter.Touched));
        Assert.NotEqual((buses.Etag, forms.Etag), (busesAfter.Etag, formsAfter.Etag));
        var there = (await StatementsAsync(cycle, formsAfter)).Where(statement => moved.Any(m => m.StatementId == statement.StatementId)).ToList();
        Assert.Equal([0d, 0d], there.Select(statement => statement.Similarity));
        Assert.Equal("moved 2 statements to “Forms”", (await LatestActAsync(cycle))!.Summary);
    }

    [Fact]
    public async Task MoveStatements_OutOfEveryTheme_StayOutWhenThemedAgain()
    {
        var cycle = await ThemedAsync(("Buses", 3), ("Forms", 2));
        var buses = await ThemeAsync(cycle, "Buses");
        var out1 = buses.Quotes[0];

        await MoveAsync(cycle.Caller, cycle, [out1], buses, null);
        await cycle.ThemeAsync(_ => ("Everything", 0.5f));

        Assert.Equal((out1.StatementId, "Taken out by a person"), Assert.Single((await InNoThemeAsync(cycle)).Select(s => (s.StatementId, s.Reason))));
        Assert.Equal(2, (await ThemeAsync(cycle, "Buses")).Size);
    }

    [Fact]
    public async Task MoveStatements_NeverThemed_AreThenInTheTheme()
    {
        var cycle = await ThemedAsync(("Buses", 3));
        await cycle.ImportAsync(Question.NotWorking, "Late 1: came after theming");
        var late = Assert.Single(await InNoThemeAsync(cycle));

        await MoveAsync(cycle.Caller, cycle, [late], null, await ThemeAsync(cycle, "Buses"));

        Assert.Equal(4, (await ThemeAsync(cycle, "Buses")).Size);
        Assert.Empty(await InNoThemeAsync(cycle));
    }

    [Fact]
    public async Task MoveStatements_MovedByAnotherMeanwhile_SaysHowManyAndByWhom()
    {
        var cycle = await ThemedAsync(("Buses", 4), ("Forms", 2), ("Calls", 1));
        var (buses, forms, calls) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"), await ThemeAsync(cycle, "Calls"));
        await MoveAsync(People.Analyst("Ann Lee", cycle.Caller.PartnershipId), cycle, buses.Quotes.Take(2), buses, calls);

        var error = await Failure.OfAsync(() => MoveAsync(cycle.Caller, cycle, buses.Quotes.Take(3), buses, forms));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE", "2"), (error.Code, error.Reason, error.Metadata["moved"]));
        Assert.Equal(("Ann Lee", "moved 2 statements to “Calls”"), (error.Metadata["who"], error.Metadata["what"]));
        Assert.Contains("Ann Lee", error.Message);
        Assert.Equal(2, (await GetAsync(cycle, forms.ThemeId)).Size);
    }

    [Fact]
    public async Task MoveStatements_MovesUndoneMeanwhile_NamesNobody()
    {
        var cycle = await ThemedAsync(("Buses", 4), ("Forms", 2), ("Calls", 1));
        var (buses, forms, calls) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"), await ThemeAsync(cycle, "Calls"));
        await MoveAsync(cycle.Caller, cycle, buses.Quotes.Take(1), buses, calls);
        await MoveAsync(cycle.Caller, cycle, buses.Quotes.Take(1), calls, forms);
        await Undo(cycle.Caller, (await LatestActAsync(cycle))!);
        await Undo(cycle.Caller, (await LatestActAsync(cycle))!);

        var error = await Failure.OfAsync(() => MoveAsync(cycle.Caller, cycle, buses.Quotes.Take(1), calls, forms));

        Assert.Equal(("CHANGED_MEANWHILE", "1", ""), (error.Reason, error.Metadata["moved"], error.Metadata["who"]));
    }

    [Fact]
    public async Task MoveStatements_ThemeMergedMeanwhile_SaysSo()
    {
        var cycle = await ThemedAsync(("Buses", 4), ("Forms", 2), ("Calls", 1));
        var (buses, forms, calls) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"), await ThemeAsync(cycle, "Calls"));
        await MergeAsync(cycle.Caller, buses, calls);

        var error = await Failure.OfAsync(() => MoveAsync(cycle.Caller, cycle, buses.Quotes.Take(1), buses, forms));

        Assert.Equal(("CHANGED_MEANWHILE", calls.ThemeId), (error.Reason, error.Metadata["merged_into"]));
    }

    [Fact]
    public async Task MoveStatements_OfAnotherQuestion_IsRefused()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        await cycle.ImportAsync(Question.Future, "Friends 1: more of them");
        var future = await As(cycle.Caller).ListStatementsAsync(new() { CycleId = cycle.CycleId, Question = Question.Future });

        var error = await Failure.OfAsync(async () => await MoveAsync(cycle.Caller, cycle, future.Statements, null, await ThemeAsync(cycle, "Buses")));

        Assert.Equal((StatusCode.InvalidArgument, "statement_ids"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task MoveStatements_HeldBack_IsRefused()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        await cycle.ImportAsync(Question.NotWorking, "Buses 3: ring me on 01632 960 123 about it");
        var held = Assert.Single((await As(cycle.Caller).ListHeldStatementsAsync(new() { CycleId = cycle.CycleId })).Statements);

        var error = await Failure.OfAsync(async () =>
            await MoveAsync(cycle.Caller, cycle, [new Statement { StatementId = held.StatementId }], null, await ThemeAsync(cycle, "Buses")));

        Assert.Equal((StatusCode.InvalidArgument, "statement_ids"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task MoveStatements_ToThemeOfAnotherCycle_IsRefused()
    {
        var cycle = await ThemedAsync(("Buses", 2));
        var other = await ThemedCycle.CreateAsync(Review.Module, cycle.Caller);
        await other.ImportAsync(Question.NotWorking, Texts(("Forms", 1)));
        await other.ThemeAsync(Place);
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(other, "Forms"));

        var toOther = await Failure.OfAsync(() => MoveAsync(cycle.Caller, cycle, buses.Quotes, buses, forms));
        var statementsOfOther = await Failure.OfAsync(() => MoveAsync(cycle.Caller, cycle, forms.Quotes, null, buses));

        Assert.Equal((StatusCode.InvalidArgument, "to_theme_id"), (toOther.Code, Assert.Single(toOther.Violations).Field));
        Assert.Equal((StatusCode.InvalidArgument, "statement_ids"), (statementsOfOther.Code, Assert.Single(statementsOfOther.Violations).Field));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task MoveStatements_NoneOrTooMany_IsRefused(int count)
    {
        var cycle = await ThemedAsync(("Buses", 1));
        var statements = Enumerable.Range(0, count).Select(_ => new Statement { StatementId = Guid.NewGuid().ToString() });

        var error = await Failure.OfAsync(async () => await MoveAsync(cycle.Caller, cycle, statements, null, await ThemeAsync(cycle, "Buses")));

        Assert.Equal((StatusCode.InvalidArgument, "statement_ids"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task MoveStatements_WhereTheyAreAlready_IsRefused()
    {
        var cycle = await ThemedAsync(("Buses", 1));
        var buses = await ThemeAsync(cycle, "Buses");

        var error = await Failure.OfAsync(() => MoveAsync(cycle.Caller, cycle, buses.Quotes, buses, buses));

        Assert.Equal((StatusCode.InvalidArgument, "to_theme_id"), (error.Code, Assert.Single(error.Violations).Field));
    }
}
