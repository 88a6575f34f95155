using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Identity;

internal static class SignInPlace
{
    /// <summary>Where a try to sign in comes from. Of an IPv6 address the network counts: a household has more addresses than anybody can count.</summary>
    public static Place Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        var bytes = address?.GetAddressBytes() ?? [];
        var network = bytes.Length == 16 ? Convert.ToHexString(bytes.AsSpan(0, 8)) : address?.ToString() ?? "";
        return new() { Address = network, Device = SessionCookies.Device(http) };
    }
}
