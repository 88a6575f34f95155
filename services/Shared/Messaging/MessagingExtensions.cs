using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoProduction.Shared.Messaging;

/// <summary>Adds a module's outbox relay and inbox; the bus itself is registered by the host.</summary>
internal static class MessagingExtensions
{
    public static void AddMessaging(this IServiceCollection services)
    {
        services.AddSingleton<Inbox>();
        services.AddHostedService<Subscription>();
        services.AddHostedService<InboxProcessor>();
        services.AddHostedService<OutboxRelay>();
        services.AddHostedService<Housekeeping>();
    }

    private sealed class Subscription(IEventBus bus, Inbox inbox) : IHostedService
    {
        public Task StartAsync(CancellationToken cancel)
        {
            if (inbox.Types.Count > 0)
                bus.Subscribe(inbox.Types, inbox.ReceiveAsync);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
    }
}
