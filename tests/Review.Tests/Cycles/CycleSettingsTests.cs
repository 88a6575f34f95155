using System.Text;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Cycles;

/// <summary>A cycle is renamed, closed to what is new, and opened again.</summary>
public sealed class CycleSettingsTests(ReviewUnderTest review)
{
    private readonly Caller _caller = People.Analyst("Sam Reed");

    private ReviewService.ReviewServiceClient Mine => review.As(_caller);

    [Fact]
    public async Task RenameCycle_NewName_IsItsName()
    {
        var cycle = await CycleAsync("Spring reviews");

        var renamed = (await Mine.RenameCycleAsync(Renaming(cycle, "  Autumn reviews "))).Cycle;

        Assert.Equal("Autumn reviews", renamed.Name);
        Assert.Equal(renamed, await GetAsync(cycle));
        Assert.Single(await review.AuditAsync(_caller), entry => entry.Action == "cycle.rename");
    }

    [Fact]
    public async Task RenameCycle_NameOfAnother_IsRefusedButItsOwnIsNot()
    {
        var project = Guid.CreateVersion7();
        await CycleAsync("Spring reviews", project);
        var cycle = await CycleAsync("Autumn reviews", project);

        var error = await Failure.OfAsync(Mine.RenameCycleAsync(Renaming(cycle, "SPRING reviews")));

        Assert.Equal((StatusCode.AlreadyExists, "NAME_IN_USE"), (error.Code, error.Reason));
        Assert.Equal("Autumn Reviews", (await Mine.RenameCycleAsync(Renaming(cycle, "Autumn Reviews"))).Cycle.Name);
    }

