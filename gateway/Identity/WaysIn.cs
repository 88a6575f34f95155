using CoProduction.Gateway.Identity.Provider;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Gateway.Identity;

/// <summary>How people can sign in here: at the provider of this name, if there is one, and with accounts of our own (<c>Identity:BuiltInAccounts</c>).</summary>
internal sealed record WaysIn(string? Provider, bool BuiltInAccounts)
{
    public static WaysIn From(IConfiguration configuration, ProviderSettings? provider) =>
        new(provider?.Name, Shared.Access.BuiltInAccounts.AreUsed.Read(configuration));
}
