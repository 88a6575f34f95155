using System.Collections.Concurrent;
using CoProduction.Host.RabbitMq;
using CoProduction.Shared.Messaging.RabbitMq;
using CoProduction.TestCommon.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoProduction.TestCommon.RabbitMq;

/// <summary>A RabbitMQ node for one test project: started when the first virtual host is asked for, deleted with everything in it at the end.</summary>
public sealed class TestRabbitMq : IAsyncDisposable
{
    private const int Most = 30;
    private readonly string _folder = HostProcess.NewDataFolder();
    private readonly ConcurrentQueue<string> _free = new(Enumerable.Range(0, Most).Select(i => $"test{i}"));
    private readonly Lazy<Task<RabbitMqNode>> _node;

    public TestRabbitMq() => _node = new(() => RabbitMqNode.StartAsync(_folder, [.. _free], CancellationToken.None));

    /// <summary>The address of an empty virtual host that the next test gets for itself.</summary>
    public async Task<string> NewAddressAsync()
    {
        var node = await _node.Value;
        return _free.TryDequeue(out var name) ? node.AddressOf(name) : throw new InvalidOperationException($"More than {Most} tests want a virtual host: let there be more.");
    }

    /// <summary>The same, taken apart.</summary>
    public async Task<RabbitMqAddress> NewVirtualHostAsync() => RabbitMqAddress.Parse(await NewAddressAsync())!;

    /// <summary>Connects a module to the virtual host.</summary>
    public static Task<RabbitMqBus> ConnectAsync(RabbitMqAddress address, string module, ILoggerFactory? logs = null) =>
        RabbitMqBus.ConnectAsync(address, module, logs ?? NullLoggerFactory.Instance, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_node.IsValueCreated)
            await (await _node.Value).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
