using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Work;

/// <summary>New statements join the themes that are there; nothing that has a place is moved, and no theme is changed.</summary>
public sealed class JoinTests(ReviewUnderTest review) : WorkTest(review)
{
    private const int Size = 4;

    private static readonly (Question, string)[] _statements =
        [(Question.NotWorking, "Buses 1"), (Question.NotWorking, "Buses 2"), (Question.NotWorking, "Forms 1"), (Question.NotWorking, "Odd 1")];

    protected override ReviewModule Tested { get; } = new() { PartSize = Size };

    [Fact]
    public async Task Join_NewStatements_ArePlacedAndNothingElseChanges()
    {
        var cycle = await ThemedAsync();
        var (themes, before) = (await ThemesAsync(cycle), await PlacesAsync(cycle));
        await cycle.ImportAsync((Question.NotWorking, "Buses 3"), (Question.NotWorking, "Odd 2"));

        var run = await JoinAsync(cycle);

        Assert.Equal((RunState.Proposed, ThemingKind.Join, 1d), (run.State, run.Kind, run.Progress));
        var after = await PlacesAsync(cycle);
        Assert.Equal(before, after.Where(place => before.ContainsKey(place.Key)).ToDictionary());
        Assert.Equal([("Buses 3", "Buses", ""), ("Odd 2", "", "Not near any theme")],
            after.Where(place => !before.ContainsKey(place.Key)).Select(place => (place.Key, place.Value.Theme, place.Value.Reason)).Order());
        Assert.Equal(
            themes.Select(theme => (theme.ThemeId, theme.Name, theme.IStatement, theme.State, theme.Etag, theme.Touched)).Order(),
            (await ThemesAsync(cycle)).Select(theme => (theme.ThemeId, theme.Name, theme.IStatement, theme.State, theme.Etag, theme.Touched)).Order());
    }

    [Fact]
    public async Task ReadPiece_OfJoin_GivesWhatHasNoPlaceYetAndWhatIsNearNoTheme()
    {
        var cycle = await ThemedAsync();
        await cycle.ImportAsync((Question.NotWorking, "Buses 3"));
        await cycle.StartAsync(ThemingKind.Join);
        var worker = Worker("one");

        var piece = (await worker.LeaseAsync())!;

        Assert.Equal((PieceStage.Join, 2), (piece.Stage, piece.Statements));
        Assert.Equal(["Buses 3", "Odd 1"], (await worker.ReadAsync(piece.Claim)).Select(statement => statement.Text).Order());
        Assert.Equal(
            (await ThemesAsync(cycle)).SelectMany(theme => Enumerable.Range(1, (int)theme.Size).Select(i => (theme.ThemeId, $"{theme.Name} {i}"))).Order(),
            (await worker.ReadExamplesAsync(piece.Claim)).Select(example => (example.ThemeId, example.Text)).Order());
    }

    [Fact]
    public async Task Join_Again_ChangesNothing()
    {
        var cycle = await ThemedAsync();
        await cycle.ImportAsync((Question.NotWorking, "Buses 3"), (Question.NotWorking, "Odd 2"));
        await JoinAsync(cycle);
        var before = await PlacesAsync(cycle);

        await JoinAsync(cycle, _ => "Forms");

        Assert.Equal(before, await PlacesAsync(cycle));
    }

    [Fact]
    public async Task Join_NothingWithoutAPlace_SaysSo()
    {
        var cycle = await CycleAsync(_statements[..3]);
        await cycle.ThemeAsync(ByFirstWord);

        var error = await Failure.OfAsync(() => cycle.StartAsync(ThemingKind.Join));

        Assert.Equal((StatusCode.FailedPrecondition, "NOTHING_TO_THEME"), (error.Code, error.Reason));
        Assert.Contains("no new statements", error.Message);
    }

