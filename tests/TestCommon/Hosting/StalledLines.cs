using System.Net.Sockets;

namespace CoProduction.TestCommon.Hosting;

/// <summary>Uploads that stop half way and downloads that nobody reads, all under way at once.</summary>
public sealed class StalledLines : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private readonly HttpClient _program;
    private readonly HttpClient _reader;
    private readonly List<HalfSentFile> _files = [];
    private readonly List<Task<HttpResponseMessage>> _uploads = [];
    private readonly List<HttpResponseMessage> _downloads = [];

    private StalledLines(Entry entry)
    {
        _program = entry.NewProgram();
        _reader = new(new SocketsHttpHandler
        {
            // A window that is soon full: what is not read stays with the host.
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 64 * 1024 };
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new(entry.Url), Timeout = TimeSpan.FromMinutes(5) };
        _reader.DefaultRequestHeaders.Add("Cookie", $"coproduction-session={entry.Session}");
    }

    /// <summary>A file of reviews whose download is more than all buffers on its way, when it has a few thousand rows.</summary>
    public static IEnumerable<string> ManyLongRows(int rows) =>
        Enumerable.Range(0, rows).Select(i => $"working,\"{new string('x', 9_000)} {i}\"\n").Prepend("question,statement\n");

    /// <summary>Begins so many uploads to the cycle by a program, and as many downloads of all that is in it by the administrator; they stall until this is disposed.</summary>
    public static async Task<StalledLines> BeginAsync(Entry entry, string cycle, int eachWay)
    {
        var lines = new StalledLines(entry);
        for (var i = 0; i < eachWay; i++)
        {
            var download = await lines._reader.GetAsync($"/cycles/{cycle}/statements.csv", HttpCompletionOption.ResponseHeadersRead);
            lines._downloads.Add(download.EnsureSuccessStatusCode());
            var file = new HalfSentFile("question,statement\n" + string.Concat(Enumerable.Range(0, 50_000).Select(n => $"working,Half sent number {i} {n}\n")));
            lines._files.Add(file);
            var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cycles/{cycle}/imports") { Content = file };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            lines._uploads.Add(lines._program.SendAsync(request));
            await Task.WhenAny(file.HalfSent, lines._uploads[^1]).WaitAsync(_patience);
            if (lines._uploads[^1].IsCompleted)
                throw new InvalidOperationException($"Upload {i} did not stall: {(await lines._uploads[^1]).StatusCode}.");
        }
        return lines;
    }

    /// <summary>One of the downloads gets on, and all of it comes.</summary>
    public Task<string> ReadOneToItsEndAsync() => _downloads[0].Content.ReadAsStringAsync();

    /// <summary>Gives everything up.</summary>
    public async ValueTask DisposeAsync()
    {
        _files.ForEach(file => file.GiveUp());
        foreach (var upload in _uploads)
            await upload.ContinueWith(_ => { }, TaskScheduler.Default);
        _downloads.ForEach(download => download.Dispose());
        _program.Dispose();
        _reader.Dispose();
    }
}
