using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.Features.SignIn;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests;

public sealed class WaitingLineTests
{
    private readonly WaitingLine _line = new();

    [Fact]
    public async Task Leave_SeveralWaiting_LetsInWhoeverCameLast()
    {
        await EnterAsync();
        var (early, late) = (EnterAsync(), EnterAsync());

        _line.Leave();
        await late;
        Assert.False(early.IsCompleted);

        _line.Leave();
        await early;
    }

    [Fact]
    public async Task EnterAsync_VeryManyWaiting_TurnsAwayWhoeverWaitedLongest()
    {
        await EnterAsync();
        var waiting = Enumerable.Range(0, 101).Select(_ => EnterAsync()).ToList();

        var refused = await Assert.ThrowsAsync<RpcException>(() => waiting[0]);
        Assert.Equal("BUSY", ServiceError.From(refused).Reason);
        foreach (var turn in Enumerable.Reverse(waiting.Skip(1)))
        {
            _line.Leave();
            await turn;
        }
    }

    [Fact]
    public async Task Leave_LastToComeHasGivenUp_LetsInTheNext()
    {
        await EnterAsync();
        var early = EnterAsync();
        using var giveUp = new CancellationTokenSource();
        var late = _line.EnterAsync(giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);

        _line.Leave();
        await early;
        _line.Leave();

        await EnterAsync(); // and nobody is in
    }

    private Task EnterAsync() => _line.EnterAsync(TestContext.Current.CancellationToken);
}
