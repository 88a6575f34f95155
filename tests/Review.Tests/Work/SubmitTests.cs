using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Requests;
using CoProduction.TestCommon.Reviews;
using Google.Protobuf;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Work;

/// <summary>A piece's result is stored once and whole, and the run ends with its last piece.</summary>
public sealed class SubmitTests(ReviewUnderTest review) : WorkTest(review)
{
    [Fact]
    public async Task SubmitPiece_LastOfItsRun_FinishesIt()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"), (Question.Working, "Cats 1"), (Question.Working, "Dogs 2"), (Question.Future, "Jobs 1"));
        var run = await cycle.StartAsync();
        var worker = Worker("one");
        var (first, last) = ((await worker.LeaseAsync())!.Claim, (await worker.LeaseAsync())!.Claim);

        await worker.ThemeAsync(first, ByFirstWord);
        var between = await RunAsync(run);
        await worker.ThemeAsync(last, ByFirstWord);
        var after = await RunAsync(run);

        Assert.Equal((RunState.Running, 0.75), (between.State, between.Progress));
        Assert.Null(between.FinishedAt);
        Assert.Equal([RunState.Proposed, RunState.Running], between.Pieces.Select(piece => piece.State));
        Assert.Equal((RunState.Proposed, 1d), (after.State, after.Progress));
        Assert.True(after.FinishedAt.ToDateTime() > after.StartedAt.ToDateTime());
        Assert.Equal([("Dogs", 2), ("Cats", 1), ("Jobs", 1)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
    }

    [Fact]
    public async Task SubmitPiece_BothLastPiecesAtOnce_FinishTheRun()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"), (Question.NotWorking, "Buses 1"), (Question.Future, "Jobs 1"));
        var run = await cycle.StartAsync();
        var worker = Worker("one");
        LeasedPiece[] pieces = [(await worker.LeaseAsync())!, (await worker.LeaseAsync())!, (await worker.LeaseAsync())!];

        await Task.WhenAll(pieces.Select(piece => worker.ThemeAsync(piece.Claim, ByFirstWord)));

        Assert.Equal(RunState.Proposed, (await RunAsync(run)).State);
        Assert.Equal(3, (await ThemesAsync(cycle)).Count);
    }

    [Fact]
    public async Task SubmitPiece_SameResultTwice_CountsOnce()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"), (Question.Working, "Dogs 2"));
        await cycle.StartAsync();
        var worker = Worker("one");
        var claim = (await worker.LeaseAsync())!.Claim;
        var statements = await worker.ReadAsync(claim);
        await worker.SubmitAsync(claim, statements, ByFirstWord);

        var error = await Failure.OfAsync(() => worker.SubmitAsync(claim, statements, ByFirstWord));

