using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;

namespace CoProduction.EndToEnd.Tests.Containers;

/// <summary>
/// Our services of docker-compose.yml as processes of this machine: in the file's order, with its commands, settings, volumes and health checks.
/// Only places differ, because all share one machine: <paramref name="servers"/> says where PostgreSQL and RabbitMQ are, and each process has a port of its own.
/// </summary>
internal sealed class ComposeProcesses(ComposeFile compose, string folder, Func<string, string?> valueOf, params (string InFile, string Here)[] servers) : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, int[]> _ports = compose.Ours.Where(service => service.Value.Runs)
        .ToDictionary(service => service.Key, service => Enumerable.Range(0, service.Value.Deploy.Replicas).Select(_ => HostProcess.FreePort()).ToArray());
    private readonly HashSet<string> _started = [];
    private readonly List<(string Service, HostProcess Process)> _running = [];

    /// <summary>The services of the processes that run, in the order in which they were started.</summary>
    public IEnumerable<string> Running => _running.Select(running => running.Service);

    public string UrlOf(string name) => $"http://127.0.0.1:{_ports[name][0]}";

    /// <summary>Starts every service that no profile holds back.</summary>
    public async Task UpAsync()
    {
        foreach (var (name, service) in compose.Services)
        {
            if (service.Profiles.Count == 0)
                await StartAsync(name);
        }
    }

    /// <summary>Starts a service when those that it depends on are as it wants them, and waits until it has ended or is healthy; gives what it has written.</summary>
    public async Task<string> StartAsync(string name)
    {
        var service = compose.Services[name];
        if (service.Command.Count == 0 || !_started.Add(name))
            return "";
        foreach (var dependency in service.DependsOn.Keys)
            await StartAsync(dependency);
        Mount(name, service);
        if (service.EndsByItself)
            return await RunAsync(name, [.. service.Command]);
        foreach (var port in _ports[name])
            await StartAsync(name, service, port);
        return "";
    }

    /// <summary>Runs another command with the settings of a service that has been started: docker compose run NAME COMMAND.</summary>
    public async Task<string> RunAsync(string name, params string[] command)
    {
        var service = compose.Services[name];
        var run = await HostProcess.RunToEndAsync(Settings(name, service, 0), Command(name, service, 0, command));
        return run.ExitCode == 0 ? run.Output : throw new InvalidOperationException($"{name} ended with {run.ExitCode}: {run.Error}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, process) in Enumerable.Reverse(_running))
            await process.DisposeAsync();
    }

    private async Task StartAsync(string name, ComposeService service, int port)
    {
        var process = HostProcess.StartModule(Settings(name, service, port), Command(name, service, port, service.Command));
        _running.Add((name, process));
        var check = Command(name, service, port, service.Healthcheck!.Test[3..]); // after CMD dotnet CoProduction.Host.dll
        await Eventually.GetAsync(async () => (Health: await HostProcess.RunToEndAsync(check), process.Output), now => now.Health.ExitCode == 0, _patience);
    }

    private Dictionary<string, string> Settings(string name, ComposeService service, int port) =>
        service.Environment.ToDictionary(setting => setting.Key, setting => Here(name, service, port, setting.Value));

    private string[] Command(string name, ComposeService service, int port, IEnumerable<string> arguments) =>
        [.. arguments.Select(argument => Here(name, service, port, argument))];

    private string Here(string name, ComposeService service, int port, string text)
    {
        text = ComposeFile.Fill(text, valueOf);
        if (service.Runs)
            text = text.Replace($"http://0.0.0.0:{PortInFile(name)}", $"http://127.0.0.1:{port}").Replace($"http://127.0.0.1:{PortInFile(name)}/", $"http://127.0.0.1:{port}/");
        foreach (var (called, ports) in _ports)
            text = text.Replace($"/{called}:{PortInFile(called)}", $"/127.0.0.1:{ports[0]}");
        foreach (var (inFile, here) in servers)
            text = text.Replace(inFile, here);
        return text.StartsWith('/') ? RootOf(name) + text : text;
    }

    private int PortInFile(string name) => new Uri(compose.Services[name].Environment["Listen"]).Port;

    private string RootOf(string name) => Path.Combine(folder, "containers", name);

    // What a service has not mounted is not there.
    private void Mount(string name, ComposeService service)
    {
        foreach (var mount in service.Volumes.Select(volume => volume.Split(':')))
        {
            var place = RootOf(name) + mount[1];
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            Directory.CreateSymbolicLink(place, Directory.CreateDirectory(Path.Combine(folder, "volumes", mount[0])).FullName);
        }
    }
}
