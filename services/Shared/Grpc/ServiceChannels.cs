using System.Collections.Concurrent;
using System.Net.Sockets;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Shared.Grpc;

/// <summary>One channel for each module that is called.</summary>
internal sealed class ServiceChannels(IConfiguration configuration) : IDisposable
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
            ?? throw new InvalidOperationException($"The setting Services:{module} is missing: the address of the module {module}, such as http://review:5000.");
        return ServiceAddress.Open(address);
    }
}

/// <summary>Where a module listens.</summary>
public static class ServiceAddress
{
    private const string UnixScheme = "unix:";

    /// <summary>The socket's path of an address such as unix:/run/review.sock, or null for a network address.</summary>
    public static string? SocketPath(string address) =>
        address.StartsWith(UnixScheme, StringComparison.Ordinal) ? address[UnixScheme.Length..] : null;

    /// <summary>Opens a channel to http://host:port or unix:/path.</summary>
    public static GrpcChannel Open(string address)
    {
        var options = new GrpcChannelOptions { MaxReceiveMessageSize = 8 * 1024 * 1024, DisposeHttpClient = true };
        if (SocketPath(address) is not { } path)
            return GrpcChannel.ForAddress(address, options);
        options.HttpHandler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        return GrpcChannel.ForAddress("http://localhost", options);
    }
}
