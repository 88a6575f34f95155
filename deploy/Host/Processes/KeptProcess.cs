using System.Diagnostics;
using CoProduction.Shared.Messaging;

namespace CoProduction.Host.Processes;

/// <summary>A program that is started again whenever it ends by itself, from when it has been ready until it is told to end.</summary>
internal sealed class KeptProcess
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);
    private readonly string _name;
    private readonly string _log;
    private readonly Func<Task<Process>> _launch;
    private readonly CancellationTokenSource _stopping = new();
    private Process _process;
    private Task _watching = Task.CompletedTask;

    private KeptProcess(string name, string log, Func<Task<Process>> launch, Process process)
    {
        _name = name;
        _log = log;
        _launch = launch;
        _process = process;
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the program; it is not started again before <see cref="Keep"/>.</summary>
    public static async Task<KeptProcess> StartAsync(string name, string log, Func<Task<Process>> launch) => new(name, log, launch, await launch());

    /// <summary>Says that it has been ready.</summary>
    public void Keep() => _watching = WatchAsync();

    /// <summary>Sends the signal that ends it, and waits for its end.</summary>
    public async Task EndAsync(int signal)
    {
        await _stopping.CancelAsync();
        await _watching;
        BoundProcess.Signal(_process, signal);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await _process.WaitForExitAsync(_stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (_stopping.IsCancellationRequested)
                return;
            await Console.Error.WriteLineAsync($"{_name} ended with {_process.ExitCode} and is started again. Its log says why: {_log}");
            await Pause.ForAsync(_pause, _stopping.Token);
            _process.Dispose();
            _process = await _launch();
        }
    }
}
