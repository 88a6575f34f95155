using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.TestCommon.Access;

/// <summary>A stream that is under way and does not get on.</summary>
public sealed class StalledCall(string name, IDisposable call, IAsyncStreamReader<IMessage>? answers) : IDisposable
{
    /// <summary>As in the table of permissions.</summary>
    public string Name => name;

    /// <summary>Gets on: reads all that is still to be read, and gives its bytes. Of a stream that is sent it is 0.</summary>
    public async Task<long> ReadRestAsync()
    {
        long bytes = 0;
        while (answers is not null && await answers.MoveNext(CancellationToken.None))
            bytes += answers.Current.CalculateSize();
        return bytes;
    }

    public void Dispose() => call.Dispose();
}
