using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CoProduction.Analytics.Files;
using CoProduction.Analytics.Tests.Theming;
using CoProduction.TestCommon.Files;
using Xunit;

namespace CoProduction.Analytics.Tests.Files;

/// <summary>What a file that can be themed becomes.</summary>
public sealed partial class ThemeFileTests
{
    [Fact]
    public void Run_TwoQuestions_WritesEveryRecordOnceAndThemesOfOneQuestionEach()
    {
        string[] comments = CareStatements.Of(60);
        using var file = SomeFile.Containing("ref,question,comment\n" + string.Concat(comments.Select((comment, i) => $"R{i},{(i % 3 == 0 ? "working" : "future")},{SomeFile.Cell(comment)}\n")));
        file.Options = file.Options with { FacetColumn = "question", IdColumn = "ref" };

        ThemeFileSummary summary = file.Theme();

        var themes = file.ThemeRows().ToDictionary(theme => theme["theme_id"]);
        var rows = file.AssignmentRows();
        Assert.Equal(Enumerable.Range(1, 60).Select(row => row.ToString()), rows.Select(row => row["row"]));
        Assert.Equal(Enumerable.Range(0, 60).Select(row => $"R{row}"), rows.Select(row => row["id"]));
        Assert.All(rows, (row, i) => Assert.Equal(i % 3 == 0 ? "working" : "future", themes[row["theme_id"]]["facet"]));
        Assert.All(themes, theme => Assert.Equal(int.Parse(theme.Value["size"]), rows.Count(row => row["theme_id"] == theme.Key)));
        Assert.Equal((60, 60, 0, themes.Count), (summary.Records, summary.Themed, summary.SetAside, summary.Themes));
    }

    [Fact]
    public void Run_QuotesOfATheme_AreCommentsInIt()
    {
        string[] comments = CareStatements.Of(60);
        using var file = SomeFile.Comments(comments);

        file.Theme();

        var rows = file.AssignmentRows();
        Assert.All(file.ThemeRows(), theme => Assert.All(
            theme["quotes"].Split(" | "), quote => Assert.Contains(rows, row => row["theme_id"] == theme["theme_id"] && comments[int.Parse(row["row"]) - 1] == quote)));
    }

    [Fact]
    public void Run_AnswersWithoutATopic_AreSetAsideWithTheirReason()
    {
        using var file = SomeFile.Comments([.. CareStatements.Of(20), "n/a", "Nothing.", "", "Prefer not to say", "-", "zxqv wqxz", "Chciałbym mieszkać bliżej mojej rodziny"]);

        ThemeFileSummary summary = file.Theme();

        var last = file.AssignmentRows()[20..];
        Assert.Equal(["non_answer", "nothing", "empty", "non_answer", "non_answer", "not_themed", "other_language"], last.Select(row => row["reason"]));
        Assert.All(last, row => Assert.Equal(("", ""), (row["theme_id"], row["id"])));
        Assert.Equal((27, 20, 7), (summary.Records, summary.Themed, summary.SetAside));
    }

    [Fact]
    public void Run_OneLetterSentByMany_IsOneThemeWithHowManyAreAlike()
    {
        const string Letter = "I object to the closure of Wenlow day centre. It is a lifeline for older people and closing it would leave many of us isolated. Please think again and keep it open.";
        using var file = SomeFile.Comments([.. Enumerable.Range(0, 60).Select(i => $"{Letter} Yours, {(i % 4 == 0 ? $"a resident of ward {i}" : "a local resident")}"), .. CareStatements.Of(24)]);

        file.Theme();

        Assert.Equal(("60", ""), Assert.Single(file.ThemeRows().Where(theme => theme["alike"] != "0").Select(theme => (theme["alike"], theme["i_statement"]))));
        Assert.Single(file.AssignmentRows().Take(60).Select(row => row["theme_id"]).Distinct());
    }

