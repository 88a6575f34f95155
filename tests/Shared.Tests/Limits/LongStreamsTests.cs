using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Limits;
using CoProduction.TestCommon.Modules;
using FsCheck.Xunit;
using Grpc.Core;

namespace CoProduction.Shared.Tests.Limits;

/// <summary>Uploads and downloads under way at once, counted by person and partnership.</summary>
public sealed class LongStreamsTests : IDisposable
{
    private readonly CountedRefusals _counted = new();

    public void Dispose() => _counted.Dispose();

    [Property]
    public bool Begin_AnyOrderOfBeginningsAndEnds_NeverMoreThanMayBeAndNeverFewerThanCould(byte[] steps)
    {
        Caller[] callers = [.. Enumerable.Range(0, 4).Select(_ => Callers.Administrator(Guid.NewGuid()))];
        callers = [callers[0], callers[0] with { PersonId = Guid.NewGuid() }, callers[0] with { PersonId = Guid.NewGuid() }, callers[3]];
        var streams = new LongStreams(2, 3, _counted.Refusals);
        var underWay = new List<(Caller Caller, IDisposable Counted)>();
        foreach (var step in steps)
        {
            var caller = callers[step % 4];
            if (step >= 128 && underWay.Count > 0)
            {
                underWay[step % underWay.Count].Counted.Dispose();
                underWay.RemoveAt(step % underWay.Count);
                continue;
            }
            var may = underWay.Count(u => u.Caller.PersonId == caller.PersonId) < 2 && underWay.Count(u => u.Caller.PartnershipId == caller.PartnershipId) < 3;
            try
            {
                underWay.Add((caller, streams.Begin(caller)));
                if (!may)
                    return false;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted && ServiceError.From(e).Reason == "TOO_MANY_STREAMS")
            {
                if (may)
                    return false;
            }
        }
        return true;
    }

    [Fact]
    public void Begin_Worker_IsNotCounted()
    {
        var streams = new LongStreams(1, 1, _counted.Refusals);

        Assert.All(Enumerable.Range(0, 10), _ => streams.Begin(Caller.Worker));
    }

    [Fact]
    public void Begin_Refused_IsCountedByKind()
    {
        var streams = new LongStreams(1, 2, _counted.Refusals);
        Caller[] callers = [Callers.Analyst(Guid.NewGuid())];
        callers = [.. callers, callers[0] with { PersonId = Guid.NewGuid() }, callers[0] with { PersonId = Guid.NewGuid() }];
        streams.Begin(callers[0]);
        Assert.Throws<RpcException>(() => streams.Begin(callers[0]));
        streams.Begin(callers[1]);
        Assert.Throws<RpcException>(() => streams.Begin(callers[2]));

        Assert.Equal(["caller", "partnership"], _counted.Kinds);
    }
}
