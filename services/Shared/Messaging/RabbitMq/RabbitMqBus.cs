using CoProduction.Common.V1;
using Google.Protobuf;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Messaging.RabbitMq;

/// <summary>
/// The bus between processes: RabbitMQ, through MassTransit. Events go to one exchange and on, by their type, to a quorum queue for each module that asked.
/// An event is safe when the broker has confirmed it; one that no queue takes comes back. Made without MassTransit's container, it reports its use to nobody.
/// </summary>
public sealed class RabbitMqBus : IEventBus, IAsyncDisposable
{
    private const string Exchange = "coproduction.events";
    private const string Direct = "direct";
    // A quorum queue of RabbitMQ 4 throws a message away after twenty deliveries, unless it is told not to.
    private const int DeliveriesWithoutEnd = 1_000_000_000;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    // What is sent and what is received have a connection each: a broker that holds up the one does not hold up the other.
    private readonly IBusControl _receiver;
    private readonly RabbitMqAddress _address;
    private readonly string _module;
    private readonly ILogger _log;
    private IBusControl _sender;

    private RabbitMqBus(IBusControl receiver, IBusControl sender, RabbitMqAddress address, string module, ILogger log)
    {
        _receiver = receiver;
        _sender = sender;
        _address = address;
        _module = module;
        _log = log;
    }

    /// <summary>Connects a module to the broker; throws in one line when that does not come about within half a minute. A connection lost later is taken up again.</summary>
    public static async Task<RabbitMqBus> ConnectAsync(RabbitMqAddress address, string module, ILoggerFactory logs, CancellationToken cancel)
    {
        LogContext.ConfigureCurrentLogContext(logs);
        var receiver = await StartAsync(address, module, cancel);
        try
        {
            return new(receiver, await StartAsync(address, module, cancel), address, module, logs.CreateLogger<RabbitMqBus>());
        }
        catch
        {
            await receiver.StopAsync(_patience);
            throw;
        }
    }

    private static async Task<IBusControl> StartAsync(RabbitMqAddress address, string module, CancellationToken cancel)
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(configure =>
        {
            configure.Host(address.Host, address.Port, address.VirtualHost, module, host =>
            {
                host.Username(address.User);
                host.Password(address.Password);
                host.Heartbeat(TimeSpan.FromSeconds(10));
                // A broker that has just come back can leave a question unanswered for good, while its queue has no leader yet.
                host.ContinuationTimeout(TimeSpan.FromSeconds(5));
                if (address.Tls)
                    host.UseSsl(tls => tls.ServerName = address.Host);
            });
            configure.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType);
            configure.Message<EventMessage>(message => message.SetEntityName(Exchange));
            configure.Publish<EventMessage>(publish => publish.ExchangeType = Direct);
            configure.Send<EventMessage>(send => send.UseRoutingKeyFormatter(context => context.Message.Type));
        });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_patience);
        try
        {
            await bus.StartAsync(patience.Token);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            throw new InvalidOperationException($"RabbitMQ at {address} lets nobody in as {address.User} on {address.VirtualHost}: {e.GetBaseException().Message}", e);
        }
        return bus;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Envelope>> PublishAsync(IReadOnlyList<Envelope> envelopes, CancellationToken cancel)
    {
        try
        {
            // All are on their way at once, and the broker confirms many together.
            var taken = await Task.WhenAll(envelopes.Select(envelope => PublishAsync(envelope, cancel))).WaitAsync(_patience, cancel);
            return [.. envelopes.Where((_, i) => !taken[i])];
        }
        catch (TimeoutException)
        {
            await RenewSenderAsync(cancel);
            throw;
        }
    }

    // A connection can live and yet confirm nothing any more; whoever publishes tries again on a new one.
    private async Task RenewSenderAsync(CancellationToken cancel)
    {
        var stuck = Interlocked.Exchange(ref _sender, await StartAsync(_address, _module, cancel));
        await stuck.StopAsync(TimeSpan.FromSeconds(1)).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> SubscribeAsync(
        IReadOnlySet<string> types, Func<IReadOnlyList<Envelope>, CancellationToken, Task> receive, CancellationToken cancel)
    {
        var deliveries = new Deliveries(receive, _log);
        var endpoint = _receiver.ConnectReceiveEndpoint($"coproduction.{_module}", configure =>
        {
            var queue = (IRabbitMqReceiveEndpointConfigurator)configure;
            queue.SetQuorumQueue();
            queue.SetQueueArgument("x-delivery-limit", DeliveriesWithoutEnd);
            queue.PrefetchCount = 2 * Deliveries.BatchSize;
            queue.ConfigureConsumeTopology = false;
            queue.PublishFaults = false;
            foreach (var type in types)
            {
                queue.Bind(Exchange, bind =>
                {
                    bind.ExchangeType = Direct;
                    bind.RoutingKey = type;
                });
            }
            queue.Handler<EventMessage>(context => deliveries.KeepAsync(Envelope.Parser.ParseFrom(context.Message.Envelope)));
        });
        await endpoint.Ready.WaitAsync(cancel);
        return new Subscription(endpoint, deliveries);
    }

    /// <summary>Closes the connection; the broker keeps what it has.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sender.StopAsync(_patience);
        await _receiver.StopAsync(_patience);
    }

    // Gives whether a queue took it.
    private async Task<bool> PublishAsync(Envelope envelope, CancellationToken cancel)
    {
        try
        {
            await _sender.Publish(
                new EventMessage { Type = envelope.Type, Envelope = envelope.ToByteArray() },
                context =>
                {
                    context.MessageId = Guid.Parse(envelope.EventId);
                    context.Mandatory = true;
                },
                cancel);
            return true;
        }
        catch (MessageReturnedException)
        {
            return false;
        }
    }

    private sealed class Subscription(HostReceiveEndpointHandle endpoint, Deliveries deliveries) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await deliveries.DisposeAsync(); // what is not in the inbox yet goes back to the broker
            await endpoint.StopAsync();
        }
    }
}