    [Fact]
    public async Task RenameCycle_TwoToOneNameAtOnce_OneHasIt()
    {
        var project = Guid.CreateVersion7();
        ThemedCycle[] cycles = [await CycleAsync("Spring reviews", project), await CycleAsync("Autumn reviews", project)];

        var outcomes = await Task.WhenAll(cycles.Select(async cycle =>
        {
            try
            {
                return (await Mine.RenameCycleAsync(Renaming(cycle, "Winter reviews"))).Cycle.Name;
            }
            catch (RpcException e)
            {
                return ServiceError.From(e).Reason;
            }
        }));

        Assert.Equal(["NAME_IN_USE", "Winter reviews"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task RenameCycle_NameThatWillNotDo_NamesTheField()
    {
        var cycle = await CycleAsync("Spring reviews");

        foreach (var name in new[] { "", " \0 ", new string('n', 201) })
        {
            var error = await Failure.OfAsync(Mine.RenameCycleAsync(Renaming(cycle, name)));
            Assert.Equal((StatusCode.InvalidArgument, "name"), (error.Code, Assert.Single(error.Violations).Field));
        }
        Assert.Equal("Spring reviews", (await GetAsync(cycle)).Name);
    }

    [Fact]
    public async Task CloseCycle_WhatIsNew_IsRefusedUntilItIsOpenedAgain()
    {
        var cycle = await CycleAsync("Spring reviews");
        await cycle.ImportAsync(Question.Working, "My dog", "Dr Okafor rings back");

        Assert.True((await CloseAsync(cycle)).Closed);

        Assert.Equal((StatusCode.FailedPrecondition, "CYCLE_CLOSED"), await RefusedAsync(() => SendAsync(cycle.Header(), "My cat")));
        Assert.Equal((StatusCode.FailedPrecondition, "CYCLE_CLOSED"), await RefusedAsync(() => SendAsync(new(cycle.Header()) { DryRun = true }, "My cat")));
        Assert.Equal((StatusCode.FailedPrecondition, "CYCLE_CLOSED"), await RefusedAsync(() => cycle.StartAsync()));
        Assert.Equal(2, (await GetAsync(cycle)).Figures.Statements);

        Assert.False((await Mine.ReopenCycleAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId })).Cycle.Closed);

        Assert.Equal(ImportState.Added, (await SendAsync(cycle.Header(), "My cat")).State);
        await cycle.ThemeAsync(_ => ("Pets", 0.5f));
        Assert.Equal(["cycle.close", "cycle.reopen"], (await review.AuditAsync(_caller)).Select(entry => entry.Action).Where(action => action is "cycle.close" or "cycle.reopen"));
    }

    [Fact]
    public async Task CloseCycle_WhatIsInIt_CanBeWorkedOn()
    {
        var cycle = await CycleAsync("Spring reviews");
        await cycle.ImportAsync(Question.Working, "My dog", "Dr Okafor rings back");
        await cycle.ThemeAsync(_ => ("Pets", 0.5f));
        await CloseAsync(cycle);

        var held = (await Mine.ListHeldStatementsAsync(new() { CycleId = cycle.CycleId })).Statements.Single();
        var settled = await Mine.SettleHeldStatementsAsync(
            new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, StatementIds = { held.StatementId }, Decision = HeldDecision.Release });
        var theme = (await Mine.ListThemesAsync(new() { CycleId = cycle.CycleId })).Themes.Single();
        var edited = await Mine.EditThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = theme.ThemeId, Etag = theme.Etag, Name = "Animals" });

        Assert.Equal((1, "Animals", "Summer reviews"), (settled.Settled, edited.Theme.Name, (await Mine.RenameCycleAsync(Renaming(cycle, "Summer reviews"))).Cycle.Name));
    }

    [Fact]
    public async Task CloseCycle_RunUnderWay_EndsAsItWould()
    {
        await using var apart = await review.StartApartAsync(new ReviewModule(), TimeProvider.System);
        var client = apart.Client<ReviewService.ReviewServiceClient>(_caller);
        var cycle = await ThemedCycle.CreateAsync(apart, _caller);
        await cycle.ImportAsync(Question.Working, "My dog");
        await cycle.StartAsync();
        await client.CloseCycleAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId });

        var worker = new KnownWorker(apart);
        await worker.ThemeAsync((await worker.LeaseAsync())!.Claim, _ => ("Pets", 0.5f));

        Assert.Equal((RunState.Proposed, 1), ((await client.GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.LatestRun.State,
            (await client.ListThemesAsync(new() { CycleId = cycle.CycleId })).Themes.Count));
    }

    [Fact]
    public async Task ImportStatements_RepeatAfterClosing_GivesTheFirstAnswerAgain()
    {
        var cycle = await CycleAsync("Spring reviews");
        var header = cycle.Header();
        var first = await SendAsync(header, "My dog");
        await CloseAsync(cycle);

        Assert.Equal(first, await SendAsync(header, "My dog"));
    }

    [Fact]
    public async Task CloseCycle_ByManyAtOnce_IsClosedOnce()
    {
        var cycle = await CycleAsync("Spring reviews");

        var closed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CloseAsync(cycle)));

        Assert.All(closed, one => Assert.True(one.Closed));
        Assert.Single(await review.AuditAsync(_caller), entry => entry.Action == "cycle.close");
    }

    [Fact]
    public async Task CloseCycle_ByAnalyst_IsDenied()
    {
        var cycle = await CycleAsync("Spring reviews");
        var analyst = review.As(Callers.Analyst(_caller.PartnershipId!.Value));

        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"),
            await RefusedAsync(() => analyst.CloseCycleAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId }).ResponseAsync));
        Assert.False((await GetAsync(cycle)).Closed);
    }

    private Task<ThemedCycle> CycleAsync(string name, Guid? project = null) => ThemedCycle.CreateAsync(review.Module, _caller, project ?? Guid.CreateVersion7(), name);

    private static RenameCycleRequest Renaming(ThemedCycle cycle, string name) => new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, Name = name };

    private async Task<Cycle> CloseAsync(ThemedCycle cycle) => (await Mine.CloseCycleAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId })).Cycle;

    private async Task<Cycle> GetAsync(ThemedCycle cycle) => (await Mine.GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle;

    private Task<Import> SendAsync(ImportHeader header, string words) => Mine.SendFileAsync(header, Encoding.UTF8.GetBytes($"question,statement\nworking,{words}\n"));

    private static async Task<(StatusCode, string)> RefusedAsync(Func<Task> call)
    {
        var error = await Failure.OfAsync(call);
        return (error.Code, error.Reason);
    }
}
