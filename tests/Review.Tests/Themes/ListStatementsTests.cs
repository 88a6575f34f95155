using CoProduction.Review.V1;
using CoProduction.Shared.Requests;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Themes;

public sealed class ListStatementsTests(ReviewUnderTest review) : ThemesTest(review)
{
    private const string WithNumber = "Buses 9: ring me on 01632 960 123 about it";

    [Fact]
    public async Task ListStatements_OfThemePageByPage_GivesNearestFirst()
    {
        var cycle = await ThemedAsync(("Buses", 5), ("Forms", 2));
        var buses = await ThemeAsync(cycle, "Buses");

        var texts = new List<string>();
        var token = "";
        do
        {
            var page = await As(cycle.Caller).ListStatementsAsync(new() { ThemeId = buses.ThemeId, Page = new() { PageSize = 2, PageToken = token } });
            texts.AddRange(page.Statements.Select(statement => statement.Text.Split(':')[0]));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(["Buses 1", "Buses 2", "Buses 3", "Buses 4", "Buses 5"], texts);
    }

    [Fact]
    public async Task ListStatements_AlikeSimilarity_PagesGiveEachOnce()
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.NotWorking, Texts(("Buses", 7)));
        await cycle.ThemeAsync(_ => ("Buses", 0.1f));
        var buses = await ThemeAsync(cycle, "Buses");

        var first = await As(cycle.Caller).ListStatementsAsync(new() { ThemeId = buses.ThemeId, Page = new() { PageSize = 4 } });
        var second = await As(cycle.Caller).ListStatementsAsync(new() { ThemeId = buses.ThemeId, Page = new() { PageSize = 4, PageToken = first.NextPageToken } });

