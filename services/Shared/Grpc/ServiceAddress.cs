using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Shared.Grpc;

/// <summary>
/// Where a module listens: <c>unix:/path</c>, <c>http://host:port</c> of one process or, with commas, of several, or <c>dns:///name:port</c> when a name stands
/// for all of them. Calls take turns between the processes that are there.
/// </summary>
public static class ServiceAddress
{
    private const string UnixScheme = "unix:";
    private const string DnsScheme = "dns:///";
    private static readonly TimeSpan _refresh = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _reconnect = TimeSpan.FromSeconds(1);

    /// <summary>The socket's path of an address such as unix:/run/review.sock, or null for a network address.</summary>
    public static string? SocketPath(string address) =>
        address.StartsWith(UnixScheme, StringComparison.Ordinal) ? address[UnixScheme.Length..] : null;

    /// <summary>Whether a channel can be opened to it.</summary>
    public static bool IsValid(string address) =>
        SocketPath(address) is { Length: > 0 } || IsDns(address) || Processes(address).All(process => process is not null);

    /// <summary>Opens a channel; those calls that are <paramref name="repeatable"/> are made again when the module cannot be reached.</summary>
    public static GrpcChannel Open(string address, IReadOnlyList<MethodName>? repeatable = null)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            // A process on a machine that is gone does not say goodbye.
            ConnectTimeout = TimeSpan.FromSeconds(5),
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        };
        var options = new GrpcChannelOptions
        {
            MaxReceiveMessageSize = 8 * 1024 * 1024,
            HttpHandler = handler,
            DisposeHttpClient = true,
            Credentials = ChannelCredentials.Insecure,
            // Left to itself, a channel looks later and later, up to two minutes, for a process that was away.
            InitialReconnectBackoff = _reconnect,
            MaxReconnectBackoff = _reconnect,
            ServiceConfig = new(),
        };
        if (repeatable is { Count: > 0 })
            options.ServiceConfig.MethodConfigs.Add(RepeatUnavailable(repeatable));
        if (SocketPath(address) is { } path)
        {
            handler.ConnectCallback = (_, cancel) => ConnectAsync(path, cancel);
            return GrpcChannel.ForAddress("http://localhost", options);
        }
        options.ServiceConfig.LoadBalancingConfigs.Add(new RoundRobinConfig());
        options.ServiceProvider = new ServiceCollection().AddSingleton<ResolverFactory>(Resolver(address)).BuildServiceProvider();
        return GrpcChannel.ForAddress(IsDns(address) ? address : "static:///services", options);
    }

    private static ResolverFactory Resolver(string address) => IsDns(address)
        ? new DnsResolverFactory(_refresh)
        : new StaticResolverFactory(_ => [.. Processes(address).Select(process => new BalancerAddress(process!.Host, process.Port))]);

    private static bool IsDns(string address) =>
        address.StartsWith(DnsScheme, StringComparison.Ordinal) && Uri.TryCreate("http://" + address[DnsScheme.Length..], UriKind.Absolute, out _);

    private static IEnumerable<Uri?> Processes(string address) => address.Split(',', StringSplitOptions.TrimEntries)
        .Select(process => Uri.TryCreate(process, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp ? uri : null);

    private static MethodConfig RepeatUnavailable(IReadOnlyList<MethodName> calls)
    {
        var config = new MethodConfig
        {
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = 5,
                InitialBackoff = TimeSpan.FromMilliseconds(200),
                MaxBackoff = TimeSpan.FromSeconds(3),
                BackoffMultiplier = 2,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var call in calls)
            config.Names.Add(call);
        return config;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancel)
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
    }
}
