using CoProduction.Review.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Access;

/// <summary>A call that finds all connections taken says so, once, while somebody still waits for its answer.</summary>
public sealed class NoConnectionTests(ReviewUnderTest review)
{
    [Fact]
    public async Task AnyCall_AllConnectionsTaken_UnavailableAndNotToBeMadeAgainAtOnce()
    {
        await using var module = await review.StartWithFewConnectionsAsync(1);
        await using var holding = await review.OpenAsync(module);
        await using var looking = await review.OpenAsync(module);
        await using var transaction = await holding.BeginTransactionAsync();
        await holding.ExecuteAsync("LOCK TABLE cycle IN ACCESS EXCLUSIVE MODE");
        var client = module.Client<ReviewService.ReviewServiceClient>(People.Analyst("Sam Reed"));
        var first = client.ListCyclesAsync(new() { ProjectId = Guid.NewGuid().ToString() }).ResponseAsync;
        await Eventually.GetAsync(() => BusyConnections.ReadAsync(looking, module.Database), busy => busy.Count == 1);

        using var second = client.ListCyclesAsync(new() { ProjectId = Guid.NewGuid().ToString() });
        var error = await Refused.CallAsync(second.ResponseAsync);
        await transaction.RollbackAsync();

        Assert.Equal((StatusCode.Unavailable, "TRY_AGAIN"), (error.Code, error.Reason));
        Assert.Equal("-1", second.GetTrailers().GetValue("grpc-retry-pushback-ms"));
        // The module's own work may have had the connection instead: then this one was told the same.
        await ((Task)first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }
}
