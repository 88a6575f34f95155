using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>The same reviews are in a cycle once, whatever program has saved them; reviews that are alike by chance are all there.</summary>
public sealed class ReviewsAgainTests(ReviewUnderTest review) : ImportsTest(review)
{
    private const string Again = "This review is in the cycle already, so it was not added again.";

    private const string First = "reference,working,not working\na1,I don’t mind the bus – really,Stairs…\na2,My physio explains things,\n";

    [Theory]
    [InlineData("\uFEFFreference;working;not working\r\na1;I don't mind the  bus - really;Stairs...\r\na2;My physio explains things;\r\n")]
    [InlineData("Our reviews\n\nRef\tWhat is working?\tWhat is not working?\na2\tMy physio\u00A0explains things\t\na1\tI don’t mind the bus – really\tStairs…\n")]
    public async Task ImportStatements_SameReviewsSavedByAnotherProgram_AddsNothingAndGivesTheEarlierImport(string saved)
    {
        var cycle = await CycleAsync();
        var first = await SendAsync(cycle, First);
        var header = cycle.Header();

        var second = await As(cycle.Caller).SendFileAsync(header, Utf8(saved));
        var repeated = await As(cycle.Caller).SendFileAsync(header, Utf8(saved));

        Assert.Equal((true, first.ImportId), (second.AlreadyImported, second.ImportId));
        Assert.Equal(second, repeated);
        Assert.Single(await ImportsAsync(cycle));
        Assert.Equal(3, (await WordsAsync(cycle)).Count);
    }

    [Fact]
    public async Task ImportStatements_SameRequestWithOtherReviewsAfterThat_IsRefused()
    {
        var cycle = await CycleAsync();
        await SendAsync(cycle, First);
        var header = cycle.Header();
        await As(cycle.Caller).SendFileAsync(header, Utf8(First.Replace(',', ';')));

        var error = await Failure.OfAsync(() => As(cycle.Caller).SendFileAsync(header, Utf8("reference,working\na3,The garden\n")));

        Assert.Equal("REQUEST_ID_REUSED", error.Reason);
    }

    [Fact]
    public async Task ImportStatements_FileWithNewReviewsToo_AddsThoseAndListsTheOthers()
    {
        var cycle = await CycleAsync();
        await SendAsync(cycle, First);

        var import = await SendAsync(cycle, First + "a3,The garden,\n");

        Assert.Equal((ImportState.Added, 3L, 0L, 2L, 1L), (import.State, import.Rows, import.RowsWithProblems, import.AlreadyAdded, import.Statements));
        Assert.Equal([(2L, "", Again), (3L, "", Again)], await ProblemsAsync(cycle, import));
        Assert.Equal(4, (await WordsAsync(cycle)).Count);
        Assert.Equal(import, (await ImportsAsync(cycle))[0]);
    }

    [Fact]
    public async Task ImportStatements_DryRunWithNewReviewsToo_SaysWhichAreThere()
    {
        var cycle = await CycleAsync();
        await SendAsync(cycle, First);
        var header = cycle.Header();
        header.DryRun = true;

        var tried = await As(cycle.Caller).TryFileAsync(header, Utf8(First + "a3,The garden,\n"));

        Assert.Equal((2L, 1L), (tried.Import.AlreadyAdded, tried.Import.Statements));
        Assert.Equal([2L, 3L], tried.Problems.Select(problem => problem.Row));
        Assert.Equal(3, (await WordsAsync(cycle)).Count);
    }

    [Fact]
    public async Task ImportStatements_SameWordsUnderAnotherReference_AreAnotherReview()
    {
        var cycle = await CycleAsync();
        await SendAsync(cycle, First);

        var import = await SendAsync(cycle, First.Replace("a1", "b1").Replace("a2", "b2"));

        Assert.Equal((ImportState.Added, 0L, 3L), (import.State, import.AlreadyAdded, import.Statements));
    }

    [Fact]
    public async Task ImportStatements_SameReviewOftenInOneFile_IsAddedAsOftenOnce()
    {
        var cycle = await CycleAsync();
        const string Twice = "working\nMy dog\nMy dog\nThe garden\n";
        await SendAsync(cycle, Twice);

        var import = await SendAsync(cycle, Twice + "My dog\n");

        Assert.Equal((3L, 1L), (import.AlreadyAdded, import.Statements));
        Assert.Equal(3, (await WordsAsync(cycle)).Count(words => words.Text == "My dog"));
    }

    [Fact]
    public async Task ImportStatements_FewShortAnswersAsSomebodyElseGave_AreAdded()
    {
        var cycle = await CycleAsync();
        await SendAsync(cycle, "working\nMy dog\nThe garden\n");

        var import = await SendAsync(cycle, "working\nMy dog\nThe choir\nMy sister\n");

        Assert.Equal((0L, 3L), (import.AlreadyAdded, import.Statements));
    }

    [Fact]
    public async Task ImportStatements_SameReviewsInAnotherCycle_AreAdded()
    {
        var (cycle, other) = (await CycleAsync(), await CycleAsync());
        await SendAsync(cycle, First);

        Assert.Equal((0L, 3L), (await SendAsync(other, First.Replace(',', ';')) is var import ? (import.AlreadyAdded, import.Statements) : default));
    }

    [Fact]
    public async Task ImportStatements_HeldBackReviewAgain_IsNotHeldBackTwice()
    {
        var cycle = await CycleAsync();
        await SendAsync(cycle, "reference,working\na1,Ring me on 07700 900123\n");

        var import = await SendAsync(cycle, "reference,working\na1,Ring me on 07700 900123\na2,My number is 07700 900124\n");

        Assert.Equal((1L, 1L, 1L), (import.AlreadyAdded, import.Statements, import.HeldBack));
    }
}
