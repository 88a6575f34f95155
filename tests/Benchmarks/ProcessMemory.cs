namespace CoProduction.Benchmarks;

/// <summary>Memory of a process as the kernel shares it out (PSS), read from /proc; Linux only.</summary>
internal sealed class ProcessMemory(int processId) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    public double PeakMegabytes { get; private set; }

    public double NowMegabytes()
    {
        var line = File.ReadLines($"/proc/{processId}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }

    /// <summary>Watches the peak, ten times a second, until disposed.</summary>
    public ProcessMemory Watch()
    {
        _watching = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            try
            {
                do
                    PeakMegabytes = Math.Max(PeakMegabytes, NowMegabytes());
                while (await timer.WaitForNextTickAsync(_stopping.Token).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully));
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                // The process has come to its end.
            }
        });
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _stopping.Dispose();
    }
}
