using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>A file can be taken back until its statements are themed; then it is as if it had not come, but that the list says so.</summary>
public sealed class TakeBackTests(ReviewUnderTest review) : ImportsTest(review)
{
    private const string Harm = "My nephew took my money";

    private const string Mixed = $"question,statement,reference\nworking,My dog,A1\nfuture,Dr Okafor rings back,A1\nnot working,Ring me on 01632 960 123,A2\nnot working,I asked Dr Bell for a letter,A3\n";

    [Fact]
    public async Task TakeBackImport_NothingThemed_LeavesTheCycleAsItWasBefore()
    {
        var cycle = await CycleAsync();
        await SendAsync(cycle, "question,statement\nworking,My cat\nnot working,Dr Moss never rings\n");
        var before = await GetCycleAsync(cycle);
        var rows = await RowsAsync(cycle);
        var import = await SendAsync(cycle, Mixed);
        await SettleAsync(cycle, "Dr Okafor rings back", HeldDecision.Redact);
        await SettleAsync(cycle, "Ring me on 01632 960 123", HeldDecision.Refer);
        Assert.NotEqual(rows.Take(5), (await RowsAsync(cycle)).Take(5));

        var taken = await TakeBackAsync(cycle, import);

        Assert.Equal(before, await GetCycleAsync(cycle));
        await AssertWordsAsync(cycle, [(Question.Working, "My cat")]);
        // What was referred stays with the responders.
        Assert.Equal([.. rows.Take(5), rows[5] + 1], await RowsAsync(cycle));
        Assert.Equal((ImportState.TakenBack, 4L, "Sam Reed", false), (taken.State, taken.Statements, taken.TakenBackBy, taken.CanBeTakenBack));
        Assert.Equal(taken, (await ImportsAsync(cycle))[0]);
        Assert.Contains(await Review.AuditAsync(cycle.Caller), entry => entry == (cycle.Caller.PersonId, "import.take-back", $"import {import.ImportId}, 4 statements"));
    }

    [Fact]
    public async Task TakeBackImport_SameFileAgain_IsAddedAnew()
    {
        var cycle = await CycleAsync();
        var first = await SendAsync(cycle, Mixed);
        await TakeBackAsync(cycle, first);

        var second = await SendAsync(cycle, Mixed);

        Assert.Equal((ImportState.Added, false), (second.State, second.AlreadyImported));
        Assert.NotEqual(first.ImportId, second.ImportId);
        Assert.Equal(4, (await GetCycleAsync(cycle)).Figures.Statements);
        Assert.Equal([ImportState.Added, ImportState.TakenBack], (await ImportsAsync(cycle)).Select(import => import.State));
    }

    [Fact]
    public async Task TakeBackImport_SignOfHarm_StaysForTheResponders()
    {
        var cycle = await CycleAsync();
        var import = await SendAsync(cycle, $"question,statement\nnot working,{Harm}\n");
        var held = (await HeldAsync(cycle)).Single();

        await TakeBackAsync(cycle, import);

        var responder = Callers.With(Roles.Responder, cycle.Caller.PartnershipId!.Value);
        Assert.Equal(Harm, (await As(responder).ReadHarmAsync(new() { StatementId = held.StatementId })).Text);
        Assert.Empty(await HeldAsync(cycle));
    }

    [Fact]
    public async Task TakeBackImport_OneStatementThemed_IsRefusedAndAnotherFileIsNot()
    {
        var cycle = await CycleAsync();
        var themed = await SendAsync(cycle, Mixed);
        await cycle.ThemeAsync(_ => ("Pets", 0.5f));
        var late = await SendAsync(cycle, "question,statement\nworking,My cat\n");
        var before = await GetCycleAsync(cycle);
        Assert.Equal((false, true), (await CanAsync(cycle, themed), await CanAsync(cycle, late)));

        var error = await RefusedAsync(cycle, themed);

        Assert.Equal((StatusCode.FailedPrecondition, "ALREADY_THEMED"), error);
        Assert.Equal(before, await GetCycleAsync(cycle));
        Assert.Equal(ImportState.TakenBack, (await TakeBackAsync(cycle, late)).State);
        Assert.Equal(4, (await GetCycleAsync(cycle)).Figures.Statements);
    }

    [Fact]
    public async Task TakeBackImport_WhileTheming_WaitsForItsEnd()
    {
        await using var apart = await Review.StartApartAsync(new ReviewModule(), TimeProvider.System);
        var cycle = await ThemedCycle.CreateAsync(apart, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.Working, "My dog");
        var client = apart.Client<ReviewService.ReviewServiceClient>(cycle.Caller);
        var import = (await client.ListImportsAsync(new() { CycleId = cycle.CycleId })).Imports.Single();
        await cycle.StartAsync();

        var error = await Failure.OfAsync(client.TakeBackImportAsync(Request(import)));

        Assert.Equal((StatusCode.FailedPrecondition, "RUN_IN_PROGRESS"), (error.Code, error.Reason));
        Assert.False((await client.GetImportAsync(new() { ImportId = import.ImportId })).Import.CanBeTakenBack);
    }

