using System.Text;
using CoProduction.Review.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Dapper;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>However many files of reviews come at once, most connections are there for everybody else. In a module apart, which has few.</summary>
public sealed class ManyImportsTests(ReviewUnderTest review)
{
    [Fact]
    public async Task ImportStatements_ManyFilesForOneCycle_OneAtATimeAndOthersAreAnswered()
    {
        await using var module = await review.StartWithFewConnectionsAsync(8);
        var (analyst, neighbour) = (People.Analyst("Sam Reed"), People.Analyst("Pat Stone"));
        var cycle = await ThemedCycle.CreateAsync(module, analyst);
        await using var looking = await review.OpenAsync(module);
        await using var holding = await review.OpenAsync(module);
        await using var transaction = await holding.BeginTransactionAsync();
        await holding.ExecuteAsync("SELECT FROM cycle FOR UPDATE");

        var importing = Enumerable.Range(0, 12).Select(file => module.Client<ReviewService.ReviewServiceClient>(analyst with { PersonId = Guid.NewGuid() })
            .SendFileAsync(cycle.Header(), Encoding.UTF8.GetBytes($"question,statement\nworking,My dog {file}\n"))).ToList();
        await Eventually.GetAsync(WaitingAsync, waiting => waiting == 1);
        for (var i = 0; i < 20; i++)
            await module.Client<ReviewService.ReviewServiceClient>(neighbour).ListCyclesAsync(new() { ProjectId = Guid.NewGuid().ToString() });
        Assert.Equal(1, await WaitingAsync());
        await transaction.RollbackAsync();

        Assert.All(await Task.WhenAll(importing), import => Assert.Equal(ImportState.Added, import.State));

        Task<long> WaitingAsync() => looking.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE @holding = ANY(pg_blocking_pids(pid))", new { holding = holding.ProcessID });
    }
}
