using System.Net;
using CoProduction.Shared.Grpc;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CoProduction.Host;

/// <summary>Where a module listens: <c>unix:/path</c>, or <c>http://address:port</c> with localhost or an IP address (0.0.0.0: all of them).</summary>
internal static class ListenAddress
{
    public static bool IsValid(string address) => ServiceAddress.SocketPath(address) is { Length: > 0 } || Parse(address) is not null;

    public static void Listen(KestrelServerOptions kestrel, string address)
    {
        if (ServiceAddress.SocketPath(address) is { } path)
        {
            File.Delete(path); // left by a process that was killed; the data folder's lock says that nobody else uses it
            kestrel.ListenUnixSocket(path, listen => listen.Protocols = HttpProtocols.Http2);
        }
        else if (Parse(address) is not var (ip, port))
            throw new InvalidOperationException($"{address} is no address to listen on.");
        else if (ip is null)
            kestrel.ListenLocalhost(port);
        else
            kestrel.Listen(ip, port);
    }

    private static (IPAddress? Ip, int Port)? Parse(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
            return null;
        if (uri.Host == "localhost")
            return (null, uri.Port);
        return IPAddress.TryParse(uri.Host, out var ip) ? (ip, uri.Port) : null;
    }
}
