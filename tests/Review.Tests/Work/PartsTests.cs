using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using CoProduction.TestCommon.Reviews;
using Dapper;
using FsCheck;
using FsCheck.Xunit;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Work;

/// <summary>A question with many statements is fitted once and assigned part by part; its themes change once, with the last part.</summary>
public sealed class PartsTests(ReviewUnderTest review) : WorkTest(review)
{
    private const int Size = 3, Lease = 10, Tries = 3;

    private static readonly (Question, string)[] _statements =
        [.. new[] { "Dogs 1", "Cats 1", "Dogs 2", "Dogs 3", "Cats 2", "Dogs 4", "Dogs 5", "Other 1" }.Select(text => (Question.Working, text))];

    protected override ReviewModule Tested { get; } = new() { PartSize = Size };

    [Fact]
    public async Task LeasePiece_QuestionWithMany_GivesItsFitFirstAndThenItsParts()
    {
        await (await CycleAsync(_statements)).StartAsync();
        var worker = Worker("one");

        var fit = (await worker.LeaseAsync())!;
        Assert.Equal((PieceStage.Fit, 8), (fit.Stage, fit.Statements));
        var sample = (await worker.ReadAsync(fit.Claim)).ConvertAll(s => s.Text);
        Assert.Equal(_statements.Select(s => s.Item2).Order(), sample.Order());
        Assert.Null(await Worker("two").LeaseAsync());
        await worker.FitAsync(fit.Claim, [1], "Dogs", "Cats");
        LeasedPiece[] parts = [(await worker.LeaseAsync())!, (await worker.LeaseAsync())!, (await worker.LeaseAsync())!];

        Assert.Equal([(PieceStage.Part, 3), (PieceStage.Part, 3), (PieceStage.Part, 2)], parts.Select(part => (part.Stage, (int)part.Statements)));
        Assert.Null(await worker.LeaseAsync());
        var read = new List<string>();
        foreach (var part in parts)
            read.AddRange((await worker.ReadAsync(part.Claim)).Select(s => s.Text));
        Assert.Equal(sample.Order(), read.Order());
    }

    [Fact]
    public async Task LeasePiece_QuestionWithFew_IsGivenWhole()
    {
        await (await CycleAsync([.. _statements.Take(Size)])).StartAsync();

        Assert.Equal(PieceStage.Whole, (await Worker("one").LeaseAsync())!.Stage);
    }

    [Fact]
    public async Task ReadModel_OfPart_GivesWhatTheFitSubmitted()
    {
        var model = Enumerable.Range(0, 2_500_000).Select(i => (byte)i).ToArray();
        var parts = await PartsAsync(await CycleAsync(_statements), model);

        Assert.Equal(model, await Worker("two").ReadModelAsync(parts[1].Claim));
    }