    [Fact]
    public async Task Join_NoThemes_SaysSo()
    {
        var cycle = await CycleAsync(_statements);

        var error = await Failure.OfAsync(() => cycle.StartAsync(ThemingKind.Join));

        Assert.Equal((StatusCode.FailedPrecondition, "NO_THEMES"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task Join_ThemeMergedMeanwhile_LeavesItsStatementsForTheNextTime()
    {
        var cycle = await ThemedAsync();
        await cycle.ImportAsync((Question.NotWorking, "Buses 3"), (Question.NotWorking, "Forms 2"));
        var run = await cycle.StartAsync(ThemingKind.Join);
        var (piece, statements) = await TakeAsync();
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await Client.MergeThemesAsync(new()
        {
            RequestId = ThemedCycle.NewRequest(),
            FromThemeId = forms.ThemeId,
            FromEtag = forms.Etag,
            IntoThemeId = buses.ThemeId,
            IntoEtag = buses.Etag,
        });

        await Worker("one").JoinAsync(piece.Claim, statements, text => text.StartsWith("Forms", StringComparison.Ordinal) ? forms.ThemeId : buses.ThemeId);

        Assert.Equal(RunState.Proposed, (await RunAsync(run)).State);
        var places = await PlacesAsync(cycle);
        Assert.Equal([("Buses", ""), ("", "Not themed yet")], new[] { places["Buses 3"], places["Forms 2"] });
        await JoinAsync(cycle, _ => "Buses");
        Assert.Equal("Buses", (await PlacesAsync(cycle))["Forms 2"].Theme);
    }

    [Fact]
    public async Task Join_PeopleMovedAStatementMeanwhile_LeavesItThere()
    {
        var cycle = await ThemedAsync();
        await cycle.ImportAsync((Question.NotWorking, "Buses 3"));
        await cycle.StartAsync(ThemingKind.Join);
        var (piece, statements) = await TakeAsync();
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await Client.MoveStatementsAsync(new()
        {
            RequestId = ThemedCycle.NewRequest(),
            CycleId = cycle.CycleId,
            StatementIds = { statements.Single(statement => statement.Text == "Buses 3").StatementId.ToString() },
            ToThemeId = forms.ThemeId,
        });

        await Worker("one").JoinAsync(piece.Claim, statements, _ => buses.ThemeId);

        Assert.Equal("Forms", (await PlacesAsync(cycle))["Buses 3"].Theme);
    }

    [Fact]
    public async Task Join_Many_ComesInPartsThatTakeEffectTogether()
    {
        var cycle = await ThemedAsync();
        await cycle.ImportAsync(Question.NotWorking, Enumerable.Range(3, 8).Select(i => $"Buses {i}"));
        var run = await cycle.StartAsync(ThemingKind.Join);
        var buses = await ThemeAsync(cycle, "Buses");
        var (first, one) = await TakeAsync();
        var (second, two) = await TakeAsync();
        var (third, three) = await TakeAsync();

        Assert.Equal([4L, 4, 1], new[] { first, second, third }.Select(piece => piece.Statements));
        Assert.Equal([4, 4, 1], new[] { one, two, three }.Select(statements => statements.Count));
        await Worker("one").JoinAsync(second.Claim, two, _ => buses.ThemeId);
        await Worker("one").JoinAsync(first.Claim, one, _ => buses.ThemeId);
        Assert.Equal(2, (await ThemeAsync(cycle, "Buses")).Size);
        var under = Assert.Single((await RunAsync(run)).Pieces);
        Assert.Equal((RunState.Running, 9), (under.State, under.Statements));
        Assert.InRange(under.Progress, 0.5, 0.99);

        await Worker("one").JoinAsync(third.Claim, three, _ => buses.ThemeId);

        Assert.Equal(10, (await ThemeAsync(cycle, "Buses")).Size);
        Assert.Equal(RunState.Proposed, (await RunAsync(run)).State);
    }

    [Fact]
    public async Task Join_QuestionWithoutThemes_IsThemedAsTheFirstTime()
    {
        var cycle = await ThemedAsync();
        await cycle.ImportAsync((Question.NotWorking, "Buses 3"), (Question.Future, "Jobs 1"));
        await cycle.StartAsync(ThemingKind.Join);
        var worker = Worker("one");
        var jobs = (await worker.LeaseAsync())!;
        Assert.Equal((PieceStage.Whole, Question.Future), (jobs.Stage, jobs.Question));

        await worker.ThemeAsync(jobs.Claim, ByFirstWord);
        var (piece, statements) = await TakeAsync();
        await worker.JoinAsync(piece.Claim, statements, _ => null);

        Assert.Equal([("Buses", 2), ("Forms", 1), ("Jobs", 1)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)).Order());
    }

    [Fact]
    public async Task Join_Suggestion_IsShownWhileTheStatementIsNearNoTheme()
    {
        var cycle = await ThemedAsync();
        var forms = await ThemeAsync(cycle, "Forms");
        await cycle.ImportAsync((Question.NotWorking, "Letters 1"));
        await cycle.StartAsync(ThemingKind.Join);
        var (piece, statements) = await TakeAsync();
        await Worker("one").JoinAsync(piece.Claim, statements, _ => null, text => text == "Letters 1" ? forms.ThemeId : null);

        var outside = await OutsideAsync(cycle);
        Assert.Equal(new SuggestedTheme { ThemeId = forms.ThemeId, ThemeName = "Forms", Words = { "Letters" } }, outside["Letters 1"].Suggestion);
        Assert.Null(outside["Odd 1"].Suggestion);

        var move = new MoveStatementsRequest { CycleId = cycle.CycleId, StatementIds = { outside["Letters 1"].StatementId } };
        await Client.MoveStatementsAsync(new(move) { RequestId = ThemedCycle.NewRequest(), ToThemeId = forms.ThemeId });
        await Client.MoveStatementsAsync(new(move) { RequestId = ThemedCycle.NewRequest(), FromThemeId = forms.ThemeId });
        Assert.Null((await OutsideAsync(cycle))["Letters 1"].Suggestion); // People said no
    }

    [Fact]
    public async Task Join_SuggestionOfAnEarlierRun_GoesWhenItIsNoLongerSureOrItsThemeIsGone()
    {
        var cycle = await ThemedAsync();
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await SuggestAsync(_ => forms.ThemeId);
        Assert.NotNull((await OutsideAsync(cycle))["Odd 1"].Suggestion);
        await SuggestAsync(_ => null);
        Assert.Null((await OutsideAsync(cycle))["Odd 1"].Suggestion);
        await SuggestAsync(_ => forms.ThemeId);

        await Client.MergeThemesAsync(new()
        {
            RequestId = ThemedCycle.NewRequest(),
            FromThemeId = forms.ThemeId,
            FromEtag = forms.Etag,
            IntoThemeId = buses.ThemeId,
            IntoEtag = buses.Etag,
        });

        Assert.Null((await OutsideAsync(cycle))["Odd 1"].Suggestion);

        async Task SuggestAsync(Func<string, string?> suggested)
        {
            await cycle.StartAsync(ThemingKind.Join);
            var (piece, statements) = await TakeAsync();
            await Worker("one").JoinAsync(piece.Claim, statements, _ => null, suggested);
        }
    }

    [Fact]
    public async Task Join_FailsThreeTimes_LeavesEverythingAsItWas()
    {
        var cycle = await ThemedAsync();
        await cycle.ImportAsync(Question.NotWorking, Enumerable.Range(3, 4).Select(i => $"Buses {i}"));
        var before = await PlacesAsync(cycle);
        var run = await cycle.StartAsync(ThemingKind.Join);
        var buses = await ThemeAsync(cycle, "Buses");
        var (first, statements) = await TakeAsync();
        await Worker("one").JoinAsync(first.Claim, statements, _ => buses.ThemeId);
        for (var i = 0; i < 3; i++)
            await Worker("one").ReturnAsync((await TakeAsync()).Piece.Claim, "It failed.");

        Assert.Equal(RunState.Failed, (await RunAsync(run)).State);
        Assert.Equal(before, await PlacesAsync(cycle));
        await JoinAsync(cycle);
        Assert.Equal(6, (await ThemeAsync(cycle, "Buses")).Size);
    }

    [Fact]
    public async Task Join_WhatPeopleDidBefore_CanStillBeUndone()
    {
        var cycle = await ThemedAsync();
        var buses = await ThemeAsync(cycle, "Buses");
        await Client.EditThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = buses.ThemeId, Etag = buses.Etag, Name = "Getting about" });
        await cycle.ImportAsync((Question.NotWorking, "Buses 3"));
        await JoinAsync(cycle, _ => "Getting about");

        var act = (await Client.GetLatestActAsync(new() { CycleId = cycle.CycleId })).Act;
        await Client.UndoActAsync(new() { RequestId = ThemedCycle.NewRequest(), ActId = act.ActId });

        Assert.Equal(3, (await ThemeAsync(cycle, "Buses")).Size);
    }

