using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;

namespace CoProduction.Review.Tests.Themes;

/// <summary>
/// What tests of people's work on themes have in common: a cycle whose statements say in which theme they are, as in "Buses 3: …".
/// The lower the number, the nearer to the theme; a theme's name "none" means that a statement is in no theme.
/// </summary>
public abstract class ThemesTest(ReviewUnderTest review)
{
    protected ReviewUnderTest Review { get; } = review;

    protected ReviewService.ReviewServiceClient As(Caller caller) => Review.As(caller);

    protected static string NewRequest() => ThemedCycle.NewRequest();

    /// <summary>A themed cycle with this many statements in each theme named, all of one question.</summary>
    protected async Task<ThemedCycle> ThemedAsync(params (string Theme, int Statements)[] themes)
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.NotWorking, Texts(themes));
        await cycle.ThemeAsync(Place);
        return cycle;
    }

    /// <summary>A themed cycle of statements that name a second theme too, as in "Buses 3 and Forms", all of one question.</summary>
    protected async Task<ThemedCycle> ThemedAsync(params string[] statements)
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.NotWorking, statements.Select(statement => $"{statement}: it could be better than it is"));
        await cycle.ThemeAsync(Place, Second);
        return cycle;
    }

    protected static IEnumerable<string> Texts(params (string Theme, int Statements)[] themes) =>
        themes.SelectMany(theme => Enumerable.Range(1, theme.Statements).Select(i => $"{theme.Theme} {i}: it could be better than it is"));

    protected static (string? Theme, float Similarity) Place(string text)
    {
        var words = text.Split(':')[0].Split(' ');
        return words[0] == "none" ? (null, 0) : (words[0], 1f / (1 + int.Parse(words[1])));
    }

    protected static string? Second(string text) => text.Split(':')[0].Split(" and ") is [_, var second] ? second : null;

    protected async Task<List<Theme>> ThemesOfAsync(ThemedCycle cycle) =>
        [.. (await As(cycle.Caller).ListThemesAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 1000 } })).Themes];

    protected async Task<Theme> ThemeAsync(ThemedCycle cycle, string name) => (await ThemesOfAsync(cycle)).Single(theme => theme.Name == name);

    protected async Task<Theme> GetAsync(ThemedCycle cycle, string themeId) => (await As(cycle.Caller).GetThemeAsync(new() { ThemeId = themeId })).Theme;

    protected async Task<List<Statement>> StatementsAsync(ThemedCycle cycle, Theme theme) =>
        [.. (await As(cycle.Caller).ListStatementsAsync(new() { ThemeId = theme.ThemeId, Page = new() { PageSize = 1000 } })).Statements];

    protected async Task<List<Statement>> AlsoHereAsync(ThemedCycle cycle, Theme theme) =>
        [.. (await As(cycle.Caller).ListStatementsAsync(new() { ThemeId = theme.ThemeId, Second = true, Page = new() { PageSize = 1000 } })).Statements];

    protected async Task<List<Statement>> InNoThemeAsync(ThemedCycle cycle) =>
        [.. (await As(cycle.Caller).ListStatementsAsync(new() { CycleId = cycle.CycleId, Question = Question.NotWorking, Page = new() { PageSize = 1000 } })).Statements];

    protected async Task<List<ExportedStatement>> ExportAsync(ThemedCycle cycle)
    {
        var exported = new List<ExportedStatement>();
        using var call = As(cycle.Caller).ExportStatements(new() { CycleId = cycle.CycleId });
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            exported.AddRange(call.ResponseStream.Current.Statements);
        return exported;
    }

    protected async Task<Theme> EditAsync(Caller caller, Theme theme, string? name = null, string? iStatement = null)
    {
        var request = new EditThemeRequest { RequestId = NewRequest(), ThemeId = theme.ThemeId, Etag = theme.Etag };
        if (name is not null)
            request.Name = name;
        if (iStatement is not null)
            request.IStatement = iStatement;
        return (await As(caller).EditThemeAsync(request)).Theme;
    }

    protected async Task<Theme> MergeAsync(Caller caller, Theme from, Theme into) => (await As(caller).MergeThemesAsync(Merge(from, into))).Theme;

    protected static MergeThemesRequest Merge(Theme from, Theme into) => new()
    {
        RequestId = NewRequest(),
        FromThemeId = from.ThemeId,
        FromEtag = from.Etag,
        IntoThemeId = into.ThemeId,
        IntoEtag = into.Etag,
    };

    protected static MoveStatementsRequest Move(ThemedCycle cycle, IEnumerable<Statement> statements, Theme? from, Theme? to) => new()
    {
        RequestId = NewRequest(),
        CycleId = cycle.CycleId,
        StatementIds = { statements.Select(statement => statement.StatementId) },
        FromThemeId = from?.ThemeId ?? "",
        ToThemeId = to?.ThemeId ?? "",
    };

    protected async Task<int> MoveAsync(Caller caller, ThemedCycle cycle, IEnumerable<Statement> statements, Theme? from, Theme? to) =>
        (await As(caller).MoveStatementsAsync(Move(cycle, statements, from, to))).Moved;

    protected async Task<Theme> ConfirmAsync(Caller caller, Theme theme, bool ready = true) =>
        (await As(caller).ConfirmThemeAsync(new() { RequestId = NewRequest(), ThemeId = theme.ThemeId, Etag = theme.Etag, Ready = ready })).Theme;

    protected async Task<Act?> LatestActAsync(ThemedCycle cycle) => (await As(cycle.Caller).GetLatestActAsync(new() { CycleId = cycle.CycleId })).Act;

    protected AsyncUnaryCall<UndoActResponse> Undo(Caller caller, Act act) => As(caller).UndoActAsync(new() { RequestId = NewRequest(), ActId = act.ActId });
}
