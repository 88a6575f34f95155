using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>Nothing that people said is left out quietly, and whoever sends a file can say what its columns are for, and see beforehand how it would be read.</summary>
public sealed class ColumnChoiceTests(ReviewUnderTest review) : ImportsTest(review)
{
    private const string WithNotes = "working,Notes of the visit,Ward\nMy dog,She would love to go to the sea once more,A\nMy cat,The stairs are hard for him to climb,B\n";

    [Fact]
    public async Task ImportStatements_UnknownColumnOfSentences_StopsAndAsks()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, WithNotes, keepGoodRows: true);

        Assert.Equal((ImportState.Refused, 0L, 0L), (import.State, import.RowsWithProblems, import.Statements));
        Assert.Equal([(0L, "Notes of the visit", "This column holds sentences, and would be left out. Say what it is for, or that it is to be left out.")], await ProblemsAsync(cycle, import));
        Assert.Empty(await WordsAsync(cycle));
    }

    [Fact]
    public async Task ImportStatements_SecondColumnOfComments_StopsAndAsks()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, "working,Comments\nMy dog,She would love to go to the sea once more\n");

        Assert.Equal("Comments", Assert.Single(await ProblemsAsync(cycle, import)).Column);
    }

    [Theory]
    [InlineData("working,Where\nMy dog,\n")]
    [InlineData("working,Where\nMy dog,12 Mill Lane\nMy cat,3 May 2024 at 12 o'clock\n")]
    [InlineData("working,User Agent\nMy dog,Mozilla/5.0 (iPhone; CPU iPhone OS like Mac OS X) Apple WebKit\n")]
    public async Task ImportStatements_UnknownColumnWithoutSentences_IsLeftOut(string file)
    {
        var cycle = await CycleAsync();

        Assert.Equal(ImportState.Added, (await SendAsync(cycle, file)).State);
    }

    [Fact]
    public async Task ImportStatements_UnknownColumnOfChoicesFromAList_IsLeftOut()
    {
        var cycle = await CycleAsync();
        string[] choices = ["Older people who live at home", "People with a learning disability"];

        var import = await SendAsync(cycle, CsvText.Of([["working", "Group"], .. Enumerable.Range(0, 30).Select(i => new[] { $"Dog {i}", choices[i % 2] })]));

        Assert.Equal(ImportState.Added, import.State);
    }

    [Fact]
    public async Task ImportStatements_ColumnLeftOutByChoice_IsLeftOut()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, WithNotes, header => header.Columns.Add(new ColumnChoice { Header = "notes of the  visit", Use = ColumnUse.LeaveOut }));

        Assert.Equal(ImportState.Added, import.State);
        await AssertWordsAsync(cycle, [(Question.Working, "My dog"), (Question.Working, "My cat")]);
    }

    [Fact]
    public async Task ImportStatements_ChosenColumns_AreReadAsChosen()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, WithNotes, header => header.Columns.Add(
        [
            new ColumnChoice { Header = "Notes of the visit", Use = ColumnUse.Future }, new ColumnChoice { Header = "Ward", Use = ColumnUse.Reference }, new ColumnChoice { Header = "working", Use = ColumnUse.NotWorking },
        ]));

        await AssertWordsAsync(cycle,
        [
            (Question.NotWorking, "My dog"), (Question.Future, "She would love to go to the sea once more"), (Question.NotWorking, "My cat"), (Question.Future, "The stairs are hard for him to climb"),
        ]);
        Assert.Equal([ColumnUse.NotWorking, ColumnUse.Future, ColumnUse.Reference], import.Columns.Select(column => column.Use));
        Assert.Equal(import, Assert.Single(await ImportsAsync(cycle)));
        Assert.Equal(["A", "B"], (await Review.BehindTheScenesAsync<string>(cycle.Caller, "SELECT reference FROM review WHERE partnership_id = @partnership")).Order());
    }

    [Fact]
    public async Task ImportStatements_ChosenColumnWithoutHeader_IsNamedByItsLetter()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, "working,\nMy dog,The sea\n", header => header.Columns.Add(new ColumnChoice { Header = "Column B", Use = ColumnUse.Future }));

        Assert.Equal(["working", "Column B"], import.Columns.Select(column => column.Header));
        await AssertWordsAsync(cycle, [(Question.Working, "My dog"), (Question.Future, "The sea")]);
    }

    [Fact]
    public async Task ImportStatements_ChosenColumnIsNotThere_SaysSo()
    {
        var cycle = await CycleAsync();

        var error = await Failure.OfAsync(() => SendAsync(cycle, WithNotes, header => header.Columns.Add(new ColumnChoice { Header = "Wishes", Use = ColumnUse.Future })));

        Assert.Equal((StatusCode.InvalidArgument, "There is no column “Wishes” in this file. Choose again what its columns are for."), (error.Code, error.Message));
    }

    [Fact]
    public async Task ImportStatements_ColumnChosenTwiceOrForNothing_IsRefused()
    {
        var cycle = await CycleAsync();
        ColumnChoice[][] choices = [[new() { Header = "a", Use = ColumnUse.Future }, new() { Header = "A ", Use = ColumnUse.Working }], [new() { Header = " ", Use = ColumnUse.Future }], [new() { Header = "a", Use = (ColumnUse)99 }]];

        foreach (var choice in choices)
        {
            var error = await Failure.OfAsync(() => SendAsync(cycle, WithNotes, header => header.Columns.Add(choice)));
            Assert.Equal(($"header.columns[{choice.Length - 1}]", StatusCode.InvalidArgument), (Assert.Single(error.Violations).Field, error.Code));
        }
    }

    [Theory]
    [InlineData("The bus is late, again\nMy stairs; they are steep\n")]
    [InlineData("comment\n\"The bus is late, again\"\nMy stairs; they are steep\n")]
    [InlineData("comment\nThe bus is late, again\nMy stairs; they are steep\n")]
    [InlineData("id;comment;date\n1;The bus is late, again;3 May\n2;\"My stairs; they are steep\";4 May\n")]
    public async Task ImportStatements_PlainListUnderOneQuestion_AddsEachComment(string file)
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, file, header => header.Question = Question.NotWorking);

        Assert.Equal((ImportState.Added, 2, 2), (import.State, import.Rows, import.Statements));
        await AssertWordsAsync(cycle, [(Question.NotWorking, "The bus is late, again"), (Question.NotWorking, "My stairs; they are steep")]);
    }

    [Fact]
    public async Task ImportStatements_PlainListWithAHeaderOfItsOwn_IsReadAsChosen()
    {
        var cycle = await CycleAsync();

        await SendAsync(cycle, "What do you think of us?\nThe bus is late\n", header =>
        {
            header.Question = Question.NotWorking;
            header.Columns.Add(new ColumnChoice { Header = "What do you think of us?", Use = ColumnUse.Statement });
        });

        await AssertWordsAsync(cycle, [(Question.NotWorking, "The bus is late")]);
    }

    [Fact]
    public async Task ImportStatements_PlainListInOneOfSeveralColumns_AsksWhich()
    {
        var cycle = await CycleAsync();

        var error = await Failure.OfAsync(() => SendAsync(cycle, "Ward,View\nA,The bus\nB,My stairs\n", header => header.Question = Question.NotWorking));

        Assert.Equal("Which column holds the comments? Name it “comment”, or choose it.", error.Message);
    }

    [Fact]
    public async Task ImportStatements_DryRun_SaysWhatWouldBeAndStoresNothing()
    {
        var cycle = await CycleAsync();
        var header = cycle.Header(keepGoodRows: true);
        header.DryRun = true;

        var tried = await As(cycle.Caller).TryFileAsync(header, Utf8("Our reviews\nreference;working;consent\nR-1;My dog;yes\nR-2;My cat;perhaps\nR-3;My dog;yes\nR-4;" + new string('x', 300) + ";yes\n"));

        Assert.Equal(("", true, ImportState.Added, 4L, 1L, 3L), (tried.Import.ImportId, tried.Import.DryRun, tried.Import.State, tried.Import.Rows, tried.Import.RowsWithProblems, tried.Import.Statements));
        Assert.Equal((4L, "consent"), (Assert.Single(tried.Problems).Row, tried.Problems[0].Column));
        Assert.Equal(["SEPARATOR", "TITLE_ROWS"], tried.Import.Findings.Select(finding => finding.Kind));
        Assert.Equal([["R-1", "R-2", "R-3"], ["My dog", "My cat", new string('x', 199) + "…"], ["yes", "perhaps"]], tried.Import.Columns.Select(column => column.Examples));
        Assert.Empty(await ImportsAsync(cycle));
        Assert.Empty(await WordsAsync(cycle));
        Assert.Equal(ImportState.Added, (await As(cycle.Caller).SendFileAsync(new(header) { DryRun = false }, Utf8("working\nMy dog\n"))).State);
    }

    [Fact]
    public async Task ImportStatements_DryRunOfFileThatIsThere_SaysSo()
    {
        var cycle = await CycleAsync();
        var first = await SendAsync(cycle, "working\nMy dog\n");

        var tried = await SendAsync(cycle, "working\nMy dog\n", header => header.DryRun = true);

        Assert.Equal((first.ImportId, true, true), (tried.ImportId, tried.AlreadyImported, tried.DryRun));
    }

    private Task<Import> SendAsync(ThemedCycle cycle, string file, Action<ImportHeader> choose)
    {
        var header = cycle.Header();
        choose(header);
        return As(cycle.Caller).SendFileAsync(header, Utf8(file));
    }
}
