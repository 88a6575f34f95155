using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.Review.Tests.Anonymity;

/// <summary>Neither ids nor the order of any list tell which statements were of one person's review.</summary>
public sealed class UntellingListsTests(ReviewUnderTest review)
{
    private const int Reviews = 100, Themes = 3;

    [Fact]
    public async Task Lists_OfThemedReviews_TellNotWhichStatementsAreOfOne()
    {
        var (cycle, reviewOf) = await ImportedAsync(namingADoctor: false);
        // All are equally near, so that nothing but the last key of each order decides.
        await cycle.ThemeAsync(text => (ThemeOf(text, 0), 0.5f), text => ThemeOf(text, 1));
        var client = review.As(cycle.Caller);
        var lists = new List<(string Of, List<(string Id, string Text)> Statements)> { ("export", await ExportAsync(client, cycle)) };
        foreach (var theme in (await client.ListThemesAsync(new() { CycleId = cycle.CycleId, Page = Whole })).Themes)
        {
            lists.Add(("theme", await ListAsync(client, new() { ThemeId = theme.ThemeId })));
            lists.Add(("second theme", await ListAsync(client, new() { ThemeId = theme.ThemeId, Second = true })));
        }
        foreach (var question in new[] { Question.Working, Question.NotWorking, Question.Future })
            lists.Add(("no theme", await ListAsync(client, new() { CycleId = cycle.CycleId, Question = question })));

        Assert.Equal(Reviews * 6, lists[0].Statements.Count);
        Assert.Equal(1 + (2 * 3 * Themes) + 3, lists.Count);
        Assert.Empty(lists.SelectMany(list => Objections(list.Of, list.Statements, reviewOf)));
    }

    [Fact]
    public async Task HeldStatements_OfReviews_TellNotWhichAreOfOneNorTheMomentTheyCame()
    {
        var (cycle, reviewOf) = await ImportedAsync(namingADoctor: true);
        var client = review.As(cycle.Caller);

        var held = (await client.ListHeldStatementsAsync(new() { CycleId = cycle.CycleId, Page = Whole })).Statements;

        Assert.Equal(Reviews * 6, held.Count);
        Assert.Empty(Objections("held back", [.. held.Select(statement => (statement.StatementId, statement.Text))], reviewOf));
        Assert.All(held, statement => Assert.Equal(TimeSpan.Zero, statement.HeldSince.ToDateTime().TimeOfDay));
    }

    [Fact]
    public async Task ImportedTwice_TheSameWords_AreInAnotherOrder()
    {
        var (first, reviewOf) = await ImportedAsync(namingADoctor: false);
        var (second, _) = await ImportedAsync(namingADoctor: false);

        var places = (await ExportAsync(review.As(first.Caller), first)).Select((statement, i) => (statement.Text, i)).ToDictionary();

        Assert.Equal(reviewOf.Count, places.Count);
        Assert.Empty(Neighbours.ObjectionsToSequence("export", [.. (await ExportAsync(review.As(second.Caller), second)).Select(statement => places[statement.Text])]));
    }

    private static Common.V1.PageRequest Whole => new() { PageSize = 1000 };

    private static string? ThemeOf(string text, int shift) => text.Length % 5 == 0 ? null : $"Theme {(text.Length + shift) % Themes}";

    // The order, and what sorting by id gives.
    private static IEnumerable<string> Objections(string of, List<(string Id, string Text)> statements, IReadOnlyDictionary<string, int> reviewOf) =>
    [
        .. Neighbours.Objections($"order of {of}", [.. statements.Select(statement => reviewOf[statement.Text])]),
        .. Neighbours.Objections($"ids of {of}", [.. statements.OrderBy(statement => statement.Id, StringComparer.Ordinal).Select(statement => reviewOf[statement.Text])]),
    ];

    private static async Task<List<(string Id, string Text)>> ListAsync(ReviewService.ReviewServiceClient client, ListStatementsRequest request) =>
        [.. (await client.ListStatementsAsync(new(request) { Page = Whole })).Statements.Select(statement => (statement.StatementId, statement.Text))];

    private static async Task<List<(string Id, string Text)>> ExportAsync(ReviewService.ReviewServiceClient client, ThemedCycle cycle)
    {
        var exported = new List<(string, string)>();
        using var call = client.ExportStatements(new() { CycleId = cycle.CycleId });
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            exported.AddRange(call.ResponseStream.Current.Statements.Select(statement => (statement.StatementId, statement.Text)));
        return exported;
    }

    private async Task<(ThemedCycle Cycle, IReadOnlyDictionary<string, int> ReviewOf)> ImportedAsync(bool namingADoctor)
    {
        var cycle = await ThemedCycle.CreateAsync(review.Module, People.Analyst("Sam Reed"));
        var (file, reviewOf) = SomeReviews.OfPeople(Reviews, namingADoctor);
        var import = await review.As(cycle.Caller).SendFileAsync(cycle.Header(), file);
        Assert.Equal((ImportState.Added, Reviews * 6L), (import.State, import.Statements));
        return (cycle, reviewOf);
    }
}