    [Fact]
    public async Task GetCycle_NewStatements_CountsThoseThatHaveNoPlaceYet()
    {
        var cycle = await ThemedAsync();
        Assert.Equal(0, await NewAsync());
        await cycle.ImportAsync((Question.NotWorking, "Buses 3"), (Question.NotWorking, "Dr Okafor 1"));
        Assert.Equal(1, await NewAsync()); // The other is held back

        await JoinAsync(cycle);

        Assert.Equal(0, await NewAsync());

        async Task<long> NewAsync() => (await Client.GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.Figures.NewStatements;
    }

    private async Task<ThemedCycle> ThemedAsync()
    {
        var cycle = await CycleAsync(_statements);
        await cycle.ThemeAsync(Place);
        return cycle;
    }

    private static (string?, float) Place(string text) => text.StartsWith("Odd", StringComparison.Ordinal) ? (null, 0) : ByFirstWord(text);

    private async Task<ThemingRun> JoinAsync(ThemedCycle cycle, Func<string, string?>? name = null)
    {
        var run = await cycle.StartAsync(ThemingKind.Join);
        var ids = (await ThemesAsync(cycle)).ToDictionary(theme => theme.Name, theme => theme.ThemeId);
        while (await Worker("one").LeaseAsync() is { } piece)
            await Worker("one").JoinAsync(piece.Claim, await Worker("one").ReadAsync(piece.Claim), text => ids.GetValueOrDefault((name ?? (t => Place(t).Item1))(text) ?? ""));
        return await RunAsync(run);
    }

    private async Task<(LeasedPiece Piece, List<PieceStatement> Statements)> TakeAsync()
    {
        var piece = (await Worker("one").LeaseAsync())!;
        return (piece, await Worker("one").ReadAsync(piece.Claim));
    }

    // By the statement's words: the theme's name and why it is in none.
    private async Task<Dictionary<string, (string Theme, string Reason)>> PlacesAsync(ThemedCycle cycle)
    {
        var places = new Dictionary<string, (string, string)>();
        using var call = Client.ExportStatements(new() { CycleId = cycle.CycleId });
        await foreach (var batch in call.ResponseStream.ReadAllAsync())
        {
            foreach (var statement in batch.Statements)
                places.Add(statement.Text, (statement.ThemeName, statement.Reason));
        }
        return places;
    }

    private async Task<Dictionary<string, Statement>> OutsideAsync(ThemedCycle cycle) =>
        (await Client.ListStatementsAsync(new() { CycleId = cycle.CycleId, Question = Question.NotWorking })).Statements.ToDictionary(statement => statement.Text);
}
