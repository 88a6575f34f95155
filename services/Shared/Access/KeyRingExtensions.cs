using CoProduction.Shared.Checks;
using CoProduction.Shared.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Access;

/// <summary>For the gateway: signing with a ring of keys, and publishing their public halves.</summary>
public static class KeyRingExtensions
{
    /// <summary>How long a signing key is the newest.</summary>
    public static Setting<int> KeyLifetime { get; } = Setting.Number("Identity:KeyLifetimeDays", "how many days a signing key is the newest", 30, 1, 1000);

    /// <summary>
    /// Signs with keys kept in <paramref name="folder"/>, a new one every <see cref="KeyLifetime"/>; Data Protection, which encrypts them and forms, keeps its own there
    /// too. The start is stopped when they cannot be used.
    /// </summary>
    public static void AddKeyRing(this IServiceCollection services, IConfiguration configuration, string folder)
    {
        var lifetime = TimeSpan.FromDays(KeyLifetime.Read(configuration));
        var (forms, tokens) = (Path.Combine(folder, "forms"), Path.Combine(folder, "tokens"));
        services.AddDataProtection().SetApplicationName("CoProduction").PersistKeysToFileSystem(new(forms));
        services.AddSingleton(provider => new FormKeys(forms, provider.GetRequiredService<IDataProtectionProvider>(), provider.GetRequiredService<ILogger<FormKeys>>()));
        services.AddSingleton(provider => new KeyRing(
            tokens, provider.GetRequiredService<IDataProtectionProvider>(), lifetime, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<KeyRing>>()));
        services.AddSingleton<ISigningKey>(provider => provider.GetRequiredService<KeyRing>());
        services.AddHostedService<KeysAtStart>();
        services.AddHealthChecks().Add(new(Readiness.Keys, provider => new KeysCheck(() =>
            provider.GetRequiredService<FormKeys>().FindFault() ?? provider.GetRequiredService<KeyRing>().FindFault()), null, null));
    }

    /// <summary>Shows the public keys to anybody, under whatever name the gateway is reached: services take them from here.</summary>
    public static void UseKeySet(this WebApplication app)
    {
        var ring = app.Services.GetRequiredService<KeyRing>();
        app.Map(KeySet.Path, branch => branch.Run(http =>
        {
            http.Response.ContentType = "application/jwk-set+json";
            http.Response.Headers.CacheControl = "public, max-age=60";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return http.Response.WriteAsync(ring.Published);
        }));
    }
}
