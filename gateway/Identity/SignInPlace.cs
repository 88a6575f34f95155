using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Identity;

internal static class SignInPlace
{
    /// <summary>Where a try to sign in comes from.</summary>
    public static Place Of(HttpContext http) => new() { Address = ClientNetwork.Of(http), Device = SessionCookies.Device(http) };
}
