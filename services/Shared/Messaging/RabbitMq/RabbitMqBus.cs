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
    private const int MessagesAtOnce = 100;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly IBusControl _bus;
    private readonly string _module;
    private readonly ILogger _log;

    private RabbitMqBus(IBusControl bus, string module, ILogger log)
    {
        _bus = bus;
        _module = module;
        _log = log;
    }

    /// <summary>Connects a module to the broker; throws in one line when that does not come about within half a minute. A connection lost later is taken up again.</summary>
    public static async Task<RabbitMqBus> ConnectAsync(RabbitMqAddress address, string module, ILoggerFactory logs, CancellationToken cancel)
    {
        LogContext.ConfigureCurrentLogContext(logs);
        var bus = Bus.Factory.CreateUsingRabbitMq(configure =>
        {
            configure.Host(address.Host, address.Port, address.VirtualHost, module, host =>
            {
                host.Username(address.User);
                host.Password(address.Password);
                host.Heartbeat(TimeSpan.FromSeconds(10));
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
        return new(bus, module, logs.CreateLogger<RabbitMqBus>());
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Envelope>> PublishAsync(IReadOnlyList<Envelope> envelopes, CancellationToken cancel)
    {
        // All are on their way at once, and the broker confirms many together.
        var messages = envelopes.GroupBy(envelope => envelope.Type).SelectMany(type => type.Chunk(EventMessage.Most)).ToList();
        var taken = await Task.WhenAll(messages.Select(message => PublishAsync(message, cancel))).WaitAsync(_patience, cancel);
        return [.. messages.Where((_, i) => !taken[i]).SelectMany(message => message)];
    }

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> SubscribeAsync(
        IReadOnlySet<string> types, Func<IReadOnlyList<Envelope>, CancellationToken, Task> receive, CancellationToken cancel)
    {
        var deliveries = new Deliveries(receive, _log);
        var endpoint = _bus.ConnectReceiveEndpoint($"coproduction.{_module}", configure =>
        {
            var queue = (IRabbitMqReceiveEndpointConfigurator)configure;
            queue.SetQuorumQueue();
            queue.SetQueueArgument("x-delivery-limit", DeliveriesWithoutEnd);
            queue.PrefetchCount = MessagesAtOnce;
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
            queue.Handler<EventMessage>(context => Task.WhenAll(context.Message.Envelopes.Select(bytes => deliveries.KeepAsync(Envelope.Parser.ParseFrom(bytes)))));
        });
        await endpoint.Ready.WaitAsync(cancel);
        return new Subscription(endpoint, deliveries);
    }

    /// <summary>Closes the connection; the broker keeps what it has.</summary>
    public async ValueTask DisposeAsync() => await _bus.StopAsync(_patience);

    // Gives whether a queue took them, which are of one type.
    private async Task<bool> PublishAsync(Envelope[] envelopes, CancellationToken cancel)
    {
        try
        {
            await _bus.Publish(
                new EventMessage { Type = envelopes[0].Type, Envelopes = [.. envelopes.Select(envelope => envelope.ToByteArray())] },
                context =>
                {
                    context.MessageId = Guid.Parse(envelopes[0].EventId);
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
