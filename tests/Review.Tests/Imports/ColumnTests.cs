using CoProduction.Review.V1;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>What a file's first line must say.</summary>
public sealed class ColumnTests(ReviewUnderTest review) : ImportsTest(review)
{
    [Theory]
    [InlineData("", "This file is empty.")]
    [InlineData("\n \r\n\n", "This file is empty.")]
    [InlineData("\0\0", "This file is empty.")]
    [InlineData("question,statement\n", "This file has headers but no rows below them.")]
    [InlineData("question,statement\n,\n  ,\n", "This file has headers but no rows below them.")]
    [InlineData("ward,statement\nA,The stairs\n", "There is a column of statements, but none that says which question each answers. Add a column “question”")]
    [InlineData("question,ward\nworking,A\n", "There is a column that says which question is answered, but none with the words. Name that column “statement”.")]
    [InlineData("The stairs are steep,A lift would help\nThe bus is late,My own flat\n", "No column was recognised by its header in the first line.")]
    [InlineData("question,statement,working 1\nworking,Fine,Fine\n", "This file has columns for each answer and also a column of statements")]
    [InlineData("question,statement,comment\nworking,Fine,Fine\n", "The columns “statement” and “comment” mean the same.")]
    public async Task ImportStatements_FileWithoutWhatIsNeeded_SaysWhatToDo(string file, string message)
    {
        var cycle = await CycleAsync();

        var error = await Failure.OfAsync(() => SendAsync(cycle, file, keepGoodRows: true));

        Assert.Equal((StatusCode.InvalidArgument, "file"), (error.Code, Assert.Single(error.Violations).Field));
        Assert.StartsWith(message, error.Message);
        Assert.Empty(await ImportsAsync(cycle));
    }

    [Theory]
    [InlineData("working,My sister visits\nnot working,The stairs are steep\nfuture,A lift\n")]
    [InlineData("R-1;What is not working;The stairs are steep\nR-2;What is working;My sister visits\n")]
    [InlineData("A lift,Future\nMy own flat,Future\n")]
    public async Task ImportStatements_RowsWithoutHeaders_AreNotTakenForAnswers(string file)
    {
        var cycle = await CycleAsync();

        var error = await Failure.OfAsync(() => SendAsync(cycle, file, keepGoodRows: true));

        Assert.Equal((StatusCode.InvalidArgument, "file"), (error.Code, Assert.Single(error.Violations).Field));
        Assert.StartsWith("The first line of this file is a row, not headers.", error.Message);
    }

    [Fact]
    public async Task ImportStatements_OneColumnOfAnswers_TakesShortAnswersAsTheyAre()
    {
        var cycle = await CycleAsync();

        await SendAsync(cycle, "reference,ward,likes\nR-1,A,Work\nR-2,B,My dog\n");

        await AssertWordsAsync(cycle, [(Question.Working, "Work"), (Question.Working, "My dog")]);
    }

    [Fact]
    public async Task ImportStatements_ReferenceAndWriter_AreKeptApartFromTheWords()
    {
        var cycle = await CycleAsync();

        await SendAsync(cycle, "review ref,recorded by,working 1,future 1\nR-17,Jo,My dog,A job\nR-18,,The garden,\n");

        var reviews = await Review.BehindTheScenesAsync<(string, string, long)>(
            cycle.Caller, "SELECT reference, captured_by, row FROM review WHERE partnership_id = @partnership ORDER BY row");
        Assert.Equal([("R-17", "Jo", 2), ("R-18", "", 3)], reviews);
        await AssertWordsAsync(cycle, [(Question.Working, "My dog"), (Question.Future, "A job"), (Question.Working, "The garden")]);
    }
}
