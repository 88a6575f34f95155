using CoProduction.EndToEnd.Tests.Keys;
using CoProduction.TestCommon.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Limits;

/// <summary>Anybody may ask whether the gateway is ready, before any limit.</summary>
public sealed class ReadyLimitsTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Ready_AFloodAsks_LooksOnceASecondAtMost()
    {
        var counted = new Counted();
        var start = TimeProvider.System.GetTimestamp();
        await using var gateway = await GatewayAlone.StartAsync(_folder, check: counted);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(async _ => Assert.Contains("Ready", await gateway.Http.GetStringAsync(new Uri("/readyz", UriKind.Relative)))));
        await gateway.Http.GetStringAsync(new Uri("/healthz", UriKind.Relative));

        Assert.InRange(counted.Looks, 1, 1 + (int)TimeProvider.System.GetElapsedTime(start).TotalSeconds);
    }

    private sealed class Counted : IHealthCheck
    {
        private int _looks;

        public int Looks => _looks;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _looks);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
    }
}
