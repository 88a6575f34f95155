using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Work;

/// <summary>People before machine: what people have done stays, and everything else is proposed anew.</summary>
public sealed class ThemingAgainTests(ReviewUnderTest review) : WorkTest(review)
{
    private static readonly (Question, string)[] _statements =
    [
        (Question.NotWorking, "Buses 1"), (Question.NotWorking, "Buses 2"), (Question.NotWorking, "Forms 1"), (Question.NotWorking, "Forms 2"), (Question.NotWorking, "Calls 1"),
    ];

    private static (string?, float) Anew(string text) => ("Anew", 0.25f);

    [Fact]
    public async Task Theming_ThemeThatPeopleTouched_StaysAsItIs()
    {
        var cycle = await ThemedAsync();
        var buses = await ThemeAsync(cycle, "Buses");
        await Client.EditThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = buses.ThemeId, Etag = buses.Etag, Name = "Getting about", IStatement = "I get about." });
        var before = (Theme: await ThemeAsync(cycle, "Getting about"), Statements: await StatementsAsync(buses));

        await ThemeAgainAsync(cycle);

        Assert.Equal(before.Theme, await ThemeAsync(cycle, "Getting about"));
        Assert.Equal(before.Statements, await StatementsAsync(buses));
    }

    [Fact]
    public async Task Theming_ThemesThatNobodyTouched_AreProposedAnew()
    {
        var cycle = await ThemedAsync();
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await Client.ConfirmThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = buses.ThemeId, Etag = buses.Etag, Ready = true });

        await ThemeAgainAsync(cycle);

        Assert.Equal([("Anew", 3), ("Buses", 2)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
        var gone = await Failure.OfAsync(Client.GetThemeAsync(new() { ThemeId = forms.ThemeId }));
        Assert.Equal(StatusCode.NotFound, gone.Code);
    }

    [Fact]
    public async Task Theming_StatementThatPeopleMoved_StaysWhereTheyPutIt()
    {
        var cycle = await ThemedAsync();
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        var moved = (await StatementsAsync(forms))[0];
        await Client.MoveStatementsAsync(new()
        {
            RequestId = ThemedCycle.NewRequest(),
            CycleId = cycle.CycleId,
            StatementIds = { moved.StatementId },
            FromThemeId = forms.ThemeId,
            ToThemeId = buses.ThemeId,
        });

        var run = await ThemeAgainAsync(cycle);

        Assert.Equal(1, run.Statements); // Moving touched both themes, so only the calls are left
        Assert.Equal([("Anew", 1), ("Buses", 3), ("Forms", 1)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)).Order());
        Assert.Contains(moved.StatementId, (await StatementsAsync(buses)).Select(statement => statement.StatementId));
    }

    [Fact]
    public async Task Theming_ThemeMergedByPeople_DoesNotComeBack()
    {
        var cycle = await ThemedAsync();
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await Client.MergeThemesAsync(new()
        {
            RequestId = ThemedCycle.NewRequest(),
            FromThemeId = forms.ThemeId,
            FromEtag = forms.Etag,
            IntoThemeId = buses.ThemeId,
            IntoEtag = buses.Etag,
        });

        await ThemeAgainAsync(cycle);

        Assert.Equal([("Buses", 4), ("Anew", 1)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
        Assert.Equal("THEME_MERGED", (await Failure.OfAsync(Client.GetThemeAsync(new() { ThemeId = forms.ThemeId }))).Reason);
    }

    [Fact]
    public async Task SubmitPiece_PeopleWorkedMeanwhile_KeepsTheirThemesAndPlaces()
    {
        var cycle = await ThemedAsync();
        await cycle.StartAsync();
        var worker = Worker("one");
        var claim = (await worker.LeaseAsync())!.Claim;
        var statements = await worker.ReadAsync(claim);
        Assert.Equal(5, statements.Count);
        var buses = await ThemeAsync(cycle, "Buses");
        await Client.EditThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = buses.ThemeId, Etag = buses.Etag, Name = "Getting about" });

        await worker.SubmitAsync(claim, statements, Anew);

        Assert.Equal([("Anew", 3), ("Getting about", 2)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
        Assert.Equal(2, (await StatementsAsync(buses)).Count);
    }

    [Fact]
    public async Task SubmitPiece_StatementTakenOutMeanwhile_StaysOut()
    {
        var cycle = await ThemedAsync();
        await cycle.StartAsync();
        var worker = Worker("one");
        var claim = (await worker.LeaseAsync())!.Claim;
        var statements = await worker.ReadAsync(claim);
        var calls = await ThemeAsync(cycle, "Calls");
        var takenOut = Assert.Single(await StatementsAsync(calls));
        await Client.MoveStatementsAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, StatementIds = { takenOut.StatementId }, FromThemeId = calls.ThemeId });

        await worker.SubmitAsync(claim, statements, Anew);

        var outside = Assert.Single((await Client.ListStatementsAsync(new() { CycleId = cycle.CycleId, Question = Question.NotWorking })).Statements);
        Assert.Equal(takenOut.StatementId, outside.StatementId);
        Assert.Equal(4, (await ThemeAsync(cycle, "Anew")).Size);
    }

    [Fact]
    public async Task UndoAct_MergeBeforeARunEnded_LeavesStatementsWhereTheRunHasPutThem()
    {
        var cycle = await CycleAsync(_statements);
        await cycle.ThemeAsync(ByFirstWord, text => text == "Calls 1" ? "Buses" : null);
        await cycle.StartAsync();
        var claim = (await Worker("one").LeaseAsync())!.Claim;
        var statements = await Worker("one").ReadAsync(claim);
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await Client.MergeThemesAsync(new()
        {
            RequestId = ThemedCycle.NewRequest(),
            FromThemeId = buses.ThemeId,
            FromEtag = buses.Etag,
            IntoThemeId = forms.ThemeId,
            IntoEtag = forms.Etag,
        });
        await Worker("one").SubmitAsync(claim, statements, Anew);

        var act = (await Client.GetLatestActAsync(new() { CycleId = cycle.CycleId })).Act;
        await Client.UndoActAsync(new() { RequestId = ThemedCycle.NewRequest(), ActId = act.ActId });

        // The merge had changed the second theme of the calls, whose first theme is gone.
        Assert.Equal([("Anew", 1), ("Buses", 2), ("Forms", 2)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)).Order());
    }

    [Fact]
    public async Task Theming_OneQuestion_LeavesTheOthersThemes()
    {
        var cycle = await CycleAsync([.. _statements, (Question.Future, "Jobs 1")]);
        await cycle.ThemeAsync(ByFirstWord);
        var jobs = await ThemeAsync(cycle, "Jobs");
        await Client.ConfirmThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = jobs.ThemeId, Etag = jobs.Etag, Ready = true });

        var run = await ThemeAgainAsync(cycle);

        Assert.Equal(Question.NotWorking, Assert.Single(run.Pieces).Question);
        Assert.Equal([("Anew", 5), ("Jobs", 1)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
    }

    [Fact]
    public async Task Theming_StatementsCameSince_AreThemedWithTheOthers()
    {
        var cycle = await ThemedAsync();
        await cycle.ImportAsync((Question.NotWorking, "Lifts 1"));

        await ThemeAgainAsync(cycle);

        Assert.Equal([("Anew", 6)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
    }

    [Fact]
    public async Task StartTheming_WhileAnotherRunIsUnderWay_NamesIt()
    {
        var cycle = await CycleAsync(_statements);
        var run = await cycle.StartAsync();

        var queued = await Failure.OfAsync(() => cycle.StartAsync());
        await Worker("one").LeaseAsync();
        var running = await Failure.OfAsync(() => cycle.StartAsync());

        Assert.All([queued, running], error => Assert.Equal((StatusCode.AlreadyExists, "RUN_IN_PROGRESS", run.RunId), (error.Code, error.Reason, error.Metadata["run_id"])));
    }

    [Fact]
    public async Task StartTheming_EverythingIsInThemesOfPeople_SaysSo()
    {
        var cycle = await ThemedAsync();
        foreach (var theme in await ThemesAsync(cycle))
            await Client.ConfirmThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = theme.ThemeId, Etag = theme.Etag, Ready = true });

        var error = await Failure.OfAsync(() => cycle.StartAsync());

        Assert.Equal((StatusCode.FailedPrecondition, "NOTHING_TO_THEME"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task StartTheming_RequestThatWillNotDo_NamesTheField()
    {
        var cycle = await CycleAsync(_statements);
        var request = new StartThemingRequest { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId };

        foreach (var count in new[] { -1, 1, 201 })
        {
            var error = await Failure.OfAsync(Client.StartThemingAsync(new(request) { ThemesPerQuestion = count }));
            Assert.Equal((StatusCode.InvalidArgument, "themes_per_question"), (error.Code, Assert.Single(error.Violations).Field));
        }
        var unknown = await Failure.OfAsync(Client.StartThemingAsync(new(request) { CycleId = Guid.NewGuid().ToString() }));
        Assert.Equal(StatusCode.NotFound, unknown.Code);
    }

    [Fact]
    public async Task StartTheming_ByAnotherPartnershipOrWithoutPermission_IsRefused()
    {
        var cycle = await CycleAsync(_statements);
        var run = await cycle.StartAsync();
        var request = new StartThemingRequest { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId };
        var stranger = new ReviewService.ReviewServiceClient(Module.As(People.Analyst("Pat Moss")));
        var administrator = new ReviewService.ReviewServiceClient(Module.As(Callers.Administrator(Caller.PartnershipId!.Value)));

        var start = await Failure.OfAsync(stranger.StartThemingAsync(request));
        var read = await Failure.OfAsync(stranger.GetThemingRunAsync(new() { RunId = run.RunId }));
        var denied = await Failure.OfAsync(administrator.StartThemingAsync(request));

        Assert.Equal([StatusCode.NotFound, StatusCode.NotFound, StatusCode.PermissionDenied], new[] { start.Code, read.Code, denied.Code });
    }

    private async Task<ThemedCycle> ThemedAsync()
    {
        var cycle = await CycleAsync(_statements);
        await cycle.ThemeAsync(ByFirstWord);
        return cycle;
    }

    private async Task<ThemingRun> ThemeAgainAsync(ThemedCycle cycle)
    {
        await cycle.ThemeAsync(Anew);
        return (await Client.GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.LatestRun;
    }
}
