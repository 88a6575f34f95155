using System.Text;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>What tests of imports have in common: a cycle with nothing in it, files sent to it, and what is in it then.</summary>
public abstract class ImportsTest(ReviewUnderTest review)
{
    protected ReviewUnderTest Review { get; } = review;

    protected ReviewService.ReviewServiceClient As(Caller caller) => Review.As(caller);

    protected Task<ThemedCycle> CycleAsync() => ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    protected Task<Import> SendAsync(ThemedCycle cycle, string file, bool keepGoodRows = false) => SendAsync(cycle, Utf8(file), keepGoodRows);

    protected Task<Import> SendAsync(ThemedCycle cycle, byte[] file, bool keepGoodRows = false) =>
        As(cycle.Caller).SendFileAsync(cycle.Header(keepGoodRows), file);

    /// <summary>The cycle's statements say this and no more, those held back left out; in whatever order.</summary>
    protected async Task AssertWordsAsync(ThemedCycle cycle, IEnumerable<(Question Question, string Text)> expected) => Assert.Equal(expected.Order(), (await WordsAsync(cycle)).Order());

    /// <summary>What the cycle's statements say, those held back left out.</summary>
    protected async Task<List<(Question Question, string Text)>> WordsAsync(ThemedCycle cycle)
    {
        var words = new List<(Question, string)>();
        var token = "";
        do
        {
            var page = await As(cycle.Caller).ListStatementsAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 1000, PageToken = token } });
            words.AddRange(page.Statements.Select(statement => (statement.Question, statement.Text)));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return words;
    }

    protected async Task<List<(long Row, string Column, string Message)>> ProblemsAsync(ThemedCycle cycle, Import import) =>
        [.. (await As(cycle.Caller).ListImportProblemsAsync(new() { ImportId = import.ImportId, Page = new() { PageSize = 1000 } }))
            .Problems.Select(problem => (problem.Row, problem.Column, problem.Message))];

    protected async Task<List<Import>> ImportsAsync(ThemedCycle cycle) =>
        [.. (await As(cycle.Caller).ListImportsAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 1000 } })).Imports];
}
