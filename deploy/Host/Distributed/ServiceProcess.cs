using System.Diagnostics;
using System.Reflection;
using CoProduction.Host.Processes;

namespace CoProduction.Host.Distributed;

/// <summary>A process of this executable that runs one module. When it ends by itself after it has been ready, it is started again.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private readonly string _name;
    private readonly string _log;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly KeptProcess _process;

    private ServiceProcess(string name, string log, IReadOnlyDictionary<string, string> settings, KeptProcess process)
    {
        _name = name;
        _log = log;
        _settings = settings;
        _process = process;
    }

    /// <summary>Starts <c>run</c> with these settings as environment variables.</summary>
    public static async Task<ServiceProcess> StartAsync(string name, string log, IReadOnlyDictionary<string, string> settings) =>
        new(name, log, settings, await KeptProcess.StartAsync(name, log, () => LaunchAsync("run", log, settings)));

    /// <summary>Runs a verb to its end; throws with the last line that it wrote when it fails.</summary>
    public static async Task RunToEndAsync(string verb, string log, IReadOnlyDictionary<string, string> settings, CancellationToken cancel)
    {
        using var process = await LaunchAsync(verb, log, settings);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new ServerException(LastLine(log));
    }

    /// <summary>Waits until the module says that it is ready, and watches over the process from then on.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync(cancel))
        {
            if (_process.HasExited)
                throw new ServerException(LastLine(_log));
            if (TimeProvider.System.GetElapsedTime(start) > _patience)
                throw new ServerException($"{_name} did not become ready. Its log says why: {_log}");
            await Task.Delay(50, cancel);
        }
        _process.Keep();
    }

    /// <summary>Lets the process finish or hand back what it does, and waits for its end.</summary>
    public async ValueTask DisposeAsync() => await _process.EndAsync(Terminate);

    private async Task<bool> IsReadyAsync(CancellationToken cancel) =>
        await HealthProbe.FindFaultAsync(new Uri(_settings["Listen"] + ModuleHost.ReadyPath), cancel) is null;

    private static Task<Process> LaunchAsync(string verb, string log, IReadOnlyDictionary<string, string> settings) =>
        BoundProcess.StartAsync(ServerAccount.Ours, [.. Executable(), verb], log, "TERM", settings);

    private static string[] Executable()
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Assembly.GetExecutingAssembly().Location] : [program];
    }

    private static string LastLine(string log) => File.ReadLines(log).LastOrDefault(line => line.Length > 0) ?? $"It ended without a word. Its log: {log}";
}
