using System.Net;
using System.Net.Sockets;

namespace CoProduction.Host.Processes;

/// <summary>Ports of this machine on which nobody listens.</summary>
internal static class FreePorts
{
    /// <summary>Finds several, no two the same.</summary>
    public static int[] Find(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