    [Fact]
    public async Task TakeBackImport_RefusedOrTakenBackOne_SaysSo()
    {
        var cycle = await CycleAsync();
        var refused = await SendAsync(cycle, "question,statement\nmiddling,A job\n");
        var taken = await SendAsync(cycle, Mixed);
        await TakeBackAsync(cycle, taken);

        Assert.Equal((StatusCode.FailedPrecondition, "NOT_ADDED"), await RefusedAsync(cycle, refused));
        Assert.Equal((StatusCode.FailedPrecondition, "TAKEN_BACK_ALREADY"), await RefusedAsync(cycle, taken));
        Assert.Equal((false, false), (await CanAsync(cycle, refused), await CanAsync(cycle, taken)));
    }

    [Fact]
    public async Task TakeBackImport_SameRequestTwice_GivesTheFirstAnswerAgain()
    {
        var cycle = await CycleAsync();
        var request = Request(await SendAsync(cycle, Mixed));

        var first = await As(cycle.Caller).TakeBackImportAsync(request);

        Assert.Equal(first, await As(cycle.Caller).TakeBackImportAsync(request));
    }

    [Fact]
    public async Task TakeBackImport_ByManyAtOnce_IsDoneOnce()
    {
        var cycle = await CycleAsync();
        var import = await SendAsync(cycle, Mixed);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OutcomeAsync(cycle, import)));

        Assert.Equal(["OK", "TAKEN_BACK_ALREADY", "TAKEN_BACK_ALREADY", "TAKEN_BACK_ALREADY"], answers.Order());
        Assert.Single(await Review.AuditAsync(cycle.Caller), entry => entry.Action == "import.take-back");
    }

    [Fact]
    public async Task TakeBackImport_ByAnalyst_IsDenied()
    {
        var cycle = await CycleAsync();
        var import = await SendAsync(cycle, Mixed);

        var error = await Failure.OfAsync(As(Callers.Analyst(cycle.Caller.PartnershipId!.Value)).TakeBackImportAsync(Request(import)));

        Assert.Equal(StatusCode.PermissionDenied, error.Code);
    }

    private static TakeBackImportRequest Request(Import import) => new() { RequestId = ThemedCycle.NewRequest(), ImportId = import.ImportId };

    private async Task<Import> TakeBackAsync(ThemedCycle cycle, Import import) => (await As(cycle.Caller).TakeBackImportAsync(Request(import))).Import;

    private async Task<(StatusCode, string)> RefusedAsync(ThemedCycle cycle, Import import)
    {
        var error = await Failure.OfAsync(As(cycle.Caller).TakeBackImportAsync(Request(import)));
        return (error.Code, error.Reason);
    }

    private async Task<string> OutcomeAsync(ThemedCycle cycle, Import import)
    {
        try
        {
            await TakeBackAsync(cycle, import);
            return "OK";
        }
        catch (RpcException e)
        {
            return ServiceError.From(e).Reason;
        }
    }

    private async Task<bool> CanAsync(ThemedCycle cycle, Import import) => (await As(cycle.Caller).GetImportAsync(new() { ImportId = import.ImportId })).Import.CanBeTakenBack;

    private async Task<Cycle> GetCycleAsync(ThemedCycle cycle) => (await As(cycle.Caller).GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle;

    private async Task<List<HeldStatement>> HeldAsync(ThemedCycle cycle) =>
        [.. (await As(cycle.Caller).ListHeldStatementsAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 1000 } })).Statements];

    private async Task SettleAsync(ThemedCycle cycle, string text, HeldDecision decision) => await As(cycle.Caller).SettleHeldStatementsAsync(new()
    {
        RequestId = ThemedCycle.NewRequest(),
        CycleId = cycle.CycleId,
        StatementIds = { (await HeldAsync(cycle)).Single(held => held.Text == text).StatementId },
        Decision = decision,
    });

    // What the partnership has of each table that holds people's words, or who said or wrote them down; harm comes last.
    private async Task<List<long>> RowsAsync(ThemedCycle cycle)
    {
        var rows = new List<long>();
        foreach (var table in new[] { "statement", "review", "hint", "statement_original", "referral", "harm" })
            rows.AddRange(await Review.BehindTheScenesAsync<long>(cycle.Caller, $"SELECT count(*) FROM {table} WHERE partnership_id = @partnership"));
        return rows;
    }
}
