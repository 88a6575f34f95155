using CoProduction.Host.Telemetry;
using CoProduction.Shared.Messaging.RabbitMq;
using CoProduction.Shared.Settings;

namespace CoProduction.Host.Distributed;

/// <summary>One module alone in this process, told by configuration where the others are.</summary>
internal static class ModuleProcess
{
    /// <summary>Environment variables, before appsettings.json beside the executable.</summary>
    public static IConfiguration Configuration() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").AddEnvironmentVariables().Build();

    /// <summary>Runs the module until it is told to stop; what it was doing is finished or handed back.</summary>
    public static async Task RunAsync(ModuleRow row, IConfiguration configuration, CancellationToken stopping)
    {
        var module = row.Create();
        Setting.Check([.. ProcessSettings.Of(row), .. module.Settings], configuration, row.Name);
        using var logs = ModuleHost.Logs(configuration);
        UnreadSettings.Log([.. UnreadSettings.Find(configuration), .. UnreadSettings.FindNotForOneModule(configuration)], logs);
        await using var telemetry = await ProcessTelemetry.StartAsync(configuration, row.Name, stopping);
        await using var bus = row.HasDatabase
            ? await RabbitMqBus.ConnectAsync(RabbitMqAddress.Parse(configuration["RabbitMq:Address"]!)!, row.Name, logs, stopping)
            : null;
        await using var app = ModuleHost.Build(module, new Dictionary<string, string?>(), bus);
        await app.StartAsync(stopping);
        Console.WriteLine($"{row.Name}: listens at {configuration["Listen"]}");
        await Task.Delay(Timeout.Infinite, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        await app.StopAsync(CancellationToken.None);
    }
}
