using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Dapper;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Work;

/// <summary>A piece is one worker's at a time, and only the latest to have leased it counts.</summary>
public sealed class LeaseTests(ReviewUnderTest review) : WorkTest(review)
{
    private const int Lease = 10, Tries = 3;

    [Fact]
    public async Task LeasePiece_Queued_GivesEachQuestionToOneWorker()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"), (Question.Working, "Dogs 2"), (Question.Future, "Jobs 1"));
        var run = (await Client.StartThemingAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, ThemesPerQuestion = 7, Seed = 5 })).Run;

        var (one, two, none) = (await Worker("one").LeaseAsync(), await Worker("two").LeaseAsync(), await Worker("three").LeaseAsync());

        Assert.Equal((Question.Working, 2, 7, 5, Lease), (one!.Question, one.Statements, one.Themes, one.Seed, one.LeaseSeconds));
        Assert.Equal((Question.Future, 1), (two!.Question, two.Statements));
        Assert.Equal([(run.RunId, 1), (run.RunId, 2)], new[] { one, two }.Select(piece => (piece.Claim.RunId, piece.Claim.Piece)));
        Assert.Null(none);
        Assert.Equal(RunState.Running, (await RunAsync(run)).State);
    }

    [Fact]
    public async Task LeasePiece_ManyWorkersAtOnce_GivesEachPieceOnce()
    {
        for (var i = 0; i < 3; i++)
            await (await CycleAsync((Question.Working, "Dogs 1"), (Question.NotWorking, "Buses 1"), (Question.Future, "Jobs 1"))).StartAsync();

        var leased = await Task.WhenAll(Enumerable.Range(0, 15).Select(i => Worker($"worker {i}").LeaseAsync()));

        var pieces = leased.OfType<LeasedPiece>().Select(piece => (piece.Claim.RunId, piece.Claim.Piece)).ToList();
        Assert.Equal(9, pieces.Count);
        Assert.Equal(9, pieces.Distinct().Count());
    }

    [Fact]
    public async Task LeasePiece_NothingQueued_WakesNobody()
    {
        await using var listener = await OpenDatabaseAsync();
        var heard = new List<string>();
        listener.Notification += (_, news) => heard.Add(news.Payload);
        await listener.ExecuteAsync("LISTEN theming_piece");

        Assert.Null(await Worker("one").LeaseAsync());
        await using (var other = await OpenDatabaseAsync())
            await other.ExecuteAsync("NOTIFY theming_piece, 'the end'");
        while (!heard.Contains("the end"))
            await listener.WaitAsync();

        Assert.Equal(["the end"], heard);
    }

    [Fact]
    public async Task LeasePiece_QueuedWhileWaiting_IsGivenAtOnce()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"));
        // The clock stands still but for this, so only the bell can end the wait.
        var waiting = Worker("one").LeaseAsync(waitSeconds: 30);

        await cycle.StartAsync();

        Assert.Equal(Question.Working, (await waiting.WaitAsync(TimeSpan.FromSeconds(30)))!.Question);
    }

    [Fact]
    public async Task LeasePiece_LeaseRanOut_GoesToAnotherAndTheFirstHasLostIt()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"));
        var run = await cycle.StartAsync();
        var (one, two) = (Worker("one"), Worker("two"));
        var old = (await one.LeaseAsync())!.Claim;
        var statements = await one.ReadAsync(old);
        Pass(Lease + 1);

        var current = (await two.LeaseAsync())!.Claim;

        Assert.Equal((old.RunId, old.Piece), (current.RunId, current.Piece));
        Assert.True(current.Fence > old.Fence);
        foreach (var call in new Func<Task>[]
        {
            () => one.ReadAsync(old), () => one.ReportAsync(old, 0.5), () => one.ReturnAsync(old, "It failed."), () => one.ReturnAsync(old),
            () => one.SubmitAsync(old, statements, ByFirstWord),
        })
        {
            var error = await Failure.OfAsync(call);
            Assert.Equal((StatusCode.FailedPrecondition, "LEASE_LOST"), (error.Code, error.Reason));
        }
        Assert.Empty(await ThemesAsync(cycle));

        await two.ThemeAsync(current, ByFirstWord);
        Assert.Equal(RunState.Proposed, (await RunAsync(run)).State);
    }

    [Fact]
    public async Task LeasePiece_LeaseExtended_StaysWithItsWorker()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"), (Question.Working, "Dogs 2"));
        var run = await cycle.StartAsync();
        var worker = Worker("one");
        var claim = (await worker.LeaseAsync())!.Claim;

        Pass(Lease - 1);
        await worker.ReportAsync(claim, 0.25);
        Pass(Lease - 1);

        Assert.Null(await Worker("two").LeaseAsync());
        Assert.Equal(0.25, (await RunAsync(run)).Progress);
    }

    [Fact]
    public async Task LeasePiece_RanOutButNotTaken_IsStillItsWorkers()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"));
        var run = await cycle.StartAsync();
        var worker = Worker("one");
        var claim = (await worker.LeaseAsync())!.Claim;
        Pass(10 * Lease);

        await worker.ThemeAsync(claim, ByFirstWord);

        Assert.Equal(RunState.Proposed, (await RunAsync(run)).State);
    }

    [Fact]
    public async Task LeasePiece_WorkersDieOneAfterTheOther_FailsTheRunAfterThreeTries()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"), (Question.Future, "Jobs 1"));
        var run = await cycle.StartAsync();
        for (var i = 0; i < Tries; i++)
        {
            Assert.Equal(1, (await Worker("mortal").LeaseAsync())!.Claim.Piece);
            Pass(Lease + 1);
        }

        Assert.Null(await Worker("next").LeaseAsync());

        var failed = await RunAsync(run);
        Assert.Equal((RunState.Failed, "The workers that themed it stopped several times."), (failed.State, failed.Failure));
        Assert.NotNull(failed.FinishedAt);
        Assert.All(failed.Pieces, piece => Assert.Equal(RunState.Failed, piece.State));
    }

    [Fact]
    public async Task ReturnPiece_Failed_IsTriedAgainAndFailsTheRunAtTheThirdTime()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"), (Question.Future, "Jobs 1"));
        var run = await cycle.StartAsync();
        var worker = Worker("one");
        for (var i = 1; i < Tries; i++)
        {
            await worker.ReturnAsync((await worker.LeaseAsync())!.Claim, "Out of memory.");
            Assert.Equal((RunState.Running, ""), ((await RunAsync(run)).State, (await RunAsync(run)).Failure));
        }

        await worker.ReturnAsync((await worker.LeaseAsync())!.Claim, "Out of memory.");

        var failed = await RunAsync(run);
        Assert.Equal((RunState.Failed, "Out of memory."), (failed.State, failed.Failure));
        Assert.Null(await worker.LeaseAsync());
    }

    [Fact]
    public async Task ReturnPiece_WorkerIsStopping_CountsAsNoTry()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"));
        var run = await cycle.StartAsync();
        var worker = Worker("one");
        for (var i = 0; i < 2 * Tries; i++)
        {
            var claim = (await worker.LeaseAsync())!.Claim;
            await worker.ReportAsync(claim, 0.5);
            await worker.ReturnAsync(claim);
            Assert.Equal(0, (await RunAsync(run)).Progress);
        }

        await worker.ThemeAsync((await worker.LeaseAsync())!.Claim, ByFirstWord);

        Assert.Equal(RunState.Proposed, (await RunAsync(run)).State);
    }

    [Fact]
    public async Task StartTheming_AfterFailure_MayBeTriedAgain()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"));
        await cycle.StartAsync();
        var worker = Worker("one");
        for (var i = 0; i < Tries; i++)
            await worker.ReturnAsync((await worker.LeaseAsync())!.Claim, "Out of memory.");

        var again = await cycle.StartAsync();
        await worker.ThemeAsync((await worker.LeaseAsync())!.Claim, ByFirstWord);

        Assert.Equal(RunState.Proposed, (await RunAsync(again)).State);
        Assert.Equal("Dogs", Assert.Single(await ThemesAsync(cycle)).Name);
    }

    [Fact]
    public async Task EveryCall_ByPerson_IsDenied()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"));
        await cycle.StartAsync();
        var claim = (await Worker("one").LeaseAsync())!.Claim;

        foreach (var person in new[] { Caller, Callers.Administrator(Caller.PartnershipId!.Value) })
        {
            var work = new ThemingWorkService.ThemingWorkServiceClient(Module.As(person));
            foreach (var call in new Func<Task>[]
            {
                () => work.LeasePieceAsync(new() { Worker = "person" }).ResponseAsync,
                () => work.ReadPiece(new() { Claim = claim }).ResponseStream.MoveNext(CancellationToken.None),
                () => work.ReadModel(new() { Claim = claim }).ResponseStream.MoveNext(CancellationToken.None),
                () => work.ReportProgressAsync(new() { Claim = claim }).ResponseAsync,
                () => work.SubmitPiece().ResponseAsync,
                () => work.ReturnPieceAsync(new() { Claim = claim }).ResponseAsync,
            })
                Assert.Equal(StatusCode.PermissionDenied, (await Failure.OfAsync(call)).Code);
        }
    }

    [Fact]
    public async Task LeasePiece_RequestThatWillNotDo_NamesTheField()
    {
        var work = new ThemingWorkService.ThemingWorkServiceClient(Module.As(Caller.Worker));

        var unnamed = await Failure.OfAsync(work.LeasePieceAsync(new()));
        var tooLong = await Failure.OfAsync(work.LeasePieceAsync(new() { Worker = "one", WaitSeconds = 31 }));
        var noClaim = await Failure.OfAsync(work.ReportProgressAsync(new()));

        Assert.Equal(["worker", "wait_seconds", "claim"], new[] { unnamed, tooLong, noClaim }.Select(error => Assert.Single(error.Violations).Field));
    }
}
