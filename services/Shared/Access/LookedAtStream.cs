using Grpc.Core;

namespace CoProduction.Shared.Access;

/// <summary>A stream whose first message has been read, and is given again.</summary>
internal sealed class LookedAtStream<T> : IAsyncStreamReader<T>
{
    private readonly IAsyncStreamReader<T> _stream;
    private bool _firstIsNext;

    private LookedAtStream(IAsyncStreamReader<T> stream, bool hasFirst)
    {
        _stream = stream;
        _firstIsNext = hasFirst;
        First = hasFirst ? stream.Current : default;
    }

    /// <summary>The first message; nothing when the stream was empty.</summary>
    public T? First { get; }

    public T Current => _stream.Current;

    public static async Task<LookedAtStream<T>> StartAsync(IAsyncStreamReader<T> stream, CancellationToken cancel) =>
        new(stream, await stream.MoveNext(cancel));

    public Task<bool> MoveNext(CancellationToken cancel)
    {
        if (!_firstIsNext)
            return _stream.MoveNext(cancel);
        _firstIsNext = false;
        return Task.FromResult(true);
    }
}
