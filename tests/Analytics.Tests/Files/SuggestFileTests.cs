using CoProduction.Analytics.Files;
using CoProduction.Analytics.Tests.Learning;
using CoProduction.Analytics.Tests.Theming;
using Xunit;

namespace CoProduction.Analytics.Tests.Files;

/// <summary>What people decided before, suggested for new statements; and what is refused.</summary>
public sealed class SuggestFileTests
{
    [Fact]
    public void Run_StatementsLikeThoseTaught_SuggestsTheirThemes()
    {
        using var files = new SomeSuggestion();
        files.Ask("The driver of my taxi was early", "Lunch was hot and tasty");

        SuggestFileSummary summary = files.Suggest();

        var rows = files.Rows();
        Assert.Equal([("1", "bus", "yes"), ("2", "food", "yes")], rows.Select(row => (row["row"], row["theme"], row["sure"])));
        Assert.Contains("taxi", rows[0]["words"].Split(" | "));
        Assert.All(rows, row => Assert.Matches(@"^0\.\d{4}$", row["chance"]));
        Assert.Equal((150, 150, 5, 2, 2, 0), (summary.Placed, summary.Learned, summary.Themes, summary.Records, summary.Sure, summary.WithoutTheme));
        Assert.InRange(summary.Quality.RightWhenSure, 0.8, 1);
    }

    [Fact]
    public void Run_StatementUnlikeAnythingTaught_NamesTheLikeliestAndIsNotSure()
    {
        using var files = new SomeSuggestion();
        files.Ask("Quarterly spreadsheet macros overflowed yesterday");

        SuggestFileSummary summary = files.Suggest();

        var row = Assert.Single(files.Rows());
        Assert.Contains(row["theme"], CareStatements.Topics);
        Assert.Equal("no", row["sure"]);
        Assert.True(summary.Drift.IsFar);
    }

    [Fact]
    public void Run_AnswersWithoutATopic_HaveNoTheme()
    {
        using var files = new SomeSuggestion();
        files.Ask("Lunch was hot and tasty", "n/a", "");

        SuggestFileSummary summary = files.Suggest();

        Assert.Equal([("food", "yes"), ("", "no"), ("", "no")], files.Rows().Select(row => (row["theme"], row["sure"])));
        Assert.Equal((3, 1, 2), (summary.Records, summary.Sure, summary.WithoutTheme));
    }

    [Fact]
    public void Run_LabelsThatDifferByCapitalsOrSpaces_AreOneAsMostlyWritten()
    {
        using var files = new SomeSuggestion();
        string[] spellings = ["Food", "FOOD", "food", "Food", " Food ", "fo\u006fd", "Food\u00A0"];
        files.Teach(TaughtStatements.Of(150).Select((taught, i) => (taught.Text, taught.Theme == "food" ? spellings[i / 5 % spellings.Length] : taught.Theme)));
        files.Ask("Lunch was hot and tasty");

        SuggestFileSummary summary = files.Suggest();

        Assert.Equal("Food", Assert.Single(files.Rows())["theme"]);
        Assert.Equal(5, summary.Themes);
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("#N/A")]
    [InlineData("None")]
    [InlineData("NULL")]
    [InlineData("(blank)")]
    [InlineData("-")]
    public void Run_LabelThatStandsForNone_IsNone(string label)
    {
        using var files = new SomeSuggestion();
        files.Teach(TaughtStatements.Of(150).Select(taught => (taught.Text, taught.Theme == "food" ? label : taught.Theme)));

        SuggestFileSummary summary = files.Suggest();

        Assert.Equal((120, 4), (summary.Placed, summary.Themes));
        Assert.DoesNotContain(files.Rows(), row => row["theme"] == label);
    }

    [Fact]
    public void Run_TaughtRowsWithoutAThemeOrWords_AreLeftOut()
    {
        using var files = new SomeSuggestion();
        files.Teach([.. TaughtStatements.Of(50).Select(taught => (taught.Text, $" {taught.Theme} ")), ("The bus is late", ""), ("The bus is late", "  "), (" ", "bus")]);

        SuggestFileSummary summary = files.Suggest();

        Assert.Equal((50, 5), (summary.Placed, summary.Themes));
    }

    [Fact]
    public void Run_MoreTaughtThanAreLearnedFrom_LearnsFromAllThemesInTheFilesOrder()
    {
        using var files = new SomeSuggestion();
        files.Teach(TaughtStatements.Of(20_100).Select(taught => (taught.Text, taught.Theme)).OrderBy(taught => taught.Theme == "bus" ? 0 : 1).Select(
            (taught, i) => (i < 100 ? "Pottery with clay on a wheel" : taught.Text, i < 100 ? "pottery" : taught.Theme == "bus" ? "bus" : "other")));
        files.Ask("Pottery with clay on a wheel");

        SuggestFileSummary summary = files.Suggest();

        Assert.Equal((20_100, 20_000, 3), (summary.Placed, summary.Learned, summary.Themes));
        Assert.Equal("pottery", files.Rows()[0]["theme"]);
    }

