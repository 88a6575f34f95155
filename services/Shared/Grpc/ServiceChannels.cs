using System.Collections.Concurrent;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Shared.Grpc;

/// <summary>One channel for each module that is called.</summary>
internal sealed class ServiceChannels(IConfiguration configuration, IEnumerable<CalledService> services) : IDisposable
{
    private readonly ConcurrentDictionary<string, GrpcChannel> _channels = new();

    public GrpcChannel To(string module) => _channels.GetOrAdd(module, Open);

    public void Dispose()
    {
        foreach (var channel in _channels.Values)
            channel.Dispose();
    }

    private GrpcChannel Open(string module)
    {
        var address = configuration[$"Services:{module}"]
            ?? throw new InvalidOperationException($"The setting Services:{module} is missing: the address of the module {module}, such as dns:///{module}:5000.");
        return ServiceAddress.Open(address, [.. services.Where(service => service.Module == module).SelectMany(service => service.Repeatable)]);
    }
}
