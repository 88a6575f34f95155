using CoProduction.Shared.Checks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CoProduction.Shared.Access;

/// <summary>Registers how callers are known, and with what this process signs.</summary>
public static class AccessServices
{
    /// <summary>What a module needs to know callers by their tokens.</summary>
    internal static void AddAccessCheck(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(TrustedKeys.From(configuration));
        services.AddSingleton<TokenValidator>();
        services.AddHealthChecks().AddCheck(Readiness.Keys, new KeysCheck(() => FindFault(configuration, "Identity:OperatorKeyFile") ?? FindFault(configuration, "Identity:WorkerKeyFile")));
        services.AddSingleton(provider => new ProjectCheck(provider.GetService<IProjectLookup>()));
    }

    /// <summary>Signs with the key in the file <c>Identity:KeyFile</c>; throws in one line when there is none.</summary>
    public static void AddKeyFile(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ISigningKey>(TokenKeys.From(configuration));
        services.AddHealthChecks().AddCheck(Readiness.Keys, new KeysCheck(() => FindFault(configuration, "Identity:KeyFile", mustSign: true)));
    }

    /// <summary>What a module needs to call others on somebody's behalf.</summary>
    internal static void AddTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISigningKey>(_ => TokenKeys.From(configuration));
        services.TryAddSingleton<TokenIssuer>();
    }

    private static string? FindFault(IConfiguration configuration, string setting, bool mustSign = false) =>
        configuration[setting] is { Length: > 0 } file ? KeyFile.FindFault(file, mustSign) : null;
}
