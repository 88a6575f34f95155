using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>The verb <c>suggest</c> as a process of its own, and what a cycle's page lets people download as what it learns from.</summary>
public sealed class SuggestVerbTests(RunningHost host) : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    private string New => Path.Combine(_folder, "new.csv");

    private string Taught => Path.Combine(_folder, "statements.csv");

    private string Out => Path.Combine(_folder, "out");

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Suggest_FromTheDownloadOfACycle_WritesSuggestionsAndSaysHowGoodTheyAre()
    {
        using var program = host.Entry.NewProgram();
        var cycle = await new RestClient(program).SampleCycleAsync();
        using var person = host.Entry.NewPerson();
        await File.WriteAllBytesAsync(Taught, await person.GetByteArrayAsync($"/cycles/{cycle}/statements.csv"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(New, SomeReviews.Csv(), TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await HostProcess.RunToEndAsync("suggest", New, "--text", "statement", "--taught", Taught, "--theme", "theme", "--out", Out);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Collection(
            output.TrimEnd('\n').Split('\n'),
            line => Assert.Matches(@"^It learned from \d+ statements in \d+ themes\.$", line),
            line => Assert.Matches(@"^It is sure of \d+ of 40 new statements\. For people to decide: \d+\.$", line),
            line => Assert.StartsWith("Tried on statements it had not seen while learning, it was ", line),
            line => Assert.StartsWith("The new statements are ", line));
        var lines = File.ReadAllLines(Path.Combine(Out, "suggestions.csv"));
        Assert.Equal("row,id,theme,chance,sure,words", lines[0]);
        Assert.Equal(41, lines.Length);
    }

    [Fact]
    public async Task Suggest_SeveralThemesInACell_WritesALineForEachThatSuits()
    {
        var topics = new[] { ("The bus was late", "transport"), ("Lunch was tasty", "food"), ("The bus was late and lunch was cold", "transport; food") };
        await File.WriteAllTextAsync(Taught, "statement,theme\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{topics[i % 3].Item1} on day {i},{topics[i % 3].Item2}\n")), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(New, "statement\nThe bus came late and lunch was good\n", TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await HostProcess.RunToEndAsync("suggest", New, "--text", "statement", "--taught", Taught, "--theme", "theme", "--several", ";", "--out", Out);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(@"^It learned from 60 statements in 2 themes\.\nIt suggests 2 themes for 1 new statements, and is sure of \d of them\. Without any: 0\.$", output.TrimEnd('\n'));
        Assert.Equal(["food", "transport"], File.ReadAllLines(Path.Combine(Out, "suggestions.csv")).Skip(1).Select(line => line.Split(',')[2]).Order());
    }

    [Theory]
    [InlineData("statement,theme\nThe bus is late,bus\nLunch was tasty,food\n", "topic", "statements.csv: There is no column 'topic'. The columns are: statement, theme.")]
    [InlineData("statement,theme\nThe bus is late,\n", "theme", "statements.csv: no row has both words in 'statement' and a theme in 'theme'.")]
    [InlineData(null, "theme", "There is no file ")]
    public async Task Suggest_FromWhatWillNotDo_IsRefusedInOneLineAndWritesNothing(string? taught, string theme, string saying)
    {
        await File.WriteAllTextAsync(New, SomeReviews.Csv(), TestContext.Current.CancellationToken);
        if (taught is not null)
            await File.WriteAllTextAsync(Taught, taught, TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await HostProcess.RunToEndAsync("suggest", New, "--text", "statement", "--taught", Taught, "--theme", theme, "--out", Out);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(saying, Assert.Single(error.TrimEnd('\n').Split('\n')));
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task Suggest_EightyForTheShareRight_SaysWhatIsMeant()
    {
        var (exitCode, _, error) = await HostProcess.RunToEndAsync(
            "suggest", New, "--text", "statement", "--taught", Taught, "--theme", "theme", "--right", "80", "--out", Out);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("--right must be a number from 0 to 1, such as 0.8.", error);
    }
}
