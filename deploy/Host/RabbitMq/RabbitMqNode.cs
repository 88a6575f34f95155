using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CoProduction.Host.Processes;

namespace CoProduction.Host.RabbitMq;

/// <summary>
/// A RabbitMQ node that belongs to one data folder and one process. It listens on this machine only, on ports of its own, and lets in one user
/// with a password of its own; it is started again when it ends by itself, and ends with the process that started it.
/// </summary>
public sealed class RabbitMqNode : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private static readonly byte[] _greeting = [(byte)'A', (byte)'M', (byte)'Q', (byte)'P', 0, 0, 9, 1];
    private readonly NodeFolder _folder;
    private readonly ServerAccount _account;
    private readonly int _port;
    private readonly Dictionary<string, string> _environment;
    private readonly Process _portMapper;
    private KeptProcess? _node;

    private RabbitMqNode(NodeFolder folder, ServerAccount account, int port, Dictionary<string, string> environment, Process portMapper)
    {
        _folder = folder;
        _account = account;
        _port = port;
        _environment = environment;
        _portMapper = portMapper;
    }

    /// <summary>Starts a node with these virtual hosts and waits until it answers; <see cref="ServerException"/> says what to mend.</summary>
    public static async Task<RabbitMqNode> StartAsync(string dataDir, IReadOnlyList<string> virtualHosts, CancellationToken cancel)
    {
        var account = ServerAccount.Choose();
        var folder = new NodeFolder(dataDir, account);
        var ports = FreePorts.Find(3);
        var (port, nodePort, mapperPort) = (ports[0], ports[1], ports[2]);
        folder.Prepare(port, virtualHosts);
        var environment = folder.Environment(nodePort, mapperPort);
        // Nodes look each other up by name at this program. Erlang would start one that outlives the node.
        var portMapper = await BoundProcess.StartAsync(account, [RabbitMqPrograms.Find("epmd")], folder.Log, "TERM", environment);
        var node = new RabbitMqNode(folder, account, port, environment, portMapper);
        try
        {
            await node.StartAgainAsync(cancel);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach a virtual host, as amqp://user:password@host:port/name.</summary>
    public string AddressOf(string virtualHost) => $"amqp://{NodeFolder.User}:{_folder.Password}@127.0.0.1:{_port}/{virtualHost}";

    /// <summary>Ends the node at once, as a power cut would.</summary>
    public Task KillAsync() => EndAsync(Kill);

    /// <summary>Starts the node after <see cref="KillAsync"/>, with what it had written down, and waits until it answers.</summary>
    public async Task StartAgainAsync(CancellationToken cancel)
    {
        _node = await KeptProcess.StartAsync("RabbitMQ", _folder.Log,
            () => BoundProcess.StartAsync(_account, [RabbitMqPrograms.Find("rabbitmq-server")], _folder.Log, "TERM", _environment));
        var start = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(cancel))
        {
            if (_node.HasExited || TimeProvider.System.GetElapsedTime(start) > _patience)
                throw new ServerException($"RabbitMQ did not start. Its log says why: {_folder.Log}");
            await Task.Delay(50, cancel);
        }
        _node.Keep();
    }

    /// <summary>Stops the node.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(Terminate);
        BoundProcess.Signal(_portMapper, Terminate);
        await _portMapper.WaitForExitAsync();
        _portMapper.Dispose();
    }

    private async Task EndAsync(int signal)
    {
        if (_node is null)
            return;
        await _node.EndAsync(signal);
        _node = null;
    }

    // The node listens last of all: a port that talks AMQP belongs to a node that is ready.
    private async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port, cancel);
            await client.GetStream().WriteAsync(_greeting, cancel);
            return await client.GetStream().ReadAsync(new byte[1], cancel) == 1;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
