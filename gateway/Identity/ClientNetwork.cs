using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Identity;

internal static class ClientNetwork
{
    /// <summary>Where a request comes from. Of an IPv6 address the network counts: a household has more addresses than anybody can count.</summary>
    public static string Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        var bytes = address?.GetAddressBytes() ?? [];
        return bytes.Length == 16 ? Convert.ToHexString(bytes.AsSpan(0, 8)) : address?.ToString() ?? "";
    }
}