    [Fact]
    public void Run_CellsThatASpreadsheetWouldRun_AreWrittenAsText()
    {
        using var files = new SomeSuggestion();
        files.Teach(TaughtStatements.Of(150).Select(taught => (taught.Text, $"={taught.Theme}()")));
        File.WriteAllText(files.Options.File, "ref,comment\n=1+1,=The driver of my taxi was early\n");
        files.Options = files.Options with { IdColumn = "ref" };

        files.Suggest();

        var row = Assert.Single(files.Rows());
        Assert.Equal(("'=1+1", "'=bus()", "yes"), (row["id"], row["theme"], row["sure"]));
        Assert.DoesNotMatch("^[=+@-]", row["words"]);
    }

    [Fact]
    public void Run_MoreThreads_WritesTheSameBytes()
    {
        using var one = new SomeSuggestion();
        using var more = new SomeSuggestion();
        one.Ask(CareStatements.Of(600));
        more.Ask(CareStatements.Of(600));
        one.Options = one.Options with { MaxDegreeOfParallelism = 1 };
        more.Options = more.Options with { MaxDegreeOfParallelism = 4 };

        one.Suggest();
        more.Suggest();

        Assert.Equal(600, one.Rows().Count);
        Assert.Equal(File.ReadAllBytes(one.Suggestions), File.ReadAllBytes(more.Suggestions));
    }

    [Fact]
    public void Run_NoSuchFile_SaysWhich()
    {
        using var files = new SomeSuggestion();
        File.Delete(files.Options.TaughtFile);

        Refuses(files, $"There is no file {files.Options.TaughtFile}.");
    }

    [Fact]
    public void Run_NoSuchColumnInTheNewFile_NamesFileAndColumn()
    {
        using var files = new SomeSuggestion();
        files.Options = files.Options with { TextColumn = "words" };

        Refuses(files, $"{files.Options.File}: There is no column 'words'. The columns are: comment.");
    }

    [Theory]
    [InlineData("words", "theme", "words")]
    [InlineData("statement", "topic", "topic")]
    public void Run_NoSuchColumnInTheTaughtFile_NamesFileAndColumn(string text, string theme, string missing)
    {
        using var files = new SomeSuggestion();
        files.Options = files.Options with { TaughtTextColumn = text, ThemeColumn = theme };

        Refuses(files, $"{files.Options.TaughtFile}: There is no column '{missing}'. The columns are: statement_id, ");
    }

    [Fact]
    public void Run_NothingTaught_SaysSo()
    {
        using var files = new SomeSuggestion();
        files.Teach([("The bus is late", ""), ("", "bus")]);

        Refuses(files, $"{files.Options.TaughtFile}: no row has both words in 'statement' and a theme in 'theme'. Put some statements in themes first.");
    }

    [Fact]
    public void Run_OneTheme_SaysSo()
    {
        using var files = new SomeSuggestion();
        files.Teach([("The bus is late", "bus"), ("The bus never comes", "bus"), ("Lunch was tasty", "")]);

        Refuses(files, $"{files.Options.TaughtFile}: all statements with a theme are in the same one.");
    }

    [Fact]
    public void Run_AColumnOfIdsForThemes_AsksWhetherItIsTheRightOne()
    {
        using var files = new SomeSuggestion();
        files.Teach(TaughtStatements.Of(1_000).Select(taught => (taught.Text, taught.Theme)));
        files.Options = files.Options with { ThemeColumn = "statement_id" };

        Refuses(files, $"{files.Options.TaughtFile}: the column 'statement_id' names more than 600 themes.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("comment\n")]
    public void Run_NothingNew_SaysThatTheFileIsEmpty(string content)
    {
        using var files = new SomeSuggestion();
        File.WriteAllText(files.Options.File, content);

        Refuses(files, $"{files.Options.File} is empty");
    }

    [Fact]
    public void Run_EmptyTaughtFile_SaysSo()
    {
        using var files = new SomeSuggestion();
        File.WriteAllText(files.Options.TaughtFile, "");

        Refuses(files, $"{files.Options.TaughtFile} is empty");
    }

    [Fact]
    public void Run_OutFolderIsAFile_LeavesItAlone()
    {
        using var files = new SomeSuggestion();
        File.WriteAllText(files.Options.OutFolder, "mine");

        Assert.Contains($"cannot be written into {files.Options.OutFolder}", files.Refusal());

        Assert.Equal("mine", File.ReadAllText(files.Options.OutFolder));
    }

    [Fact]
    public void Run_RefusedOverAnEarlierResult_LeavesItWhole()
    {
        using var files = new SomeSuggestion();
        files.Suggest();
        byte[] before = File.ReadAllBytes(files.Suggestions);
        files.Ask();

        files.Refusal();

        Assert.Equal(before, File.ReadAllBytes(files.Suggestions));
        Assert.Equal(files.Suggestions, Assert.Single(Directory.GetFiles(files.Options.OutFolder)));
    }

    [Fact]
    public void Run_StoppedWhileSuggesting_LeavesNothing()
    {
        using var files = new SomeSuggestion();
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => SuggestFile.Run(files.Options, new StopsAt(0.7, stop), stop.Token));

        Assert.Empty(files.Leftovers());
    }

    private static void Refuses(SomeSuggestion files, string saying)
    {
        string refusal = files.Refusal();
        Assert.Contains(saying, refusal);
        Assert.DoesNotContain('\n', refusal);
        Assert.Empty(files.Leftovers());
    }

    private sealed class StopsAt(double progress, CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= progress) stop.Cancel();
        }
    }
}
