using CoProduction.Gateway.Identity.Provider;
using CoProduction.Shared.Settings;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Gateway.Identity;

/// <summary>How people can sign in here: at the provider of this name, if there is one, and with accounts of our own (<c>Identity:BuiltInAccounts</c>).</summary>
internal sealed record WaysIn(string? Provider, bool BuiltInAccounts)
{
    private static readonly Setting<bool> _builtIn = Setting.YesNo("Identity:BuiltInAccounts", "whether people sign in with accounts of our own", true);

    public static IEnumerable<Setting> Settings => [_builtIn];

    public static WaysIn From(IConfiguration configuration, ProviderSettings? provider) =>
        new(provider?.Name, _builtIn.Read(configuration));
}
