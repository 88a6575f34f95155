using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Shared.Limits;

/// <summary>What a module needs to refuse what is too much.</summary>
public static class LimitServices
{
    /// <summary>Adds <see cref="Refusals"/>; the module itself must be there as a service.</summary>
    public static void AddRefusals(this IServiceCollection services)
    {
        services.AddSingleton<Refusals>();
        services.AddHostedService(provider => provider.GetRequiredService<Refusals>());
    }
}
