using CoProduction.Shared.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CoProduction.Shared.Checks;

/// <summary>A module is not ready when there is hardly any room left where its data lies: what people send now might not be kept.</summary>
internal sealed class DiskCheck(string folder, int leastMegabytes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel) => Task.FromResult(Look());

    private HealthCheckResult Look()
    {
        try
        {
            var free = Disk.FreeMegabytes(folder);
            return free >= leastMegabytes
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"On the disk of {folder} only {free:N0} MB are free, and {leastMegabytes:N0} are wanted. Make room there, or lower the setting {DiskChecks.LeastFree.Name}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return HealthCheckResult.Unhealthy($"Nobody can say how much room there is for {folder}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}

/// <summary>How much room there is.</summary>
internal static class Disk
{
    private const long Megabyte = 1_000_000;

    /// <summary>On the disk of this folder.</summary>
    public static long FreeMegabytes(string folder) => new DriveInfo(folder).AvailableFreeSpace / Megabyte;
}

/// <summary>Registers checks of the disk.</summary>
public static class DiskChecks
{
    /// <summary>How much room there must be.</summary>
    public static Setting<int> LeastFree { get; } =
        Setting.Number("Health:LeastFreeMegabytes", "with fewer free megabytes on the disk of its data a process is not ready", 200, 0, 1_000_000_000);

    /// <summary>Where the database's files lie, when they lie on this machine.</summary>
    public static Setting<string> DatabaseFolder { get; } = Setting.Folder("Database:Folder", "where the database's files lie, when that is on this machine");

    /// <summary>Looks at the disk of this folder; not at all when it is empty.</summary>
    public static void AddDiskCheck(this IServiceCollection services, IConfiguration configuration, string folder)
    {
        if (folder.Length > 0)
            services.AddHealthChecks().AddCheck(Readiness.Disk, new DiskCheck(folder, LeastFree.Read(configuration)));
    }
}