    [Fact]
    public void Run_StatementsAboutTwoMatters_NameASecondThemeOfTheSameQuestion()
    {
        string[] comments = [.. CareStatements.Of(200), .. Enumerable.Range(0, 120).Select(i => CareStatements.Joined(i, i + 1 + i / 30)), "n/a"];
        using var file = SomeFile.Containing("question,comment\n" + string.Concat(comments.SelectMany(comment => new[] { "working", "future" }, (comment, question) => $"{question},{SomeFile.Cell(comment)}\n")));
        file.Options = file.Options with { FacetColumn = "question", Themes = 5 };

        file.Theme();

        var themes = file.ThemeRows().ToDictionary(theme => theme["theme_id"], theme => theme["facet"]);
        var rows = file.AssignmentRows();
        var withSecond = rows.FindAll(row => row["second_theme"].Length > 0);
        Assert.InRange(withSecond.Count, 20, 100);
        Assert.All(withSecond, row => Assert.Equal(themes[row["theme_id"]], themes[row["second_theme"]]));
        Assert.All(withSecond, row => Assert.NotEqual(row["theme_id"], row["second_theme"]));
        Assert.Equal("", rows[^1]["second_theme"]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Run_MoreThreads_WritesTheSameBytes(int threads)
    {
        using var one = SomeFile.Comments(CareStatements.Of(3_000));
        using var more = SomeFile.Comments(CareStatements.Of(3_000));
        one.Options = one.Options with { MaxDegreeOfParallelism = 1 };
        more.Options = more.Options with { MaxDegreeOfParallelism = threads };

        one.Theme();
        more.Theme();

        Assert.Equal(one.Bytes(), more.Bytes());
    }

    [Fact]
    public void Run_InACultureWithCommas_WritesPoints()
    {
        using var file = SomeFile.Comments(CareStatements.Of(20));
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            file.Theme();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.All(file.AssignmentRows(), row => Assert.Matches(FourDecimals(), row["similarity"]));
        Assert.All(file.ThemeRows(), row => Assert.Matches(FourDecimals(), row["confidence"]));
    }

    [Fact]
    public void Run_Result_IsUtf8WithoutMarkAndLinesEndInOneCharacter()
    {
        using var file = SomeFile.Comments(["The café\r\nis “lovely”\ton Sundays"]);

        file.Theme();

        Assert.All([file.Themes, file.Assignments], path =>
        {
            byte[] bytes = File.ReadAllBytes(path);
            Assert.NotEqual(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Equal((byte)'\n', bytes[^1]);
        });
        Assert.Contains("The café is “lovely” on Sundays", File.ReadAllText(file.Themes));
    }

    [Fact]
    public void Run_OverAnEarlierResult_ReplacesIt()
    {
        using var file = SomeFile.Comments(CareStatements.Of(20));
        Directory.CreateDirectory(file.Options.OutFolder);
        File.WriteAllText(file.Themes, "old");
        File.WriteAllText(file.Assignments, new string('x', 100_000));

        file.Theme();

        Assert.Equal(20, file.AssignmentRows().Count);
        Assert.Equal(["assignments.csv", "themes.csv"], Directory.GetFiles(file.Options.OutFolder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Run_OtherDelimiters_AreFound(char delimiter)
    {
        using var file = SomeFile.Containing($"ref{delimiter}comment\n" + string.Concat(CareStatements.Of(20).Select((comment, i) => $"{i}{delimiter}{comment}, and more\n")));
        file.Options = file.Options with { IdColumn = "ref" };

        file.Theme();

        Assert.Equal("19", file.AssignmentRows()[^1]["id"]);
    }

    [Theory]
    [InlineData("sep=;\nref;comment\na1;The garden, and the choir\n")]
    [InlineData("ref, comment\na1, \"The garden, and the choir\"\n")]
    [InlineData("Reviews of home support\n\nref,comment\na1,\"The garden, and the choir\"\n")]
    [InlineData("ref;group_a/comment\na1;The garden, and the choir\n")]
    public void Run_FileOfAnotherProgram_IsReadAsTheServicesReadIt(string content)
    {
        using var file = SomeFile.Containing(content);
        file.Options = file.Options with { IdColumn = "ref" };

        file.Theme();

        Assert.Equal("a1", Assert.Single(file.AssignmentRows())["id"]);
        Assert.Equal("The garden, and the choir", Assert.Single(file.ThemeRows())["quotes"]);
    }

    [Fact]
    public void Run_Workbook_IsThemed()
    {
        using var file = SomeFile.Containing(SomeWorkbook.Of(["ref", "comment"], ["a1", "The garden, and the choir"]));

        file.Theme();

        Assert.Equal("The garden, and the choir", Assert.Single(file.ThemeRows())["quotes"]);
    }

    [Fact]
    public void Run_RowsWithWordsInTheWrongColumn_AreSaid()
    {
        using var file = SomeFile.Containing("ref,comment,ward\na1,The garden,A\na2,I like the bus, the driver is kind,\na3,My dog,my cat,B\n");

        ThemeFileSummary summary = file.Theme();

        Assert.EndsWith("in.csv: Rows 3 and 4 may have words in the wrong column: put quotation marks around words that hold what stands between the columns.", Assert.Single(summary.Findings));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    public void Run_OtherEncodings_AreRead(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding other = Encoding.GetEncoding(encoding);
        using var file = SomeFile.Containing([.. other.Preamble, .. other.GetBytes("comment\n" + string.Concat(Enumerable.Repeat("The café is warm\n", 6)))]);

        file.Theme();

        Assert.Equal("The café is warm", Assert.Single(file.ThemeRows())["quotes"]);
    }

    [Fact]
    public void Run_WindowsFileWithBlankLinesAndShortRecords_CountsRecordsOnly()
    {
        using var file = SomeFile.Containing("ref,comment,other\r\n1,The bus is late,x\r\n\r\n2\r\n3,The bus never comes,y\r\n\r\n");
        file.Options = file.Options with { IdColumn = "ref" };

        file.Theme();

        var rows = file.AssignmentRows();
        Assert.Equal([("1", "1"), ("2", "2"), ("3", "3")], rows.Select(row => (row["row"], row["id"])));
        Assert.Equal("empty", rows[1]["reason"]);
    }

    [Fact]
    public void Run_HeaderOnly_GivesHeadersOnly()
    {
        using var file = SomeFile.Containing("comment\n");

        ThemeFileSummary summary = file.Theme();

        Assert.Equal("theme_id,facet,i_statement,key_phrases,size,confidence,quotes,alike\n", File.ReadAllText(file.Themes));
        Assert.Equal("row,id,theme_id,similarity,reason,second_theme\n", File.ReadAllText(file.Assignments));
        Assert.Equal(0, summary.Records);
    }

    [Fact]
    public void Run_CellThatASpreadsheetWouldRun_IsWrittenAsText()
    {
        using var file = SomeFile.Containing("ref,comment\n=1+1,=HYPERLINK(\"bus\") the bus is late again\n-5,The bus never comes\n");
        file.Options = file.Options with { IdColumn = "ref" };

        file.Theme();

        Assert.Equal(["'=1+1", "-5"], file.AssignmentRows().Select(row => row["id"]));
        Assert.DoesNotMatch(BeginsLikeAFormula(), file.ThemeRows()[0]["quotes"]);
    }

    [Fact]
    public void Run_MegabyteComments_AreThemed()
    {
        string one = string.Join(' ', CareStatements.Of(40_000));
        Assert.True(one.Length > 1_000_000);
        using var file = SomeFile.Comments([.. CareStatements.Of(20), one, new string('a', 1_000_000), string.Concat(Enumerable.Repeat("bus ", 250_000)), new string('.', 1_000_000)]);

        file.Theme();

        var rows = file.AssignmentRows();
        Assert.Equal(24, rows.Count);
        Assert.NotEqual("", rows[20]["theme_id"]);
        Assert.NotEqual("", rows[22]["theme_id"]);
        Assert.Equal("empty", rows[23]["reason"]);
    }

    [Fact]
    public void Run_NulsAndBrokenCharacters_DoNotReachTheResult()
    {
        byte[] broken = [.. "comment\n"u8, .. "The bus\0 is late\n"u8, .. "The bus "u8, 0xED, 0xA0, 0x80, .. " never comes\n\0\n"u8];
        using var file = SomeFile.Containing(broken);

        file.Theme();

        string written = File.ReadAllText(file.Themes, new UTF8Encoding(false, throwOnInvalidBytes: true));
        Assert.DoesNotContain('\0', written);
        Assert.Equal(3, file.AssignmentRows().Count);
    }

    [GeneratedRegex(@"^-?[01]\.\d{4}$")]
    private static partial Regex FourDecimals();

    [GeneratedRegex("^[=+@-]")]
    private static partial Regex BeginsLikeAFormula();
}
