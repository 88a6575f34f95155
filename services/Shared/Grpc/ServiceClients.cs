using CoProduction.Shared.Access;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CoProduction.Shared.Grpc;

/// <summary>Registers clients of other modules' services.</summary>
public static class ServiceClients
{
    /// <summary>
    /// Adds a scoped gRPC client of the module named, at the address in <c>Services:{module}</c> (see <see cref="ServiceAddress"/>).
    /// It calls on behalf of the scope's <see cref="CallerContext"/>. A service that several modules have is told apart by the module's name as key.
    /// </summary>
    public static void AddServiceClient<TClient>(this IServiceCollection services, IConfiguration configuration, string module)
        where TClient : ClientBase<TClient>
    {
        services.AddTokens(configuration);
        services.TryAddScoped<CallerContext>();
        services.TryAddSingleton<ServiceChannels>();
        services.AddSingleton(CalledService.Of<TClient>(module));
        services.AddKeyedScoped(module, (provider, _) => Client<TClient>(provider, module));
        services.AddScoped(provider => provider.GetRequiredKeyedService<TClient>(module));
    }

    private static TClient Client<TClient>(IServiceProvider provider, string module)
    {
        var invoker = provider.GetRequiredService<ServiceChannels>().To(module).CreateCallInvoker()
            .Intercept(new CallerTokenInterceptor(provider.GetRequiredService<CallerContext>(), provider.GetRequiredService<TokenIssuer>()));
        return (TClient)Activator.CreateInstance(typeof(TClient), invoker)!;
    }
}