    [Fact]
    public async Task SubmitPiece_Parts_ProposeTheThemesWithTheLast()
    {
        var cycle = await CycleAsync(_statements);
        var parts = await PartsAsync(cycle);
        var worker = Worker("one");

        await AssignAsync(parts[2]);
        await AssignAsync(parts[0]);
        var between = await LatestAsync(cycle);
        Assert.Empty(await ThemesAsync(cycle));
        await AssignAsync(parts[1]);
        var after = await LatestAsync(cycle);

        Assert.Equal((RunState.Running, 0.25 + (0.75 * 5 / 8)), (between.State, between.Progress));
        Assert.Equal((Question.Working, RunState.Running, 8), Assert.Single(between.Pieces.Select(p => (p.Question, p.State, (int)p.Statements))));
        Assert.Equal((RunState.Proposed, 1d, RunState.Proposed), (after.State, after.Progress, Assert.Single(after.Pieces).State));
        Assert.Equal([("Dogs", 5), ("Cats", 2)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
        Assert.Equal("Other 1", Assert.Single((await Client.ListStatementsAsync(new() { CycleId = cycle.CycleId, Question = Question.Working })).Statements).Text);
        await NothingIsKeptAsync();
    }

    [Fact]
    public async Task SubmitPiece_AllPartsAtOnce_ProposeTheThemesOnce()
    {
        var cycle = await CycleAsync(_statements);
        var parts = await PartsAsync(cycle);

        await Task.WhenAll(parts.Select(AssignAsync));

        Assert.Equal(RunState.Proposed, (await LatestAsync(cycle)).State);
        Assert.Equal([("Dogs", 5), ("Cats", 2)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
    }

    [Fact]
    public async Task SubmitPiece_ThemeThatNoPartUses_IsNotProposed()
    {
        var cycle = await CycleAsync(_statements);
        foreach (var part in await PartsAsync(cycle))
            await Worker("one").AssignAsync(part.Claim, await Worker("one").ReadAsync(part.Claim), _ => 1);

        Assert.Equal([("Cats", 8)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
    }

    [Fact]
    public async Task SubmitPiece_PartsWithSecondThemes_KeepThemButForThoseThatNoneHasFirst()
    {
        var cycle = await CycleAsync(_statements);
        await cycle.StartAsync();
        var worker = Worker("one");
        await worker.FitAsync((await worker.LeaseAsync())!.Claim, [1], "Dogs", "Cats", "Fish");

        while (await worker.LeaseAsync() is { } part)
            await worker.AssignAsync(part.Claim, await worker.ReadAsync(part.Claim), text => text[0] == 'C' ? 1 : 0, text => text switch { "Dogs 4" => 1, "Dogs 1" => 2, _ => -1 });

        var statements = await StatementsAsync(await ThemeAsync(cycle, "Dogs"));
        Assert.Equal([("Dogs 4", "Cats")], statements.Where(s => s.SecondThemeId.Length > 0).Select(s => (s.Text, s.SecondThemeName)));
    }

    [Fact]
    public async Task SubmitPiece_StatementPlacedByPeopleMeanwhile_StaysThere()
    {
        var cycle = await CycleAsync((Question.Working, "Dogs 0"), (Question.Working, "Cats 0"));
        await cycle.ThemeAsync(ByFirstWord);
        await cycle.ImportAsync(_statements);
        var parts = await PartsAsync(cycle);
        var cats = await ThemeAsync(cycle, "Cats");
        await Client.EditThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = cats.ThemeId, Etag = cats.Etag, Name = "Our cats" });

        foreach (var part in parts)
            await AssignAsync(part);

        Assert.Equal([("Dogs", 6), ("Cats", 2), ("Our cats", 1)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
    }

    [Fact]
    public async Task SubmitPiece_FitAfterPeoplePlacedEverything_EndsTheRun()
    {
        var cycle = await CycleAsync(_statements);
        foreach (var part in await PartsAsync(cycle))
            await AssignAsync(part);
        var run = await cycle.StartAsync();
        var fit = (await Worker("one").LeaseAsync())!;
        foreach (var theme in await ThemesAsync(cycle))
            await Client.EditThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = theme.ThemeId, Etag = theme.Etag, Name = "Our " + theme.Name });
        var other = Assert.Single((await Client.ListStatementsAsync(new() { CycleId = cycle.CycleId, Question = Question.Working })).Statements);
        await Client.MoveStatementsAsync(new()
        {
            RequestId = ThemedCycle.NewRequest(),
            CycleId = cycle.CycleId,
            StatementIds = { other.StatementId },
            ToThemeId = (await ThemesAsync(cycle))[0].ThemeId,
        });

        await Worker("one").FitAsync(fit.Claim, [1], "Anew");

        Assert.Equal((RunState.Proposed, 1d), ((await RunAsync(run)).State, (await RunAsync(run)).Progress));
        Assert.Equal([("Our Dogs", 6), ("Our Cats", 2)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
    }

    [Fact]
    public async Task ReturnPiece_PartFailsThreeTimes_FailsTheRunAndKeepsNothingOfIt()
    {
        var cycle = await CycleAsync(_statements);
        var parts = await PartsAsync(cycle);
        await AssignAsync(parts[0]);
        var claim = parts[1].Claim;
        for (var i = 1; i < Tries; i++)
        {
            await Worker("one").ReturnAsync(claim, "Out of memory.");
            claim = (await Worker("one").LeaseAsync())!.Claim;
        }

        await Worker("one").ReturnAsync(claim, "Out of memory.");

        Assert.Equal((RunState.Failed, "Out of memory."), ((await LatestAsync(cycle)).State, (await LatestAsync(cycle)).Failure));
        Assert.Equal("LEASE_LOST", (await Failure.OfAsync(() => AssignAsync(parts[2]))).Reason);
        await NothingIsKeptAsync();
    }

    [Fact]
    public async Task SubmitPiece_ResultOfAnotherStage_NamesTheFieldAndLeavesTheLease()
    {
        var cycle = await CycleAsync(_statements);
        await cycle.StartAsync();
        var worker = Worker("one");
        var fit = (await worker.LeaseAsync())!;
        var statements = await worker.ReadAsync(fit.Claim);

        var assigned = await Failure.OfAsync(() => worker.AssignAsync(fit.Claim, statements, _ => 0));
        await worker.FitAsync(fit.Claim, [1], "Dogs");
        var part = (await worker.LeaseAsync())!;
        var fitted = await Failure.OfAsync(() => worker.FitAsync(part.Claim, [1], "Dogs"));
        var unknown = await Failure.OfAsync(() => worker.AssignAsync(part.Claim, statements, _ => 1));

        Assert.Equal(["model", "assignments", "assignments.themes"], new[] { assigned, fitted, unknown }.Select(error => Assert.Single(error.Violations).Field));
        await worker.ReportAsync(part.Claim, 0.5);
    }

    /// <summary>Whatever workers do, and however long they take, the run ends, and with every statement in one place or its failure.</summary>
    [Property(MaxTest = 20)]
    public async Task Parts_AnyCourseOfEvents_EndInOneResult(NonEmptyArray<(byte Kind, byte Which)> steps)
    {
        var cycle = await CycleAsync(_statements);
        var run = await cycle.StartAsync();
        var leased = new List<LeasedPiece>();

        foreach (var (kind, which) in steps.Get)
            await DoAsync(kind % 4, which, leased);
        Pass(Lease + 1);
        while (await Worker("any").LeaseAsync() is { } piece)
            await SubmitAsync(piece);

        var ended = await RunAsync(run);
        Assert.Contains(ended.State, new[] { RunState.Proposed, RunState.Failed });
        Assert.Equal(
            ended.State == RunState.Proposed ? [("Dogs", 5), ("Cats", 2)] : [],
            (await ThemesAsync(cycle)).Select(theme => (theme.Name, (int)theme.Size)));
        await NothingIsKeptAsync();
    }

    private async Task DoAsync(int kind, byte which, List<LeasedPiece> leased)
    {
        if (kind == 0 || leased.Count == 0)
        {
            if (await Worker("any").LeaseAsync() is { } piece)
                leased.Add(piece);
            return;
        }
        var chosen = leased[which % leased.Count];
        if (kind == 1)
            Pass(which % (Lease + 2));
        else if (kind == 2)
            await IfHeldAsync(() => SubmitAsync(chosen));
        else
            await IfHeldAsync(() => Worker("any").ReturnAsync(chosen.Claim, which % 2 == 0 ? "" : "It failed."));
    }

    private Task SubmitAsync(LeasedPiece piece) =>
        piece.Stage == PieceStage.Fit ? Worker("any").FitAsync(piece.Claim, [1], "Dogs", "Cats") : AssignAsync(piece);

    private async Task AssignAsync(LeasedPiece part)
    {
        var worker = Worker("one");
        await worker.AssignAsync(part.Claim, await worker.ReadAsync(part.Claim), text => text[0] switch { 'D' => 0, 'C' => 1, _ => -1 });
    }

    // Starts theming, does the fit, and leases all parts.
    private async Task<LeasedPiece[]> PartsAsync(ThemedCycle cycle, byte[]? model = null)
    {
        await cycle.StartAsync();
        await Worker("one").FitAsync((await Worker("one").LeaseAsync())!.Claim, model ?? [1], "Dogs", "Cats");
        var parts = new List<LeasedPiece>();
        while (await Worker("one").LeaseAsync() is { } part)
            parts.Add(part);
        return [.. parts];
    }

    private async Task<ThemingRun> LatestAsync(ThemedCycle cycle) => (await Client.GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.LatestRun;

    private async Task NothingIsKeptAsync()
    {
        await using var database = await OpenDatabaseAsync();
        Assert.Equal(0, await database.QuerySingleAsync<long>("SELECT (SELECT count(*) FROM theming_fit) + (SELECT count(*) FROM submitted_piece)"));
    }

    private static async Task IfHeldAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (RpcException e) when (ServiceError.From(e).Reason == "LEASE_LOST")
        {
            // As it should be.
        }
    }
}
