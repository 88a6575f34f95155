using System.IO.Pipelines;
using CoProduction.Gateway.Web;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Web;

/// <summary>A line on which nothing comes is given up, and no other.</summary>
public sealed class SilenceLimitedStreamTests
{
    private readonly Pipe _line = new();

    [Fact]
    public async Task Read_NothingComes_RequestTimeout()
    {
        await using var line = new SilenceLimitedStream(_line.Reader.AsStream(), TimeSpan.FromMilliseconds(10));

        var givenUp = await Assert.ThrowsAsync<BadHttpRequestException>(() => line.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(StatusCodes.Status408RequestTimeout, givenUp.StatusCode);
    }

    [Fact]
    public async Task Read_SomethingCameAndThenNothing_GivesItAndThenRequestTimeout()
    {
        await using var line = new SilenceLimitedStream(_line.Reader.AsStream(), TimeSpan.FromMilliseconds(10));
        await _line.Writer.WriteAsync(new byte[] { 7 }, TestContext.Current.CancellationToken);

        Assert.Equal(1, await line.ReadAsync(new byte[10], TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<BadHttpRequestException>(() => line.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task Read_WhoeverReadsGivesUp_IsNoTimeout()
    {
        await using var line = new SilenceLimitedStream(_line.Reader.AsStream(), TimeSpan.FromMinutes(2));
        using var givenUp = new CancellationTokenSource();

        var reading = line.ReadAsync(new byte[1], givenUp.Token).AsTask();
        await givenUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }
}
