using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Identity;

/// <summary>The address of a one-time link.</summary>
internal static class LinkAddress
{
    /// <summary>With {secret} where the secret goes.</summary>
    public static string Template(PublicAddress address, HttpContext http) => address.Of(http, "/sign-in/link?secret={secret}");

    public static string Of(PublicAddress address, HttpContext http, string secret) => Template(address, http).Replace("{secret}", secret);
}
