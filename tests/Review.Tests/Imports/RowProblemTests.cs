using CoProduction.Review.V1;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>Rows that will not do are listed, each with what to do, and never in the words of whoever spoke.</summary>
public sealed class RowProblemTests(ReviewUnderTest review) : ImportsTest(review)
{
    private const string UnknownQuestion = "Which question is this an answer to? Write “working”, “not working” or “future”.";

    private const string OneGoodRowOfThree = "question,statement\nmiddling,The stairs\nfuture,A job\n,My dog\n";

    [Fact]
    public async Task ImportStatements_UnknownQuestions_RefusesTheFileAndListsThemByRow()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, OneGoodRowOfThree);

        Assert.Equal((ImportState.Refused, 3L, 2L, 0L), (import.State, import.Rows, import.RowsWithProblems, import.Statements));
        Assert.Equal([(2L, "question", UnknownQuestion), (4L, "question", UnknownQuestion)], await ProblemsAsync(cycle, import));
        Assert.Empty(await WordsAsync(cycle));
    }

    [Fact]
    public async Task ImportStatements_KeepGoodRows_AddsThemAndListsTheOthers()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, OneGoodRowOfThree, keepGoodRows: true);

        Assert.Equal((ImportState.Added, 3L, 2L, 1L), (import.State, import.Rows, import.RowsWithProblems, import.Statements));
        Assert.Equal([(2L, "question", UnknownQuestion), (4L, "question", UnknownQuestion)], await ProblemsAsync(cycle, import));
        await AssertWordsAsync(cycle, [(Question.Future, "A job")]);
    }

    [Fact]
    public async Task ImportStatements_KeepGoodRowsOfFileWithNone_IsRefused()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, "question,statement\nmiddling,The stairs\n", keepGoodRows: true);

        Assert.Equal((ImportState.Refused, 1L), (import.State, import.RowsWithProblems));
    }

    [Theory]
    [InlineData("question,statement\nworking,My dog, my cat\n", "", "This row has more cells than there are headers.")]
    [InlineData("question,statement,ward\nworking,,A\n", "", "There are no words in this row.")]
    [InlineData("working 1,future 1,ward\n,,A\n", "", "There are no words in this row.")]
    [InlineData("question,statement\nworking,\u200B\u200B\n", "statement", "This cell holds only signs that cannot be seen.")]
    [InlineData("question,statement,consent\nworking,My dog,maybe\n", "consent", "Did this person agree that their words are used?")]
    [InlineData("question,statement,consent\nworking,My dog,\n", "consent", "Did this person agree that their words are used?")]
    [InlineData("question,statement,consent\nworking,My dog,No\n", "consent", "This person did not agree that their words are used")]
    public async Task ImportStatements_RowThatWillNotDo_SaysWhyWithoutItsWords(string file, string column, string message)
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, file);

        var problem = Assert.Single(await ProblemsAsync(cycle, import));
        Assert.Equal((ImportState.Refused, 2L, column), (import.State, problem.Row, problem.Column));
        Assert.StartsWith(message, problem.Message);
        Assert.DoesNotContain("dog", problem.Message);
    }

    [Fact]
    public async Task ImportStatements_ReferenceTooLong_IsProblemOfItsRow()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, $"reference,working 1\n{new string('r', 201)},My dog\n");

        Assert.Equal([(2L, "reference", "This is too long: 200 characters at most.")], await ProblemsAsync(cycle, import));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("Y")]
    [InlineData("TRUE")]
    [InlineData("1")]
    [InlineData("✓")]
    [InlineData("Agreed (verbally)")]
    [InlineData("Yes, by phone")]
    [InlineData("yes - signed form 12/03/2024")]
    [InlineData("I agree")]
    [InlineData("Consent given in person on 3 May")]
    public async Task ImportStatements_PersonAgreed_IsAdded(string answer)
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, $"question,statement,consent\nworking,My dog,\"{answer}\"\n");

        Assert.Equal((ImportState.Added, 1L), (import.State, import.Statements));
    }

    [Theory]
    [InlineData("Yes, but not my exact words")]
    [InlineData("Given? No")]
    [InlineData("Yes?")]
    [InlineData("Yes for the report only")]
    [InlineData("Yes / No")]
    [InlineData("agreed by her daughter")]
    [InlineData("yes ☐")]
    [InlineData("2")]
    public async Task ImportStatements_AnswerThatIsNoPlainYes_IsAskedAbout(string answer)
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, $"question,statement,consent\nworking,My dog,\"{answer}\"\n");

        Assert.Equal([(2L, "consent", "Did this person agree that their words are used? Write “yes” or “no”.")], await ProblemsAsync(cycle, import));
        Assert.Empty(await WordsAsync(cycle));
    }

    [Theory]
    [InlineData("No, by phone")]
    [InlineData("not given")]
    [InlineData("I do not agree")]
    [InlineData("Withdrawn 3 May 2024")]
    public async Task ImportStatements_PersonDidNotAgree_IsLeftOut(string answer)
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, $"question,statement,consent\nworking,My dog,\"{answer}\"\n");

        Assert.StartsWith("This person did not agree", Assert.Single(await ProblemsAsync(cycle, import)).Message);
    }

    [Theory]
    [InlineData("Consent to use my words")]
    [InlineData("Do you agree that we use what you said?")]
    [InlineData("Are you happy for us to use this?")]
    public async Task ImportStatements_AnyQuestionOfConsent_IsAsked(string header)
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, $"question,statement,{header}\nworking,My dog,no\n");

        Assert.Equal([(2L, header)], (await ProblemsAsync(cycle, import)).Select(problem => (problem.Row, problem.Column)));
    }

    [Fact]
    public async Task ImportStatements_WithoutConsentKeepingGoodRows_LeavesThoseWordsOut()
    {
        var cycle = await CycleAsync();

        await SendAsync(cycle, "question,statement,consent\nworking,My dog,no\nfuture,A job,yes\nfuture,A flat,Yes / No\n", keepGoodRows: true);

        await AssertWordsAsync(cycle, [(Question.Future, "A job")]);
    }

    [Fact]
    public async Task ListImportProblems_MoreThanOnePage_GoesThroughThemByRow()
    {
        var cycle = await CycleAsync();
        var import = await SendAsync(cycle, "question,statement\n" + string.Concat(Enumerable.Repeat("middling,The stairs\n", 5)));

        var rows = new List<long>();
        var request = new ListImportProblemsRequest { ImportId = import.ImportId, Page = new() { PageSize = 2 } };
        do
        {
            var page = await As(cycle.Caller).ListImportProblemsAsync(request);
            Assert.InRange(page.Problems.Count, 1, 2);
            rows.AddRange(page.Problems.Select(problem => problem.Row));
            request.Page.PageToken = page.NextPageToken;
        }
        while (request.Page.PageToken.Length > 0);

        Assert.Equal([2, 3, 4, 5, 6], rows);
    }

    [Fact]
    public async Task ListImportProblems_MoreThanAreKept_CountsAllRows()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, "question,statement\n" + string.Concat(Enumerable.Repeat("middling,The stairs\n", 10_500)));

        Assert.Equal(10_500, import.RowsWithProblems);
        var kept = await Review.BehindTheScenesAsync<long>(cycle.Caller, "SELECT count(*) FROM import_problem WHERE partnership_id = @partnership");
        Assert.Equal(10_000, Assert.Single(kept));
    }
}
