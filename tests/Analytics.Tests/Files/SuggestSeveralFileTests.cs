using CoProduction.Analytics.Files;
using CoProduction.Analytics.Tests.Learning;
using Xunit;

namespace CoProduction.Analytics.Tests.Files;

/// <summary>Statements that have several themes each, and what is suggested by them.</summary>
public sealed class SuggestSeveralFileTests
{
    [Fact]
    public void Run_StatementAboutTwoThings_GetsBothThemesAndALineForEach()
    {
        using var files = Taught();
        files.Ask("The taxi was early and lunch was tasty", "Breakfast is good to eat", "nothing");

        SuggestSeveralSummary summary = files.SuggestSeveral();

        var rows = files.Rows();
        Assert.Equal([("1", "bus"), ("1", "food"), ("2", "food"), ("3", "")], rows.Select(row => (row["row"], row["theme"])).Order());
        Assert.Contains("taxi", rows.Single(row => row["theme"] == "bus")["words"].Split(" | "));
        Assert.All(rows, row => Assert.Equal(double.Parse(row["chance"], System.Globalization.CultureInfo.InvariantCulture) >= files.Options.WantedRight ? "yes" : "no", row["sure"]));
        Assert.Equal((199, 199, 3, 3, 1), (summary.Placed, summary.Learned, summary.Records, summary.Suggested, summary.WithoutTheme));
        Assert.Equal(rows.Count(row => row["sure"] == "yes"), summary.Sure);
    }

    [Fact]
    public void Run_OnOneThreadAndOnMany_SameBytes()
    {
        using var files = Taught();
        files.SuggestSeveral();
        byte[] many = File.ReadAllBytes(files.Suggestions);
        files.Options = files.Options with { MaxDegreeOfParallelism = 1 };

        files.SuggestSeveral();

        Assert.Equal(many, File.ReadAllBytes(files.Suggestions));
    }

    [Theory]
    [InlineData(" ; ;", "no row has both words in 'statement' and a theme in 'theme'")]
    [InlineData("many", "names more than 600 themes")]
    public void Run_ThemesThatWillNotDo_AreRefusedAndNothingIsWritten(string themes, string saying)
    {
        using var files = new SomeSuggestion();
        files.Teach(Enumerable.Range(0, 400).Select(i => ("The bus was late", themes == "many" ? $"a{i}; b{i}" : themes)));

        Assert.Contains(saying, Assert.Throws<ThemeFileException>(files.SuggestSeveral).Message);
        Assert.Empty(files.Leftovers());
    }

    [Fact]
    public void Run_NoNewStatements_SaysSo()
    {
        using var files = Taught();
        files.Ask();

        Assert.Contains("is empty below its column names", Assert.Throws<ThemeFileException>(files.SuggestSeveral).Message);
        Assert.Empty(files.Leftovers());
    }

    private static SomeSuggestion Taught()
    {
        var files = new SomeSuggestion();
        files.Teach(TaughtStatements.InPairs(100).Select(taught => (taught.Text, string.Join("; ", taught.Tags))));
        return files;
    }
}