        Assert.Equal("LEASE_LOST", error.Reason);
        Assert.Equal(2, Assert.Single(await ThemesAsync(cycle)).Size);
    }

    [Fact]
    public async Task SubmitPiece_SameResultManyTimesAtOnce_CountsOnce()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"), (Question.Working, "Dogs 2"));
        await cycle.StartAsync();
        var worker = Worker("one");
        var claim = (await worker.LeaseAsync())!.Claim;
        var statements = await worker.ReadAsync(claim);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            try
            {
                await worker.SubmitAsync(claim, statements, ByFirstWord);
                return StatusCode.OK;
            }
            catch (RpcException e)
            {
                return e.StatusCode;
            }
        }));

        Assert.Single(outcomes, StatusCode.OK);
        Assert.Equal(4, outcomes.Count(outcome => outcome == StatusCode.FailedPrecondition));
        Assert.Equal(2, Assert.Single(await ThemesAsync(cycle)).Size);
    }

    [Fact]
    public async Task SubmitPiece_TakenOverWhileItWasSent_StoresNothing()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"));
        await cycle.StartAsync();
        var (one, two) = (Worker("one"), Worker("two"));
        var old = (await one.LeaseAsync())!.Claim;
        var statements = await one.ReadAsync(old);

        // The lease is in order when the result begins to be sent; before its end another worker has it.
        var error = await Failure.OfAsync(() => one.SubmitPartsAsync(Parts()));

        Assert.Equal("LEASE_LOST", error.Reason);
        Assert.Empty(await ThemesAsync(cycle));

        IEnumerable<SubmitPieceRequest> Parts()
        {
            yield return new() { Themes = new() { Claim = old, Themes = { new SubmittedTheme { Name = "Dogs" } } } };
            yield return Assign(statements, 0);
            Pass(11);
            Assert.NotNull(two.LeaseAsync().GetAwaiter().GetResult());
        }
    }

    [Fact]
    public async Task SubmitPiece_BrokenOff_StoresNothingAndMayComeAgain()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"));
        await cycle.StartAsync();
        var worker = Worker("one");
        var claim = (await worker.LeaseAsync())!.Claim;
        using (var submit = new ThemingWorkService.ThemingWorkServiceClient(Module.As(Caller.Worker)).SubmitPiece())
            await submit.RequestStream.WriteAsync(new() { Themes = new() { Claim = claim, Themes = { new SubmittedTheme { Name = "Half" } } } });

        await worker.ThemeAsync(claim, ByFirstWord);

        Assert.Equal("Dogs", Assert.Single(await ThemesAsync(cycle)).Name);
    }

    [Fact]
    public async Task SubmitPiece_ResultThatMakesNoSense_NamesTheFieldAndLeavesTheLease()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"));
        var run = await cycle.StartAsync();
        var worker = Worker("one");
        var claim = (await worker.LeaseAsync())!.Claim;
        var statements = await worker.ReadAsync(claim);
        SubmitPieceRequest themes = new() { Themes = new() { Claim = claim, Themes = { new SubmittedTheme { Name = "Dogs" } } } };
        SubmitPieceRequest two = new() { Themes = new() { Claim = claim, Themes = { new SubmittedTheme { Name = "Dogs" }, new SubmittedTheme { Name = "Cats" } } } };
        SubmitPieceRequest uneven = new() { Assignments = new() { Ids = PackedIds.Pack([statements[0].StatementId]) } };
        (SubmitPieceRequest[] Parts, string Field)[] results =
        [
            ([], "themes"),
            ([Assign(statements, 0)], "themes"),
            ([themes, themes], "assignments"),
            ([themes, uneven], "assignments"),
            ([themes, Assign(statements, 1)], "assignments.themes"),
            ([themes, Assign(statements, -2)], "assignments.themes"),
            ([themes, new() { Assignments = new() { Ids = ByteString.CopyFromUtf8("mine") } }], "assignments.ids"),
            ([two, Assign(statements, 0, second: 0)], "assignments.second_themes"),
            ([two, Assign(statements, 0, second: 2)], "assignments.second_themes"),
            ([two, Assign(statements, 0, second: -2)], "assignments.second_themes"),
            ([two, Assign(statements, -1, second: 1)], "assignments.second_themes"),
        ];

        foreach (var (parts, field) in results)
        {
            var error = await Failure.OfAsync(() => worker.SubmitPartsAsync(parts));
            Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
        }
        Assert.Empty(await ThemesAsync(cycle));
        await worker.SubmitAsync(claim, statements, ByFirstWord);
        Assert.Equal(RunState.Proposed, (await RunAsync(run)).State);
    }

    [Fact]
    public async Task SubmitPiece_StatementsOfOthers_AreLeftOut()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 1"));
        await cycle.StartAsync();
        var worker = Worker("one");
        var piece = (await worker.LeaseAsync())!.Claim;
        var other = await CycleAsync((Question.Working, "Cats 1"), (Question.Working, "Cats 2"));
        var theirs = (await Client.ListStatementsAsync(new() { CycleId = other.CycleId })).Statements
            .Select(statement => new PieceStatement(Guid.Parse(statement.StatementId), "Dogs too"));

        await worker.SubmitAsync(piece, [.. await worker.ReadAsync(piece), .. theirs], ByFirstWord);

        Assert.Equal(1, Assert.Single(await ThemesAsync(cycle)).Size);
        Assert.Equal(2, (await Client.ListStatementsAsync(new() { CycleId = other.CycleId })).Statements.Count);
    }

    [Fact]
    public async Task ReadPiece_ManyStatements_GivesAllInOneOrder()
    {
        var cycle = await CycleAsync([.. Enumerable.Range(0, 2500).Select(i => (Question.Working, $"Dogs {i}"))]);
        await cycle.StartAsync();
        var worker = Worker("one");
        var claim = (await worker.LeaseAsync())!.Claim;

        var (first, second) = (await worker.ReadAsync(claim), await worker.ReadAsync(claim));

        Assert.Equal(Enumerable.Range(0, 2500).Select(i => $"Dogs {i}").Order(), first.Select(statement => statement.Text).Order());
        Assert.Equal(first, second);
    }

    private static SubmitPieceRequest Assign(IReadOnlyCollection<PieceStatement> statements, int theme, int second = -1) =>
        new() { Assignments = KnownWorker.Assignments(statements, _ => theme, _ => 0.5f, _ => second) };
}
