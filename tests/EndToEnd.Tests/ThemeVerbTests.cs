using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>The verb <c>theme</c> as a process of its own: its files, its words and its exit code.</summary>
public sealed class ThemeVerbTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    private string In => Path.Combine(_folder, "in.csv");

    private string Out => Path.Combine(_folder, "out");

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Theme_AFile_WritesBothResultsAndSaysWhatItDid()
    {
        await File.WriteAllTextAsync(In, SomeReviews.Csv(), TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await HostProcess.RunToEndAsync("theme", In, "--text", "statement", "--facet", "question", "--out", Out);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("40 comments in ", output);
        Assert.Equal(41, File.ReadLines(Path.Combine(Out, "assignments.csv")).Count());
        Assert.Equal("row,id,theme_id,similarity,reason,second_theme", File.ReadLines(Path.Combine(Out, "assignments.csv")).First());
        Assert.Equal("theme_id,facet,i_statement,key_phrases,size,confidence,quotes,alike", File.ReadLines(Path.Combine(Out, "themes.csv")).First());
    }

    [Fact]
    public async Task Theme_Again_WritesTheSameBytes()
    {
        await File.WriteAllBytesAsync(In, SomeReviews.Many(3_000), TestContext.Current.CancellationToken);
        string other = Path.Combine(_folder, "other");

        await HostProcess.RunToEndAsync("theme", In, "--text", "statement", "--facet", "question", "--themes", "7", "--seed", "42", "--out", Out);
        await HostProcess.RunToEndAsync("theme", In, "--text", "statement", "--facet", "question", "--themes", "7", "--seed", "42", "--out", other);

        Assert.All(["themes.csv", "assignments.csv"], name => Assert.Equal(File.ReadAllBytes(Path.Combine(Out, name)), File.ReadAllBytes(Path.Combine(other, name))));
    }

    [Theory]
    [InlineData("statement\n\"not closed\n", "statement", "quotation mark")]
    [InlineData("statement\nThe bus is late\n", "words", "There is no column 'words'. The columns are: statement.")]
    [InlineData("", "statement", "is empty")]
    [InlineData(null, "statement", "There is no file")]
    public async Task Theme_WhatWillNotDo_IsRefusedInOneLineAndWritesNothing(string? content, string column, string saying)
    {
        if (content is not null)
            await File.WriteAllTextAsync(In, content, TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await HostProcess.RunToEndAsync("theme", In, "--text", column, "--out", Out);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(saying, Assert.Single(error.TrimEnd('\n').Split('\n')));
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task Theme_TenThousandThemes_IsRefusedBeforeAnythingIsRead()
    {
        await File.WriteAllTextAsync(In, SomeReviews.Csv(), TestContext.Current.CancellationToken);

        var (exitCode, _, error) = await HostProcess.RunToEndAsync("theme", In, "--text", "statement", "--themes", "10000", "--out", Out);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("--themes must be a number from 2 to 200.", error);
        Assert.False(Directory.Exists(Out));
    }
}
