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
        services.AddHostedService<MessagingGauges>();
    }

    private sealed class Subscription(IEventBus bus, Inbox inbox) : IHostedService
    {
        private IAsyncDisposable? _subscription;

        public async Task StartAsync(CancellationToken cancel)
        {
            if (inbox.Types.Count > 0)
                _subscription = await bus.SubscribeAsync(inbox.Types, inbox.ReceiveAsync, cancel);
        }

        public async Task StopAsync(CancellationToken cancel)
        {
            if (_subscription is not null)
                await _subscription.DisposeAsync();
        }
    }
}
