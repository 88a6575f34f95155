using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CoProduction.Shared.Access;

internal static class AccessServices
{
    /// <summary>What a module needs to know callers by their tokens.</summary>
    public static void AddAccessCheck(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(TrustedKeys.From(configuration));
        services.AddSingleton<TokenValidator>();
        services.AddSingleton(provider => new ProjectCheck(provider.GetService<IProjectLookup>()));
    }

    /// <summary>What a module needs to call others on somebody's behalf.</summary>
    public static void AddTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISigningKey>(_ => TokenKeys.From(configuration));
        services.TryAddSingleton<TokenIssuer>();
    }
}
