using System.CommandLine;
using CoProduction.Host.Distributed;
using CoProduction.Host.Sample;
using CoProduction.Host.Telemetry;

namespace CoProduction.Host.Commands;

/// <summary><c>run</c>: all modules in one process, or the one that the setting Modules names, until Ctrl-C.</summary>
internal static class RunCommand
{
    /// <summary>Every module, in one process.</summary>
    public const string AllModules = "all";

    public static Command Create()
    {
        var sample = new Option<bool>("--sample") { Description = "Set up the sample partnership when there is none yet, and theme its reviews." };
        var modules = ModulesOption();
        var dataDir = PlaceOptions.DataDir();
        var port = PlaceOptions.Port();
        var command = new Command("run", "Runs everything on this machine, with a PostgreSQL of its own; or one module of many processes, told by its settings where the others are.")
        {
            modules, sample, dataDir, port,
        };
        command.SetAction((parsed, cancel) => parsed.GetRequiredValue(modules) is var name and not AllModules
            ? RunModuleAsync(name, cancel)
            : RunAllAsync(Path.GetFullPath(parsed.GetRequiredValue(dataDir)), parsed.GetValue(port), parsed.GetValue(sample), cancel));
        return command;
    }

    /// <summary>Which module this process is about.</summary>
    public static Option<string> ModulesOption() => new("--modules")
    {
        Description = "all, or the one module that this process runs (or the setting Modules).",
        DefaultValueFactory = _ => ModuleProcess.Configuration()["Modules"] is { Length: > 0 } name ? name : AllModules,
    };

    private static Task<int> RunAllAsync(string dataDir, int port, bool withSample, CancellationToken stopping) => StartFailure.GuardAsync(port, async () =>
    {
        var configuration = ModuleProcess.Configuration();
        ProcessSettings.CheckModules(configuration);
        await using var telemetry = await ProcessTelemetry.StartAsync(configuration, AllModules, stopping);
        using (var logs = ModuleHost.Logs(configuration))
            UnreadSettings.Log(UnreadSettings.Find(configuration), logs);
        await using var host = await StandaloneHost.StartAsync(dataDir, port, withSample, stopping);
        await FirstStart.EnsureAdministratorAsync(host.CallSettings(), stopping);
        if (withSample)
            await SampleSetup.RunAsync(host.CallSettings(), stopping);
        Console.WriteLine($"ready: {host.Url}");
        await Task.Delay(Timeout.Infinite, stopping);
    }, stopping);

    private static Task<int> RunModuleAsync(string name, CancellationToken stopping)
    {
        var configuration = ModuleProcess.Configuration();
        return StartFailure.GuardAsync(null, () => ModuleProcess.RunAsync(ModuleTable.Named(name), configuration, stopping), stopping);
    }
}
