using CoProduction.Review.V1;
using CoProduction.TestCommon.Files;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>What survey tools and spreadsheets export, each in its own way, gives each person's answers under the question that they answer.</summary>
public sealed class OtherProgramsTests(ReviewUnderTest review) : ImportsTest(review)
{
    [Theory]
    [InlineData("reference;What is working well in my life, right now, at home?;What is not working, in your own words?\na1;The garden group gets me out;Buses stop too early\n")]
    [InlineData("reference|working|not working\na1|The garden group gets me out|Buses stop too early\n")]
    [InlineData("sep=;\nreference;working;not working\na1;The garden group gets me out;Buses stop too early\n")]
    [InlineData("reference, working, not working\na1, \"The garden group gets me out\", \"Buses stop too early\"\n")]
    [InlineData("Home support reviews,exported 1 March 2024\nConfidential - do not share\n\nreference,working,not working\na1,The garden group gets me out,Buses stop too early\n")]
    [InlineData("\"reference\";\"working\";\"group_b/not_working\"\n\"41\";\"The garden group gets me out\";\"Buses stop too early\"\n")]
    [InlineData("KEY,group_a:working,group_b.not_working\n41,The garden group gets me out,Buses stop too early\n")]
    [InlineData("meta-instanceID,group_a-working,group_b-not_working\nuuid:1,The garden group gets me out,Buses stop too early\n")]
    [InlineData("ID,What is working well? (optional),Q3 - What is not working well? - Open text\n1,The garden group gets me out,Buses stop too early\n")]
    [InlineData("ID,What is working well?_TEXT,About you: What is not working? *\n1,The garden group gets me out,Buses stop too early\n")]
    [InlineData("ID,<p>What is <b>working</b> well?</p>,\"Q2. What isn’t working well (please write in the box below)\"\n1,The garden group gets me out,Buses stop too early\n")]
    [InlineData("ResponseId,working,not working\nResponse ID,What is working well for you at the moment?,What is not working so well for you?\n\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID4_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"QID5_TEXT\"\"}\"\nR_1,The garden group gets me out,Buses stop too early\n")]
    [InlineData("Respondent ID,What is working well for you?,What is not working well for you?\n,Open-Ended Response,Open-Ended Response\n11,The garden group gets me out,Buses stop too early\n")]
    [InlineData("\uFEFFID,Start time,Completion time,Email,Name,What is working well?\u00A0,What is not working well?\n1,3/1/24 9:00,3/1/24 9:05,anonymous,,The garden group gets me out,Buses stop too early\n")]
    public async Task ImportStatements_FileOfAnotherProgram_GivesEachAnswer(string file)
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, file);

        Assert.Equal((ImportState.Added, 1, 2), (import.State, import.Rows, import.Statements));
        await AssertWordsAsync(cycle, [(Question.Working, "The garden group gets me out"), (Question.NotWorking, "Buses stop too early")]);
    }

    [Fact]
    public async Task ImportStatements_Workbook_GivesEachAnswer()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, SomeWorkbook.Of(["Reviews of home support"], ["reference", "working", "not working"], ["a1", "The garden, “lovely”", "Buses"], ["a2", "My dog"]));

        Assert.Equal((ImportState.Added, 2, 3), (import.State, import.Rows, import.Statements));
        await AssertWordsAsync(cycle, [(Question.Working, "The garden, “lovely”"), (Question.NotWorking, "Buses"), (Question.Working, "My dog")]);
    }

    [Fact]
    public async Task ImportStatements_CommaInBareWords_IsProblemOfItsRow()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(
            cycle, "reference,working,not working,future\na1,The garden,Buses,A lunch club\na2,I like the bus, the driver is kind and patient,,\na3,My physio, who is funny, explains things,\n");

        Assert.Equal((ImportState.Refused, 2L), (import.State, import.RowsWithProblems));
        Assert.All(await ProblemsAsync(cycle, import), (problem, at) => Assert.Equal((at + 3L, ""), (problem.Row, problem.Column)));
    }

    [Fact]
    public async Task ImportStatements_QuoteInTheMiddle_IsProblemOfItsRow()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, "question,statement\nworking,\"Lovely\" is what she said\n");

        Assert.StartsWith("A quotation mark stands in the wrong place in this row.", Assert.Single(await ProblemsAsync(cycle, import)).Message);
    }
}
