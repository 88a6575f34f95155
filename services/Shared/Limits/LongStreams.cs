using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Settings;
using Grpc.Core;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Shared.Limits;

/// <summary>
/// How many uploads and downloads may be under way in this process at once, for each person and each partnership: a slow line takes little, but not nothing.
/// Workers and the system itself are not counted.
/// </summary>
public sealed class LongStreams(int perPerson, int perPartnership, Refusals refusals)
{
    private static readonly TimeSpan _wait = TimeSpan.FromSeconds(10);
    private readonly Lock _door = new();
    private readonly Dictionary<Guid, int> _underWay = [];

    private static readonly Setting<int> _perPerson = LimitSettings.Of("StreamsPerPerson", 6, "how many uploads and downloads a person may have under way");
    private static readonly Setting<int> _perPartnership = LimitSettings.Of("StreamsPerPartnership", 24, "how many uploads and downloads a partnership may have under way");

    /// <summary>How many there may be.</summary>
    public static IEnumerable<Setting> Settings => [_perPerson, _perPartnership];

    /// <summary>As many as the settings say.</summary>
    public static LongStreams From(IConfiguration configuration, Refusals refusals) => new(_perPerson.Read(configuration), _perPartnership.Read(configuration), refusals);

    /// <summary>Counts one more until it is disposed; RESOURCE_EXHAUSTED (TOO_MANY_STREAMS) when there are as many as may be.</summary>
    public IDisposable Begin(Caller caller)
    {
        if (caller.PartnershipId is not { } partnershipId || caller.PersonId == Caller.System.PersonId)
            return new Counted(this, []);
        lock (_door)
        {
            if (_underWay.GetValueOrDefault(caller.PersonId) >= perPerson)
                throw TooMany(LimitKind.Caller, $"You have {perPerson} uploads and downloads under way. Wait until one of them is done, or stop one, and then try again.");
            if (_underWay.GetValueOrDefault(partnershipId) >= perPartnership)
                throw TooMany(LimitKind.Partnership, $"Your partnership has {perPartnership} uploads and downloads under way. Please try again in a moment.");
            var counted = new Counted(this, [caller.PersonId, partnershipId]);
            foreach (var id in counted.Ids)
                _underWay[id] = _underWay.GetValueOrDefault(id) + 1;
            return counted;
        }
    }

    private RpcException TooMany(LimitKind kind, string message)
    {
        refusals.Count(kind);
        return Problem.TooMany("TOO_MANY_STREAMS", message, _wait);
    }

    private void End(Guid[] ids)
    {
        lock (_door)
        {
            foreach (var id in ids)
            {
                if (--_underWay[id] == 0)
                    _underWay.Remove(id);
            }
        }
    }

    private sealed class Counted(LongStreams streams, Guid[] ids) : IDisposable
    {
        private int _ended;

        public Guid[] Ids => ids;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
                streams.End(ids);
        }
    }
}
