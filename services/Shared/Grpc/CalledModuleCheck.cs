using CoProduction.Shared.Checks;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CoProduction.Shared.Grpc;

/// <summary>Asks a module that is called how it is, part by part.</summary>
internal sealed class CalledModuleCheck(string module, ServiceChannels channels) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel)
    {
        var health = new Health.HealthClient(channels.To(module));
        try
        {
            var answers = await Task.WhenAll(Readiness.Parts.Select(async part =>
                (Words: part.Value, (await health.CheckAsync(new() { Service = part.Key }, cancellationToken: cancel)).Status)));
            var faults = answers.Where(answer => answer.Status == HealthCheckResponse.Types.ServingStatus.NotServing).Select(answer => answer.Words).ToList();
            return faults.Count == 0
                ? HealthCheckResult.Healthy()
                : new(context.Registration.FailureStatus, $"The service {module} is not well: {string.Join("; ", faults)}. Its log says more.");
        }
        catch (RpcException e) when (!cancel.IsCancellationRequested)
        {
            return new(context.Registration.FailureStatus, $"The service {module} does not answer ({e.StatusCode}). See whether it runs, and what its log says.");
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is RpcException or OperationCanceledException)
        {
            return new(context.Registration.FailureStatus, $"The service {module} does not answer within {CalledModuleChecks.Patience.TotalSeconds} seconds. See what its log says.");
        }
    }
}

/// <summary>Registers checks of modules that are called.</summary>
public static class CalledModuleChecks
{
    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Looks at each module, at its address in <c>Services:{module}</c>. One in this process counts as part of it; one elsewhere answers for itself, and who calls it
    /// is ready without it.
    /// </summary>
    public static void AddCalledModuleChecks(this IServiceCollection services, IConfiguration configuration, params IEnumerable<string> modules)
    {
        foreach (var module in modules)
        {
            var isHere = configuration[$"Services:{module}"] is { } address && ServiceAddress.SocketPath(address) is not null;
            services.AddHealthChecks().Add(new(
                module, provider => new CalledModuleCheck(module, provider.GetRequiredService<ServiceChannels>()), isHere ? HealthStatus.Unhealthy : HealthStatus.Degraded, null, Patience));
        }
    }
}
