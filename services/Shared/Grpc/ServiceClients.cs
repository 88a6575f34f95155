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
    /// It calls on behalf of the scope's <see cref="CallerContext"/>. A service that several modules have is told apart by the module's name as key; under that key
    /// there is also a <see cref="CallInvoker"/> for calls that are known by their contract alone.
    /// </summary>
    public static void AddServiceClient<TClient>(this IServiceCollection services, IConfiguration configuration, string module)
        where TClient : ClientBase<TClient>
    {
        services.TryAddKeyedScoped(module, (provider, _) => InvokerOf(provider, module, provider.GetRequiredService<CallerContext>()));
        services.AddKeyedScoped(module, (provider, _) => Create<TClient>(provider.GetRequiredKeyedService<CallInvoker>(module)));
        services.AddScoped(provider => provider.GetRequiredKeyedService<TClient>(module));
        AddChannels<TClient>(services, configuration, module);
    }

    /// <summary>Adds a client that always calls on behalf of the same <paramref name="caller"/>.</summary>
    public static void AddServiceClient<TClient>(this IServiceCollection services, IConfiguration configuration, string module, Caller caller)
        where TClient : ClientBase<TClient>
    {
        services.AddSingleton(provider => Create<TClient>(InvokerOf(provider, module, new CallerContext { Current = caller })));
        AddChannels<TClient>(services, configuration, module);
    }

    private static void AddChannels<TClient>(IServiceCollection services, IConfiguration configuration, string module)
        where TClient : ClientBase<TClient>
    {
        services.AddTokens(configuration);
        services.TryAddScoped<CallerContext>();
        services.TryAddSingleton<ServiceChannels>();
        services.AddSingleton(CalledService.Of<TClient>(module));
    }

    private static CallInvoker InvokerOf(IServiceProvider provider, string module, CallerContext caller) => provider.GetRequiredService<ServiceChannels>().To(module)
        .CreateCallInvoker().Intercept(new CallerTokenInterceptor(caller, provider.GetRequiredService<TokenIssuer>()));

    private static TClient Create<TClient>(CallInvoker invoker)
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), invoker)!;
}
