using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CoProduction.Host;
using CoProduction.Host.Distributed;
using CoProduction.TestCommon.Modules;

namespace CoProduction.TestCommon.Hosting;

/// <summary>The built executable as a process of its own, on a data folder of its own: what people start.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly string _dataFolder;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process, string dataFolder = "")
    {
        _process = process;
        _dataFolder = dataFolder;
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The host stopped with {process.ExitCode}:\n{Output}"));
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Address of the pages, without a slash at its end.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Id of the host's process.</summary>
    public int Id => _process.Id;

    /// <summary>Everything that it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>A folder that the next test gets for itself; delete it with <see cref="DeleteFolder"/>.</summary>
    public static string NewDataFolder()
    {
        var folder = Directory.CreateTempSubdirectory("coproduction-test-").FullName;
        // The servers' account is not ours when we are root, and passes through this folder.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }

    /// <summary>Deletes a data folder.</summary>
    public static void DeleteFolder(string folder) => Directory.Delete(folder, recursive: true);

    /// <summary>Starts the host, with settings as environment variables, and waits until it says that it is ready.</summary>
    public static async Task<HostProcess> StartAsync(
        string dataFolder, bool withSample, int? port = null, string verb = "run", IReadOnlyDictionary<string, string>? settings = null)
    {
        var host = Launch([verb, .. withSample ? ["--sample"] : Array.Empty<string>()], dataFolder, port ?? FreePort(), settings);
        host.Url = await host._ready.Task.WaitAsync(_patience);
        return host;
    }

    /// <summary>A way in as the administrator: made after the first start, kept for later ones on the same folder.</summary>
    public async Task<Entry> EnterAsync()
    {
        var file = Path.Combine(_dataFolder, "entry-of-tests.json");
        if (File.Exists(file))
            return JsonSerializer.Deserialize<Entry>(await File.ReadAllTextAsync(file))! with { Url = Url };
        var entry = await Entry.MakeAsync(Url, Output);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(entry));
        return entry;
    }

    /// <summary>Starts the one module that the settings name, as environment variables, and does not wait for it.</summary>
    public static HostProcess StartModule(IReadOnlyDictionary<string, string> settings) => StartModule(settings, "run");

    /// <summary>The same with a command line of its own.</summary>
    public static HostProcess StartModule(IReadOnlyDictionary<string, string> settings, params string[] arguments) => StartModule(settings, [], arguments);

    private static HostProcess StartModule(IReadOnlyDictionary<string, string> settings, string[] through, params string[] arguments)
    {
        var start = StartInfo(arguments, through);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Starts a theming worker for this Review, on any processor, or on the one of this number alone.</summary>
    public static HostProcess StartWorker(RunningModule review, int? processor = null)
    {
        var settings = new Dictionary<string, string>
        {
            ["Modules"] = "analytics",
            ["Listen"] = $"http://127.0.0.1:{FreePort()}",
            ["Services__review"] = review.Address,
            ["Identity__KeyFile"] = review.PrivateKeyFile,
            [ProcessSettings.QuickCompiling.Variable] = "0",
        };
        return StartModule(settings, processor is { } number ? ["taskset", "--cpu-list", number.ToString(CultureInfo.InvariantCulture)] : [], "run");
    }

    /// <summary>How a module that speaks gRPC answers a GET, once it listens.</summary>
    public async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        return await Eventually.GetAsync(async () =>
        {
            try
            {
                using var response = await http.GetAsync(new Uri(url));
                return response.StatusCode;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                return HttpStatusCode.ServiceUnavailable;
            }
        }, status => status != HttpStatusCode.ServiceUnavailable);
    }

    /// <summary>Runs a verb to its end; gives its exit code and what it wrote on standard output and standard error.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunToEndAsync(params string[] arguments) =>
        RunToEndAsync(new Dictionary<string, string>(), arguments);

    /// <summary>The same with settings, as environment variables.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunToEndAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = StartInfo(arguments);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(_patience);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts the host without waiting for anything but its end; for starts that must fail.</summary>
    public static async Task<(int ExitCode, string Output)> StartInVainAsync(
        string dataFolder, int port, IReadOnlyDictionary<string, string>? settings = null)
    {
        await using var host = Launch(["run"], dataFolder, port, settings);
        await host._process.WaitForExitAsync().WaitAsync(_patience);
        return (host._process.ExitCode, host.Output);
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends it at once, as a power cut would: nothing in it runs any more.</summary>
    public async Task KillAsync()
    {
        Signal("-KILL");
        await _process.WaitForExitAsync().WaitAsync(_patience);
    }

    /// <summary>Ctrl-C; gives the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        Signal("-INT");
        await _process.WaitForExitAsync().WaitAsync(_patience);
        return _process.ExitCode;
    }

    /// <summary>Stops it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await InterruptAsync();
        _process.Dispose();
    }

    private static HostProcess Launch(string[] arguments, string dataFolder, int port, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = StartInfo(arguments);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        start.Environment["DATA_DIR"] = dataFolder;
        start.Environment["PORT"] = port.ToString();
        return new(Process.Start(start)!, dataFolder);
    }

    /// <summary>What starts the built host with these arguments, through another program if given.</summary>
    public static ProcessStartInfo StartInfo(string[] arguments, params string[] through)
    {
        string[] command = [.. through, "dotnet", typeof(ModuleHost).Assembly.Location, .. arguments];
        return new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
    }

    private void Signal(string signal) => Process.Start("kill", [signal, _process.Id.ToString()]).WaitForExit();

    private void Heard(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (line.StartsWith("ready: ", StringComparison.Ordinal))
            _ready.TrySetResult(line["ready: ".Length..]);
    }
}
