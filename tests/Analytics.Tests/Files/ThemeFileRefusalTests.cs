using CoProduction.Analytics.Files;
using CoProduction.Analytics.Tests.Theming;
using Xunit;

namespace CoProduction.Analytics.Tests.Files;

/// <summary>What cannot be themed is refused in one line that helps, and leaves nothing behind.</summary>
public sealed class ThemeFileRefusalTests
{
    [Fact]
    public void Run_NoSuchFile_SaysSo()
    {
        using var file = new SomeFile();

        Refuses(file, $"There is no file {file.Options.File}.");
    }

    [Fact]
    public void Run_AFolder_SaysThatItCannotBeRead()
    {
        using var file = new SomeFile();
        file.Options = file.Options with { File = Path.GetTempPath() };

        Refuses(file, "cannot be read");
    }

    [Fact]
    public void Run_EmptyFile_SaysSo()
    {
        using var file = SomeFile.Containing("");

        Refuses(file, "is empty");
    }

    [Theory]
    [InlineData("words", null, null, "words")]
    [InlineData("comment", "question", null, "question")]
    [InlineData("comment", null, "ref", "ref")]
    public void Run_NoSuchColumn_NamesItAndThoseThere(string text, string? facet, string? id, string missing)
    {
        using var file = SomeFile.Containing("comment,\"other\ncolumn\"\nThe bus is late,x\n");
        file.Options = file.Options with { TextColumn = text, FacetColumn = facet, IdColumn = id };

        Refuses(file, $"There is no column '{missing}'. The columns are: comment, other column.");
    }

    [Fact]
    public void Run_QuotationMarkNotClosed_SaysWhere()
    {
        using var file = SomeFile.Containing("comment\nThe bus is late\n\"The bus never comes\nand so on\n");

        Refuses(file, "Row 3");
    }

    [Fact]
    public void Run_TextAfterAClosingQuotationMark_SaysWhere()
    {
        using var file = SomeFile.Containing("comment,x\nThe bus is late,1\n\"The bus\" never comes,2\nand so on,3\n");

        Refuses(file, "Row 3");
    }

    [Fact]
    public void Run_RecordWithoutAnEnd_SaysWhere()
    {
        using var file = SomeFile.Containing("comment\nThe bus is late\n\"" + new string('x', 33 * 1024 * 1024));

        Refuses(file, "Row 3");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Run_FewerThanOneTheme_SaysSo(int themes)
    {
        using var file = SomeFile.Comments(CareStatements.Of(20));
        file.Options = file.Options with { Themes = themes };

        Refuses(file, "at least one theme");
    }

    [Fact]
    public void Run_OutFolderIsAFile_LeavesItAlone()
    {
        using var file = SomeFile.Comments(CareStatements.Of(20));
        File.WriteAllText(file.Options.OutFolder, "mine");

        Assert.Contains("cannot be written", file.Refusal());

        Assert.Equal("mine", File.ReadAllText(file.Options.OutFolder));
    }

    [Fact]
    public void Run_RefusedOverAnEarlierResult_LeavesItWhole()
    {
        using var file = SomeFile.Comments(CareStatements.Of(20));
        file.Theme();
        var before = file.Bytes();
        File.WriteAllText(file.Options.File, "comment\n\"not closed\n");

        file.Refusal();

        Assert.Equal(before, file.Bytes());
        Assert.Equal(2, Directory.GetFiles(file.Options.OutFolder).Length);
    }

    [Fact]
    public void Run_AFolderWhereAResultShouldGo_WritesNeither()
    {
        using var file = SomeFile.Comments(CareStatements.Of(20));
        Directory.CreateDirectory(file.Assignments);

        Assert.Contains("cannot be written", file.Refusal());

        Assert.Equal(file.Assignments, Assert.Single(Directory.GetFileSystemEntries(file.Options.OutFolder)));
    }

    [Fact]
    public void Run_Stopped_TakesBackTheFoldersItMade()
    {
        using var file = SomeFile.Comments(CareStatements.Of(2_000));
        file.Options = file.Options with { OutFolder = Path.Combine(file.Options.OutFolder, "deep", "er") };
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => new ThemeFile(new(), TimeProvider.System).Run(file.Options, new StopsAt(0.5, stop), stop.Token));

        Assert.Empty(file.Leftovers());
    }

    [Theory]
    [InlineData("comment,question\nThe bus is late,working\n", "comment,question\nThe bus is late,working\nThe taxi came,working\n")]
    [InlineData("comment,question\nThe bus is late,working\n", "comment,question\nThe bus is late,another\n")]
    [InlineData("comment,question\nThe bus is late,working\n", "comment,question\n")]
    public void Run_FileChangesBetweenReadings_IsRefused(string before, string after)
    {
        using var file = SomeFile.Containing(before);
        file.Options = file.Options with { FacetColumn = "question" };

        var refusal = Assert.Throws<ThemeFileException>(() => new ThemeFile(new(), TimeProvider.System).Run(
            file.Options, new Rewrites(file.Options.File, after), TestContext.Current.CancellationToken));

        Assert.Contains("changed while it was read", refusal.Message);
        Assert.Empty(file.Leftovers());
    }

    private static void Refuses(SomeFile file, string saying)
    {
        string refusal = file.Refusal();
        Assert.Contains(saying, refusal);
        Assert.DoesNotContain('\n', refusal);
        Assert.Empty(file.Leftovers());
    }

    private sealed class StopsAt(double progress, CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= progress) stop.Cancel();
        }
    }

    private sealed class Rewrites(string file, string content) : IProgress<double>
    {
        public void Report(double value) => File.WriteAllText(file, content);
    }
}
