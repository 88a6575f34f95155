using System.Net;
using System.Text;

namespace CoProduction.TestCommon.Hosting;

/// <summary>A file of which only half is ever sent.</summary>
public sealed class HalfSentFile : HttpContent
{
    private readonly byte[] _content;
    private readonly TaskCompletionSource _halfSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _givenUp = new();

    /// <summary>The file's text, all of it.</summary>
    public HalfSentFile(string content)
    {
        _content = Encoding.UTF8.GetBytes(content);
        Headers.ContentType = new("text/csv");
    }

    /// <summary>Done when the first half is out.</summary>
    public Task HalfSent => _halfSent.Task;

    /// <summary>Stops waiting to send the other half.</summary>
    public void GiveUp() => _givenUp.Cancel();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancel)
    {
        await stream.WriteAsync(_content.AsMemory(0, _content.Length / 2), cancel);
        await stream.FlushAsync(cancel);
        _halfSent.SetResult();
        await Task.Delay(Timeout.Infinite, _givenUp.Token);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Length;
        return true;
    }
}

/// <summary>A file that is made while it is sent.</summary>
public sealed class StreamedFile : HttpContent
{
    private readonly IEnumerable<string> _lines;

    /// <summary>Its lines, with their ends.</summary>
    public StreamedFile(IEnumerable<string> lines)
    {
        _lines = lines;
        Headers.ContentType = new("text/csv");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        foreach (var line in _lines)
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