        Assert.Equal(7, first.Statements.Concat(second.Statements).DistinctBy(statement => statement.StatementId).Count());
        Assert.Equal((4, 3, ""), (first.Statements.Count, second.Statements.Count, second.NextPageToken));
    }

    [Fact]
    public async Task ListStatements_AnotherLanguage_IsKeptWholeAndSaysSo()
    {
        const string words = "Chciałbym mieszkać bliżej mojej rodziny";
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.NotWorking, words);
        var held = Assert.Single((await As(cycle.Caller).ListHeldGroupsAsync(new() { CycleId = cycle.CycleId })).Groups);
        Assert.Equal((HeldKind.OtherLanguage, ""), (held.Kind, held.Detail));
        await As(cycle.Caller).SettleHeldStatementsAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, GroupKey = held.GroupKey, Decision = HeldDecision.Release });
        await cycle.StartAsync();
        var worker = new KnownWorker(Review.Module);
        var claim = (await worker.LeaseAsync())!.Claim;
        var id = Assert.Single(await worker.ReadAsync(claim)).StatementId;
        await worker.SubmitPartsAsync(
            new() { Themes = new() { Claim = claim } },
            new() { Assignments = new() { Ids = PackedIds.Pack([id]), Themes = { -1 }, Similarities = { 0 }, Reasons = { SetAsideReason.OtherLanguage }, SecondThemes = { -1 } } });

        var statement = Assert.Single(await InNoThemeAsync(cycle));

        Assert.Equal((words, "In another language: ask somebody who reads it"), (statement.Text, statement.Reason));
    }

    [Fact]
    public async Task ListStatements_InNoTheme_SaysWhyInWords()
    {
        var cycle = await ThemedAsync(("Buses", 2), ("none", 1));
        await cycle.ImportAsync(Question.NotWorking, "Late 1: came after theming");
        var buses = await ThemeAsync(cycle, "Buses");
        await MoveAsync(cycle.Caller, cycle, buses.Quotes.Take(1), buses, null);

        var statements = await InNoThemeAsync(cycle);

        Assert.Equal(
            [("Buses", "Taken out by a person"), ("Late", "Not themed yet"), ("none", "Not near any theme")],
            statements.Select(statement => (statement.Text.Split(' ')[0], statement.Reason)).Order());
        Assert.All(statements, statement => Assert.Equal("", statement.ThemeId));
    }

    [Fact]
    public async Task ListStatements_HeldBack_IsNotShown()
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.NotWorking, [.. Texts(("Buses", 1)), WithNumber]);

        Assert.DoesNotContain(await InNoThemeAsync(cycle), statement => statement.Text == WithNumber);
        Assert.DoesNotContain(await ExportAsync(cycle), statement => statement.Text == WithNumber);
        Assert.Equal(1, (await As(cycle.Caller).GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.Figures.HeldBack);
    }

    [Theory]
    [InlineData("LATE bus", 2)]
    [InlineData("bus never late", 1)]
    [InlineData("100%", 1)]
    [InlineData("%", 1)]
    [InlineData("late_", 0)]
    [InlineData(@"\", 0)]
    [InlineData("train", 0)]
    [InlineData("name", 0)]
    [InlineData("told me", 1)]
    [InlineData("  ", 5)]
    public async Task ListStatements_WithSearch_FindsThoseThatHoldEveryWord(string search, int found)
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.NotWorking, "The bus is always late", "Late again, and the Bus never came", "I feel 100% alone", "I have 100 forms to fill in", "It was [name] who told me");

        var inNone = await As(cycle.Caller).ListStatementsAsync(new() { CycleId = cycle.CycleId, Question = Question.NotWorking, Search = search });
        await cycle.ThemeAsync(_ => ("All", 0.5f));
        var inTheme = await As(cycle.Caller).ListStatementsAsync(new() { ThemeId = (await ThemeAsync(cycle, "All")).ThemeId, Search = search });

        Assert.Equal((found, found), (inNone.Statements.Count, inTheme.Statements.Count));
    }

    [Fact]
    public async Task ListStatements_OfMergedTheme_SaysIntoWhich()
    {
        var cycle = await ThemedAsync(("Buses", 2), ("Forms", 1));
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await MergeAsync(cycle.Caller, buses, forms);

        var error = await Failure.OfAsync(As(cycle.Caller).ListStatementsAsync(new() { ThemeId = buses.ThemeId }));

        Assert.Equal(("THEME_MERGED", forms.ThemeId), (error.Reason, error.Metadata["merged_into"]));
    }

    [Fact]
    public async Task ListStatements_NeitherThemeNorCycle_IsRefused()
    {
        var error = await Failure.OfAsync(As(People.Analyst("Sam Reed")).ListStatementsAsync(new()));

        Assert.Equal((StatusCode.InvalidArgument, "cycle_id"), (error.Code, error.Violations.Single().Field));
    }

    [Fact]
    public async Task ExportStatements_ManyStatements_StreamsEachOnceInBatchesByQuestionThemeAndSimilarity()
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.Future, Texts(("Friends", 3)));
        await cycle.ImportAsync(Question.NotWorking, Texts(("Buses", 1300), ("Art", 700), ("none", 20)));
        await cycle.ThemeAsync(Place);

        var batches = new List<int>();
        var exported = new List<ExportedStatement>();
        using var call = As(cycle.Caller).ExportStatements(new() { CycleId = cycle.CycleId });
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            batches.Add(call.ResponseStream.Current.Statements.Count);
            exported.AddRange(call.ResponseStream.Current.Statements);
        }

        Assert.Equal([.. Enumerable.Repeat(200, 10), 23], batches);
        Assert.Equal(2023, exported.DistinctBy(statement => statement.StatementId).Count());
        Assert.Equal(["Art", "Buses", "", "Friends"], exported.Select(statement => statement.ThemeName).Distinct());
        Assert.Equal(["Art 1", "Art 2"], exported.Take(2).Select(statement => statement.Text.Split(':')[0]));
        Assert.Equal(("I want Art.", 0.5, ""), (exported[0].IStatement, exported[0].Similarity, exported[0].Reason));
        Assert.All(exported.Where(statement => statement.ThemeId == ""), statement => Assert.Equal("Not near any theme", statement.Reason));
    }

    [Fact]
    public async Task ExportStatements_BrokenOffAfterTheFirstBatch_IsInTheAuditAllTheSame()
    {
        var cycle = await ThemedAsync(("Buses", 1100));
        using (var call = As(cycle.Caller).ExportStatements(new() { CycleId = cycle.CycleId }))
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        var export = Assert.Single(await Review.AuditAsync(cycle.Caller), entry => entry.Action == "statement.export");
        Assert.Equal(cycle.Caller.PersonId, export.Actor);
    }
}
