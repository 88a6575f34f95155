using System.Text;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Dapper;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Cycles;

/// <summary>A cycle can be removed while nobody's words are in it, and takes everything with it that is left.</summary>
public sealed class RemoveCycleTests(ReviewUnderTest review)
{
    private readonly Caller _caller = People.Analyst("Sam Reed");

    private ReviewService.ReviewServiceClient Mine => review.As(_caller);

    [Fact]
    public async Task RemoveCycle_RefusedAndTakenBackFiles_GoWithIt()
    {
        var project = Guid.CreateVersion7();
        var cycle = await ThemedCycle.CreateAsync(review.Module, _caller, project);
        await Mine.SendFileAsync(cycle.Header(), Encoding.UTF8.GetBytes("question,statement\nmiddling,A job\n"));
        await TakeBackAsync(Mine, cycle, await ImportAsync(cycle, "My dog"));

        await Mine.RemoveCycleAsync(Request(cycle));

        Assert.Equal(StatusCode.NotFound, (await Failure.OfAsync(Mine.GetCycleAsync(new() { CycleId = cycle.CycleId }))).Code);
        Assert.Empty((await Mine.ListCyclesAsync(new() { ProjectId = project.ToString() })).Cycles);
        Assert.Empty(await LeftAsync(review.Module));
        Assert.Contains(await review.AuditAsync(_caller), entry => entry == (_caller.PersonId, "cycle.remove", $"project {project}"));
        await ThemedCycle.CreateAsync(review.Module, _caller, project); // The name is free again
    }

    [Fact]
    public async Task RemoveCycle_AfterARunThatFailed_LeavesNothingOfIt()
    {
        await using var apart = await review.StartApartAsync(new ReviewModule(), TimeProvider.System);
        var client = apart.Client<ReviewService.ReviewServiceClient>(_caller);
        var cycle = await ThemedCycle.CreateAsync(apart, _caller);
        await cycle.ImportAsync(Question.Working, "My dog");
        await cycle.StartAsync();
        var worker = new KnownWorker(apart);
        while (await worker.LeaseAsync() is { } piece)
            await worker.ReturnAsync(piece.Claim, "Out of memory.");
        await TakeBackAsync(client, cycle, (await client.ListImportsAsync(new() { CycleId = cycle.CycleId })).Imports.Single());
        Assert.NotEmpty(await LeftAsync(apart));

        await client.RemoveCycleAsync(Request(cycle));

        Assert.Empty(await LeftAsync(apart));
    }

    [Fact]
    public async Task RemoveCycle_WithStatements_IsRefused()
    {
        var cycle = await ThemedCycle.CreateAsync(review.Module, _caller);
        await cycle.ImportAsync(Question.Working, "My dog");

        var error = await Failure.OfAsync(Mine.RemoveCycleAsync(Request(cycle)));

        Assert.Equal((StatusCode.FailedPrecondition, "NOT_EMPTY"), (error.Code, error.Reason));
        Assert.Equal(1, (await Mine.GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.Figures.Statements);
    }

    [Fact]
    public async Task RemoveCycle_HarmThatRespondersKeep_IsRefusedAndSaysWhy()
    {
        var cycle = await ThemedCycle.CreateAsync(review.Module, _caller);
        await TakeBackAsync(Mine, cycle, await ImportAsync(cycle, "My nephew took my money"));

        var error = await Failure.OfAsync(Mine.RemoveCycleAsync(Request(cycle)));

        Assert.Equal((StatusCode.FailedPrecondition, "NOT_EMPTY"), (error.Code, error.Reason));
        Assert.Contains("safeguarding responders", error.Message);
    }

    [Fact]
    public async Task RemoveCycle_SameRequestTwice_GivesTheFirstAnswerAgain()
    {
        var cycle = await ThemedCycle.CreateAsync(review.Module, _caller);
        var request = Request(cycle);

        var first = await Mine.RemoveCycleAsync(request);

        Assert.Equal(first, await Mine.RemoveCycleAsync(request));
        Assert.Equal(StatusCode.NotFound, (await Failure.OfAsync(Mine.RemoveCycleAsync(Request(cycle)))).Code);
    }

    [Fact]
    public async Task RemoveCycle_WhileAFileComesIn_OneOfTheTwoIsRefused()
    {
        for (var i = 0; i < 5; i++)
        {
            var cycle = await ThemedCycle.CreateAsync(review.Module, _caller);

            var importing = TryAsync(() => ImportAsync(cycle, "My dog"));
            var removing = TryAsync(() => Mine.RemoveCycleAsync(Request(cycle)).ResponseAsync);

            var outcome = (await importing, await removing);
            Assert.True(outcome is ("OK", "NOT_EMPTY") or ("NOT_FOUND", "OK"), outcome.ToString());
        }
    }

    private static RemoveCycleRequest Request(ThemedCycle cycle) => new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId };

    private static async Task TakeBackAsync(ReviewService.ReviewServiceClient client, ThemedCycle cycle, Import import)
    {
        await client.TakeBackImportAsync(new() { RequestId = ThemedCycle.NewRequest(), ImportId = import.ImportId });
        Assert.Equal(0, (await client.GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.Figures.Statements);
    }

    private Task<Import> ImportAsync(ThemedCycle cycle, string words) =>
        Mine.SendFileAsync(cycle.Header(), Encoding.UTF8.GetBytes($"question,statement\nworking,{words}\n"));

    private static async Task<string> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return "OK";
        }
        catch (RpcException e)
        {
            return ServiceError.From(e).Reason;
        }
    }

    // Tables with rows of the partnership, but for those that all services have: the audit keeps that there was a cycle.
    private async Task<List<string>> LeftAsync(RunningModule module)
    {
        await using var connection = await review.OpenAsync(module);
        var tables = await connection.QueryAsync<string>(
            """
            SELECT DISTINCT table_name FROM information_schema.columns
            WHERE table_schema = 'public' AND column_name = 'partnership_id' AND table_name NOT LIKE 'audit%' AND table_name NOT IN ('inbox', 'outbox', 'request')
            """);
        var left = new List<string>();
        foreach (var table in tables)
            if (await connection.ExecuteScalarAsync<bool>($"SELECT EXISTS (SELECT 1 FROM {table} WHERE partnership_id = @partnership)", new { partnership = _caller.PartnershipId }))
                left.Add(table);
        return left;
    }
}
